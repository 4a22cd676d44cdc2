"""The embedders: one seam, LangChain's `Embeddings`, and the table of who stands behind it."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from langchain_core.embeddings import Embeddings

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


class Embedder(Embeddings):
    """A LangChain `Embeddings` that can say which vectors it makes; all are of unit length.

    `identity` names the model and everything else that changes its vectors, `dimension` is the
    length of a vector.
    """

    identity: str
    dimension: int


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
