"""Honest tiny implementations of the seams: they do the real thing, only smaller."""

import math
from collections.abc import Sequence
from zlib import crc32

from index.embedding import Embedder


class FakeEmbedder(Embedder):
    """Embeds a text as its letter triples, hashed: alike texts are near, equal texts equal.

    `embedded` keeps every passage that was asked for, so a test can tell what cost something.
    """

    identity = "fake/trigrams"
    dimension = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a passage."""
        self.embedded += texts
        return [_trigrams(text, self.dimension) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return _trigrams(text, self.dimension)


def _trigrams(text: str, dimension: int) -> list[float]:
    vector = [0.0] * dimension
    padded = f"  {text.lower()} "
    for i in range(len(padded) - 2):
        vector[crc32(padded[i : i + 3].encode("utf-8", "replace")) % dimension] += 1.0
    return _unit(vector)


def _unit(vector: Sequence[float]) -> list[float]:
    length = math.hypot(*vector)
    return [value / length for value in vector]
