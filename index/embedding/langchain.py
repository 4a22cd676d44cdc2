"""Importing this makes every embedder a LangChain `Embeddings`."""

from langchain_core.embeddings import Embeddings

from index.embedding import Embedder

Embeddings.register(Embedder)  # type: ignore[type-abstract]  # abstract as it is itself
