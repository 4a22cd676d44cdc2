"""The trained reader: points at the words of a passage that answer a question, or at none.

Its input is word embeddings, not ids: the table of words is the embedder's own, so that the reader
comes without the four fifths of the weights that lie there.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.e5.engine import processors
from index.sentences import sentences_around
from rag.spans import Bounds, Reading, reading

BOS, PAD, EOS = 0, 1, 2
MAX_QUESTION = 64
MAX_TITLE = 32
MAX_INPUT = 512
"""Tokens: the positions of the model. What a passage has beyond them is not read."""
BATCH = 16
"""Inputs of one run, of about the same length."""
REMEMBERED = 16
"""Questions whose readings are kept, for the few that are asked at a time."""
THREADS = min(4, processors())
"""Runs at a time, one processor each."""

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
Lengths = NDArray[np.int32]
Words = Callable[[Ids], Floats]
"""Gives the word embeddings, shape (…, hidden), of token ids, shape (…)."""


class Encoding(Protocol):
    """Token ids, and the characters of the text that each token stands for."""

    @property
    def ids(self) -> list[int]: ...
    @property
    def offsets(self) -> list[tuple[int, int]]: ...


Encode = Callable[[str], Encoding]
"""Encodes a text without special tokens."""


class Passage(NamedTuple):
    """What is read: a text and the title that it stands under, empty where there is none.

    A passage from the middle of an article often names what it is about in the title alone.
    """

    text: str
    title: str = ""


class Model(Protocol):
    """What runs the layers and the heads: the shipped model, or torch's while it is trained."""

    def logits(self, words: Floats, lengths: Lengths) -> tuple[Floats, Floats, Floats]:
        """Start and end logits (inputs, tokens) and answer logits (inputs,) of word embeddings
        (inputs, tokens, hidden), of which the first `lengths` (inputs,) of each row count."""
        ...


class Reader:
    """Reads passages. Thread-safe: one reader serves a whole bot."""

    def __init__(self, model: Model, encode: Encode, words: Words) -> None:
        self._model = model
        self._encode = encode
        self._words = words
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")
        self._remembered: OrderedDict[str, dict[Passage, Reading]] = OrderedDict()
        self._lock = Lock()

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """Return what the reader makes of each passage, in their order.

        The readings of the last questions are remembered: answering and reranking need the same.
        """
        with self._lock:
            known = self._remembered.get(question, {}).copy()
        new = [passage for passage in dict.fromkeys(passages) if passage not in known]
        read = dict(zip(new, self.read_pairs([(question, each) for each in new]), strict=True))
        with self._lock:
            # The same question may have been asked, and its passages read, in the meantime.
            self._remembered[question] = self._remembered.pop(question, {}) | read
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        known |= read
        return [known[passage] for passage in passages]

    def read_pairs(self, pairs: Sequence[tuple[str, Passage]]) -> list[Reading]:
        """Return the reading of each (question, passage) pair, in their order."""
        texts = {text for question, passage in pairs for text in (question, passage.title)}
        ids = {text: self._encode(text).ids for text in texts}
        heads = [head(ids[question], ids[passage.title]) for question, passage in pairs]
        encoded = [self._encode(passage.text) for _, passage in pairs]
        inputs = [_joined(h, p.ids) for h, p in zip(heads, encoded, strict=True)]
        found: dict[int, Reading] = {}
        batches = _batches([len(tokens) for tokens in inputs])
        run = self._threads.map(lambda rows: self._logits([inputs[i] for i in rows]), batches)
        for rows, (starts, ends, answers) in zip(batches, run, strict=True):
            for row, i in enumerate(rows):
                text, first = pairs[i][1].text, len(heads[i])
                offsets = encoded[i].offsets[: MAX_INPUT - 1 - first]
                # What lies beyond the last token is not read, so it is not split either.
                parts = sentences_around(text, 0, max((end for _, end in offsets), default=0))
                logits = starts[row], ends[row], float(answers[row])
                found[i] = reading(*logits, first, offsets, parts, partial(_trimmed, text))
        return [found[i] for i in range(len(inputs))]

    def _logits(self, inputs: Sequence[Sequence[int]]) -> tuple[Floats, Floats, Floats]:
        ids, lengths = padded(inputs)
        return self._model.logits(self._words(ids), lengths)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Positions of inputs of about the same length; every processor gets a share of a few."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    size = max(1, min(BATCH, -(-len(order) // THREADS)))
    return [order[at : at + size] for at in range(0, len(order), size)]


def _trimmed(passage: str, bounds: Bounds) -> Bounds:
    """A span without the space around its words, and ended by the end of a paragraph."""
    said = passage[slice(*bounds)].rstrip()
    start = bounds[0] + len(said) - len(said.lstrip())
    return start, start + len(said.lstrip().partition("\n\n")[0].rstrip())


def head(question: Sequence[int], title: Sequence[int]) -> list[int]:
    """What stands before the passage: <s> question </s></s>, and title </s> where there is one."""
    above = [*title[:MAX_TITLE], EOS] if title else []
    return [BOS, *question[:MAX_QUESTION], EOS, EOS, *above]


def _joined(before: Sequence[int], passage: Sequence[int]) -> list[int]:
    """… passage </s>, cut where the positions of the model end."""
    return [*[*before, *passage][: MAX_INPUT - 1], EOS]


def padded(inputs: Sequence[Sequence[int]]) -> tuple[Ids, Lengths]:
    """Return ids (inputs, tokens of the longest) and the length of each input (inputs,)."""
    lengths = np.array([len(tokens) for tokens in inputs], np.int32)
    ids = np.full((len(inputs), lengths.max()), PAD, np.int64)
    for row, tokens in zip(ids, inputs, strict=True):
        row[: len(tokens)] = tokens
    return ids, lengths
