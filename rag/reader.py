"""The trained reader: points at the words of a passage that answer a question, or at none.

The shipped file holds the transformer layers and the heads in int8. Its input is word embeddings,
not ids: the table of words is the embedder's own, and only the rows at hand are dequantized.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.spans import Reading, reading

BOS, PAD, EOS = 0, 1, 2
MAX_QUESTION = 64
MAX_INPUT = 512
"""Tokens: the positions of the model. What a passage has beyond them is not read."""


BATCH = 16
"""Inputs of one run, of about the same length; the passages of one question are one run."""

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
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


class Model(Protocol):
    """What runs the layers: an ONNX session, or the torch model while it is trained.

    Takes `words` (inputs, tokens, hidden) and `attention_mask` (inputs, tokens) and gives `starts`
    and `ends` (inputs, tokens) and `answer` (inputs,), all logits.
    """

    def run(self, outputs: Sequence[str], feed: dict[str, NDArray[Any]]) -> list[Floats]: ...


class Reader:
    """Reads passages. Thread-safe: one reader serves a whole bot."""

    def __init__(self, model: Model, encode: Encode, words: Words) -> None:
        self._model = model
        self._encode = encode
        self._words = words

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return what the reader makes of each passage, in their order."""
        return self.read_pairs([(question, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return the reading of each (question, passage) pair, in their order."""
        encoded = {question: self._encode(question).ids for question, _ in pairs}
        asked = [encoded[question][:MAX_QUESTION] for question, _ in pairs]
        passages = [self._encode(passage) for _, passage in pairs]
        inputs = [_joined(q, p.ids) for q, p in zip(asked, passages, strict=True)]
        order = sorted(range(len(inputs)), key=lambda i: len(inputs[i]))
        found: dict[int, Reading] = {}
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            starts, ends, answers = self._logits([inputs[i] for i in rows])
            for row, i in enumerate(rows):
                first = len(asked[i]) + 3
                offsets = passages[i].offsets[: MAX_INPUT - 1 - first]
                read = reading(starts[row], ends[row], float(answers[row]), first, offsets)
                found[i] = _trimmed(read, pairs[i][1])
        return [found[i] for i in range(len(inputs))]

    def _logits(self, inputs: Sequence[Sequence[int]]) -> list[Floats]:
        ids, mask = padded(inputs)
        feed: dict[str, NDArray[Any]] = {"words": self._words(ids), "attention_mask": mask}
        return self._model.run(["starts", "ends", "answer"], feed)


def _trimmed(read: Reading, passage: str) -> Reading:
    """The reading without the space that a token has before its word."""
    said = passage[read.start : read.end]
    start = read.start + len(said) - len(said.lstrip())
    return replace(read, start=start, end=start + len(said.strip()))


def _joined(question: Sequence[int], passage: Sequence[int]) -> list[int]:
    """<s> question </s></s> passage </s>, cut where the positions of the model end."""
    ids = [BOS, *question, EOS, EOS, *passage]
    return [*ids[: MAX_INPUT - 1], EOS]


def padded(inputs: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Return ids and attention mask, both (inputs, tokens of the longest)."""
    shape = len(inputs), max(map(len, inputs))
    ids, mask = np.full(shape, PAD, np.int64), np.zeros(shape, np.int64)
    for row, tokens in enumerate(inputs):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask
