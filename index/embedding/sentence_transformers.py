"""Any model of the sentence-transformers family, by name or folder."""

from functools import cached_property
from pathlib import Path
from typing import Any

from index.embedding import Embedder

_E5_PREFIXES = {"query": "query: ", "passage": "passage: "}


class SentenceTransformers(Embedder):
    """A sentence-transformers model; one of the e5 family gets the prefixes it was trained with."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.identity = f"sentence-transformers/{name}"
        self._prefixes = _E5_PREFIXES if "e5" in Path(name).name.lower() else {}

    @cached_property
    def _model(self) -> Any:
        from langchain_huggingface import HuggingFaceEmbeddings

        return HuggingFaceEmbeddings(
            model_name=self._name, encode_kwargs={"normalize_embeddings": True}
        )

    @cached_property
    def dimension(self) -> int:  # type: ignore[override]  # known only once the model is there
        """The length of a vector."""
        return len(self.embed_query("?"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        prefix = self._prefixes.get("passage", "")
        vectors: list[list[float]] = self._model.embed_documents([prefix + t for t in texts])
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        vector: list[float] = self._model.embed_query(self._prefixes.get("query", "") + text)
        return vector
