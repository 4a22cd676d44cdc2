"""Any model of the sentence-transformers family, by name or folder, through LangChain."""

from functools import cached_property
from pathlib import Path
from typing import Any

from index.embedding import Embedder, encodable
from index.errors import BadSetting, Unreachable

_E5 = {"query": "query: ", "passage": "passage: "}


class SentenceTransformers(Embedder):
    """Texts get the prompts the model names itself; those of e5 where its name says so.

    Raises BadSetting for a folder that is not there, Unreachable when a model is neither in a
    folder nor to be had from the hub.
    """

    def __init__(self, name: str) -> None:
        if name.startswith((".", "/", "~")) and not Path(name).is_dir():
            allowed = "the name of a model, or a folder that is there"
            raise BadSetting(key="TANYA_EMBEDDING", value=name, allowed=allowed)
        self._name = name
        self.identity = f"sentence-transformers/{name}"

    @cached_property
    def _model(self) -> Any:
        from langchain_huggingface import HuggingFaceEmbeddings
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            return HuggingFaceEmbeddings(
                model_name=self._name, encode_kwargs={"normalize_embeddings": True}
            )
        except OSError as error:  # what the hub raises for a name it cannot find or fetch
            raise Unreachable(
                what=f"The model {self._name}",
                where="https://huggingface.co",
                reason=str(error).partition("\n")[0],
                mend="Name a folder instead: TANYA_EMBEDDING=sentence-transformers:FOLDER",
            ) from error

    @cached_property
    def _prompts(self) -> dict[str, str]:
        own: dict[str, str] = self._model._client.prompts
        if any(own.values()):
            passage = own.get("passage") or own.get("document") or ""
            return {"query": own.get("query", ""), "passage": passage}
        return _E5 if "e5" in Path(self._name).name.lower() else {"query": "", "passage": ""}

    @cached_property
    def dimension(self) -> int:  # type: ignore[override]  # known only once the model is there
        """The length of a vector."""
        return len(self.embed_query("?"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        return self._embedded("passage", texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self._embedded("query", [text])[0]

    def _embedded(self, kind: str, texts: list[str]) -> list[list[float]]:
        if not texts:
            return []
        plain = [encodable(self._prompts[kind] + text) for text in texts]
        vectors: list[list[float]] = self._model.embed_documents(plain)
        return vectors
