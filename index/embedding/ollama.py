"""Embedding models that Ollama serves, through LangChain."""

from functools import cached_property
from typing import Any

import numpy as np

from index.embedding import Embedder, encodable
from index.errors import Unreachable

_PATIENCE = 300.0
"""Seconds for one answer: a model that has to be loaded first may take minutes."""
_NOT_FOUND = 404


class Ollama(Embedder):
    """An Ollama model. Raises Unreachable, with what to run, when it or Ollama is not there."""

    def __init__(self, model: str, host: str) -> None:
        self._name = model
        self._host = host if "://" in host else f"http://{host}"
        self.identity = f"ollama/{model}"

    @cached_property
    def _model(self) -> Any:
        from langchain_ollama import OllamaEmbeddings

        timeout = {"timeout": _PATIENCE}
        return OllamaEmbeddings(model=self._name, base_url=self._host, client_kwargs=timeout)

    @cached_property
    def dimension(self) -> int:  # type: ignore[override]  # known only once the model is there
        """The length of a vector."""
        return len(self.embed_query("?"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        from httpx import HTTPError, InvalidURL
        from ollama import ResponseError

        if not texts:
            return []
        try:
            vectors = self._model.embed_documents([encodable(text) for text in texts])
        except ResponseError as error:
            missing = error.status_code == _NOT_FOUND
            mend = f"Run: ollama pull {self._name}" if missing else "Run: ollama serve"
            raise self._unreachable(error, mend) from error
        except (ConnectionError, HTTPError, InvalidURL, ValueError) as error:
            raise self._unreachable(error, "Run: ollama serve") from error
        return _unit(vectors)

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_documents([text])[0]

    def _unreachable(self, error: Exception, mend: str) -> Unreachable:
        reason = str(error).partition("\n")[0] or type(error).__name__
        return Unreachable(
            what=f"Ollama ({self._name})", where=self._host, reason=reason, mend=mend
        )


def _unit(vectors: list[list[float]]) -> list[list[float]]:
    """The vectors with length 1; Ollama gives those of some models as they come."""
    given = np.array(vectors)
    lengths = np.linalg.norm(given, axis=1, keepdims=True)
    scaled: list[list[float]] = (given / np.where(lengths > 0, lengths, 1)).tolist()
    return scaled
