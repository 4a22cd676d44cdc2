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
        inputs = self._inputs(pairs)
        batches = _batches([len(each.ids) for each in inputs])
        run = self._threads.map(lambda rows: self._read([inputs[i] for i in rows]), batches)
        found = {
            i: read
            for rows, readings in zip(batches, run, strict=True)
            for i, read in zip(rows, readings, strict=True)
        }
        return [found[i] for i in range(len(inputs))]

    def _inputs(self, pairs: Sequence[tuple[str, Passage]]) -> list["_Input"]:
        texts = {text for question, passage in pairs for text in (question, passage.title)}
        ids = {text: self._encode(text).ids for text in texts}
        return [
            _Input(head(ids[question], ids[title]), text, self._encode(text))
            for question, (text, title) in pairs
        ]

    def _read(self, inputs: Sequence["_Input"]) -> list[Reading]:
        ids, lengths = padded([each.ids for each in inputs])
        rows = zip(*self._model.logits(self._words(ids), lengths), strict=True)
        return [
            each.reading(starts, ends, float(answer))
            for each, (starts, ends, answer) in zip(inputs, rows, strict=True)
        ]


class _Input:
    """A question and a passage as the model takes them: … passage </s>, cut where its positions
    end."""

    def __init__(self, before: list[int], text: str, passage: Encoding) -> None:
        self.ids = [*[*before, *passage.ids][: MAX_INPUT - 1], EOS]
        self._first = len(before)
        self._text = text
        self._offsets = passage.offsets[: MAX_INPUT - 1 - self._first]

    def reading(self, starts: Floats, ends: Floats, answer: float) -> Reading:
        # What lies beyond the last token is not read, so it is not split either.
        parts = sentences_around(self._text, 0, max((end for _, end in self._offsets), default=0))
        trim = partial(_trimmed, self._text)
        return reading(starts, ends, answer, self._first, self._offsets, parts, trim)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Positions of inputs of about the same length; every processor gets a share of a few."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    size = max(1, min(BATCH, -(-len(order) // THREADS)))
    return [order[at : at + size] for at in range(0, len(order), size)]


def _trimmed(passage: str, bounds: Bounds) -> Bounds:
    """A span without the space around its words, and without the full stop or comma after them."""
    said = passage[slice(*bounds)].rstrip().rstrip(".,;:").rstrip()
    start = bounds[0] + len(said) - len(said.lstrip())
    return start, start + len(said.lstrip())


def head(question: Sequence[int], title: Sequence[int]) -> list[int]:
    """What stands before the passage: <s> question </s></s>, and title </s> where there is one."""
    above = [*title[:MAX_TITLE], EOS] if title else []
    return [BOS, *question[:MAX_QUESTION], EOS, EOS, *above]


def padded(inputs: Sequence[Sequence[int]]) -> tuple[Ids, Lengths]:
    """Return ids (inputs, tokens of the longest) and the length of each input (inputs,)."""
    lengths = np.array([len(tokens) for tokens in inputs], np.int32)
    ids = np.full((len(inputs), lengths.max()), PAD, np.int64)
    for row, tokens in zip(ids, inputs, strict=True):
        row[: len(tokens)] = tokens
    return ids, lengths
