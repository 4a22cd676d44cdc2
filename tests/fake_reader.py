"""An honest tiny reader: it tokenizes words, and knows two answers by heart."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.confidence import FEATURES, Calibration
from rag.reader import Floats, Lengths, Reader

WORDS = (
    "kapan siapa di pada bendungan Way Kanan Ratih Kusuma diresmikan 12 Maret 1987 oleh .".split()
)


@dataclass(frozen=True)
class Encoding:
    ids: list[int]
    offsets: list[tuple[int, int]]


def encode(text: str) -> Encoding:
    """Words and punctuation are tokens; each covers the space before it, as real pieces do."""
    found = list(re.finditer(r"\s*(?:\w+|[^\w\s])", text))
    ids = [3 + WORDS.index(w) if (w := m[0].strip()) in WORDS else 3 + len(WORDS) for m in found]
    return Encoding(ids, [m.span() for m in found])


def words(ids: NDArray[np.int64]) -> Floats:
    return ids[..., None].astype(np.float32)


class KnowsByHeart:
    """Answers "kapan" with a year and "siapa" with Ratih Kusuma, where the passage has them."""

    def logits(self, words: Floats, lengths: Lengths) -> tuple[Floats, Floats, Floats]:
        ids = words[..., 0]
        starts, ends = np.full(ids.shape, -5.0, np.float32), np.full(ids.shape, -5.0, np.float32)
        starts[:, 0] = ends[:, 0] = 0
        for row, tokens in enumerate(ids.astype(int).tolist()):
            assert lengths[row] == np.count_nonzero(ids[row] != 1)
            first, last = ("12", "1987") if 3 in tokens else ("Ratih", "Kusuma")
            for at, token in enumerate(tokens):
                starts[row, at] += 9 * (token == 3 + WORDS.index(first))
                ends[row, at] += 9 * (token == 3 + WORDS.index(last))
        return starts, ends, starts.max(-1)


READER = Reader(KnowsByHeart(), encode, words)
EVEN = Calibration({"bias": 0.0} | dict.fromkeys(FEATURES, 0.0) | {"answer": 1.0})
