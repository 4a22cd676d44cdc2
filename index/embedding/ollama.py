"""Embedding models that Ollama serves."""

import math
from functools import cached_property
from typing import Any

from index.embedding import Embedder
from index.errors import Unreachable


class Ollama(Embedder):
    """An Ollama model. Raises Unreachable, with what to run, when it or Ollama is not there."""

    def __init__(self, model: str, host: str) -> None:
        from langchain_ollama import OllamaEmbeddings

        self._host = host
        self._model = model
        self._client: Any = OllamaEmbeddings(model=model, base_url=host)
        self.identity = f"ollama/{model}"

    @cached_property
    def dimension(self) -> int:  # type: ignore[override]  # known only once the model is there
        """The length of a vector."""
        return len(self.embed_query("?"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        if not texts:
            return []
        try:
            return [_unit(vector) for vector in self._client.embed_documents(texts)]
        except Exception as error:  # ollama's ResponseError, httpx's, ConnectionError
            missing = "not found" in str(error)
            mend = f"ollama pull {self._model}" if missing else "ollama serve"
            raise Unreachable(
                what=f"Ollama ({self._model})",
                where=self._host,
                reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
                mend=mend,
            ) from error

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_documents([text])[0]


def _unit(vector: list[float]) -> list[float]:
    length = math.hypot(*vector) or 1.0
    return [value / length for value in vector]
