"""The unigram tokenizer of multilingual-e5-small, ready in a tenth of a second.

It gives the ids and offsets of `index.e5.tokenizer`, which takes half a second and 300 MB to load:
more than a single question may cost. The model: Kudo 2018, https://arxiv.org/abs/1804.10959
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from index.e5.weights import Vocabulary, load_vocabulary

MAX_PIECES = 510
"""What the 512 positions of the model leave beside <s> and </s>."""

_MARK = "\u2581"
_LONGEST = 16
"""Characters of the longest piece."""
_READ = 64
"""Characters read for every piece wanted, so that a megabyte of text costs no more than a page."""
_UNKNOWN_PENALTY = 10.0
"""What an unknown character scores below the rarest piece, as in SentencePiece."""
_REMEMBERED = 100_000
"""Words kept with their pieces: some 30 MB."""

_DROPPED = [*range(1, 9), 11, *range(14, 32), 127, 143, 159]
_BLANKS = [9, 10, 12, 13, 0x1680, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD]
_CLEANED: dict[int, str | None] = {**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_DROPPED)}
_WORD = re.compile(r" *[^ ]+| +")


@dataclass(frozen=True, slots=True)
class Encoding:
    """Piece ids, and the characters `text[start:end]` of the encoded text each one stands for."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@cache
def load_unigram() -> "Unigram":
    """The tokenizer of the embedded model, one for the whole process."""
    return Unigram(load_vocabulary())


class Unigram:
    """Splits text into the likeliest pieces. Thread-safe."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scores: list[float] = vocabulary.scores.tolist()
        self._ids = dict(zip(vocabulary.pieces, range(len(self._scores)), strict=True))
        for control in (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk):
            del self._ids[vocabulary.pieces[control]]  # no text may write itself a control piece
        self._unknown = vocabulary.unk
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._words: dict[str, tuple[list[int], list[int]]] = {}

    def ids(self, text: str, most: int = MAX_PIECES) -> list[int]:
        """The ids of the first `most` pieces, without <s> and </s>."""
        cleaned = unicodedata.normalize("NFKC", text[: most * _READ].translate(_CLEANED))
        found: list[int] = []
        for match in _WORD.finditer(cleaned):
            found += self._pieces(match[0].lstrip(" "))[0]
            if len(found) >= most:
                break
        return found[:most]

    def encode(self, text: str, most: int = MAX_PIECES) -> Encoding:
        """The first `most` pieces with their offsets; a bare word mark stands for no character."""
        cleaned, origins = _aligned(text[: most * _READ])
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for match in _WORD.finditer(cleaned):
            word = match[0].lstrip(" ")
            found, ends = self._pieces(word)
            ids += found
            first = match.end() - len(word) - 1  # where the mark would stand
            offsets += [
                _span(origins, max(first + start, first + 1), first + end)
                for start, end in pairwise((0, *ends))
            ]
            if len(ids) >= most:
                break
        return Encoding(ids[:most], offsets[:most])

    def _pieces(self, word: str) -> tuple[list[int], list[int]]:
        """Ids of the pieces of a word, and where each one ends in the marked word."""
        if (known := self._words.get(word)) is None:
            known = self._segmented(_MARK + word)
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            self._words[word] = known
        return known

    def _segmented(self, word: str) -> tuple[list[int], list[int]]:
        """Viterbi: the segmentation with the highest sum of scores; unknown characters in a row
        become one piece."""
        ids, scores = self._ids, self._scores
        best = [0.0]
        chosen = [(0, self._unknown)]
        for end in range(1, len(word) + 1):
            score, choice = best[end - 1] + self._unknown_score, (end - 1, self._unknown)
            for start in range(max(0, end - _LONGEST), end):
                piece = ids.get(word[start:end])
                if piece is not None and best[start] + scores[piece] > score:
                    score, choice = best[start] + scores[piece], (start, piece)
            best.append(score)
            chosen.append(choice)
        return self._joined(list(_backwards(chosen))[::-1])

    def _joined(self, steps: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
        found: list[int] = []
        ends: list[int] = []
        for end, piece in steps:
            if found and piece == found[-1] == self._unknown:
                ends[-1] = end
            else:
                found.append(piece)
                ends.append(end)
        return found, ends


Origins = Sequence[tuple[int, int]]


def _backwards(chosen: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The (end, piece) steps of the best path, the last one first."""
    end = len(chosen) - 1
    while end > 0:
        start, piece = chosen[end]
        yield end, piece
        end = start


def _span(origins: Origins, start: int, end: int) -> tuple[int, int]:
    if start < end:
        return origins[start][0], origins[end - 1][1]
    at = origins[start][0] if start < len(origins) else origins[-1][1]
    return at, at


def _aligned(text: str) -> tuple[str, Origins]:
    """The normalized text, and for each of its characters those of `text` it came from."""
    cleaned = text.translate(_CLEANED)
    if len(cleaned) == len(text) and unicodedata.is_normalized("NFKC", cleaned):
        return cleaned, [(i, i + 1) for i in range(len(text))]
    parts: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        parts.append(unicodedata.normalize("NFKC", text[start:end].translate(_CLEANED)))
        origins += [(start, end)] * len(parts[-1])
    return "".join(parts), origins


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Runs of characters that may be normalized one run at a time: a letter with its marks."""
    start = 0
    for at, character in enumerate(text):
        if at and not _joins(character):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _joins(character: str) -> bool:
    """Whether a character may melt into the one before: marks, Korean vowels and finals, and the
    half-width voicing marks of Japanese."""
    return (
        unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
        or character in "\uff9e\uff9f"
    )
