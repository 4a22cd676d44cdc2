"""The embedders: one seam, and the table of who stands behind it.

The seam is LangChain's `Embeddings` to the letter; `index.embedding.langchain` makes it one in name
too, apart, because LangChain takes longer to import than a question takes to embed.
"""

from abc import ABC, abstractmethod
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from index.errors import BadSetting, MissingExtra

EMBEDDERS: dict[str, tuple[str, str, str | None]] = {
    "embedded": ("index.embedding.embedded", "Embedded", None),
    "sentence-transformers": (
        "index.embedding.sentence_transformers",
        "SentenceTransformers",
        "sentence-transformers",
    ),
    "ollama": ("index.embedding.ollama", "Ollama", "ollama"),
}
"""Name -> module, class, extra."""
_PACKAGES = {
    "sentence-transformers": ("langchain_huggingface", "sentence_transformers"),
    "ollama": ("langchain_ollama",),
}
"""What an extra brings, by the names they are imported under."""


class Embedder(ABC):
    """Makes vectors of unit length, and can say which.

    `identity` names the model and everything else that changes its vectors, `dimension` is the
    length of a vector. `agreement` is the mean cosine to the reference engine's vectors, over fixed
    sentences, where there is one and it has been measured.
    """

    identity: str
    dimension: int
    agreement: float | None = None

    @abstractmethod
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each passage."""

    @abstractmethod
    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return what `embed_documents` does, from another thread."""
        from asyncio import to_thread

        return await to_thread(self.embed_documents, texts)

    async def aembed_query(self, text: str) -> list[float]:
        """Return what `embed_query` does, from another thread."""
        from asyncio import to_thread

        return await to_thread(self.embed_query, text)

    def warm(self) -> None:  # noqa: B027  # most have nothing to load
        """Load ahead what the first call would load, where there is something to load."""


def build_embedder(setting: str, ollama_host: str = "http://localhost:11434") -> Embedder:
    """Return the embedder of a `TANYA_EMBEDDING` setting, such as `ollama:bge-m3`.

    Nothing is loaded or asked for yet. Raises BadSetting for an unknown name and MissingExtra when
    a package is not installed; one that is installed and broken raises its own error when used.
    """
    name, colon, model = setting.partition(":")
    if name not in EMBEDDERS or bool(model) == (name == "embedded") or (colon and not model):
        allowed = "embedded, sentence-transformers:<name or folder> or ollama:<model>"
        raise BadSetting(key="TANYA_EMBEDDING", value=setting, allowed=allowed)
    module, attribute, extra = EMBEDDERS[name]
    for package in _PACKAGES.get(name, ()):
        if find_spec(package) is None:
            raise MissingExtra(part=f"TANYA_EMBEDDING={setting}", package=package, extra=extra)
    build: Any = getattr(import_module(module), attribute)
    arguments = {"embedded": (), "ollama": (model, ollama_host)}.get(name, (model,))
    embedder: Embedder = build(*arguments)
    return embedder


def encodable(text: str) -> str:
    """The text without lone surrogates, which cannot leave Python."""
    return text.encode("utf-8", "replace").decode()
