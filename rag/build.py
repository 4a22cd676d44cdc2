"""The composition root: settings become objects. Nothing else in the project decides what is used."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue import Manifest
from index.chunking import CHUNKER_VERSION
from index.cleaning import CLEANER_VERSION
from index.embedding import Embedder, build_embedder
from index.indexing import check
from index.store import Store, open_store
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.answerers import Answerer
    from rag.chain import Chain


def cache_folder() -> Path:
    """Return this machine's cache folder for tanya: nothing in it is needed, all can be remade."""
    from platformdirs import user_cache_path

    return user_cache_path("tanya", appauthor=False)


def embedder(settings: Settings) -> Embedder:
    """Return the embedder. Raises BadSetting, MissingExtra, Unreachable."""
    return build_embedder(settings.embedding, ollama_host=settings.ollama_host)


def manifest(embedder: Embedder) -> Manifest:
    """Return how an index made now, with this embedder, would be made."""
    return Manifest(embedder.identity, embedder.dimension, CHUNKER_VERSION, CLEANER_VERSION)


def store(settings: Settings, create: bool = False) -> Store:
    """Return the open index. Raises NoIndex unless `create`, IndexDamaged, Unreachable."""
    return open_store(settings.store, settings.collection, cache_folder(), create)


def chain(settings: Settings) -> "Chain":
    """Return the chain that answers. Raises NoIndex and IndexMismatch before any question."""
    from rag.chain import Chain
    from rag.retrieval import HybridSearch

    opened = store(settings)
    model = embedder(settings)
    check(opened, manifest(model))
    return Chain(opened, HybridSearch(opened, model), _answerer(settings, opened, model))


def _answerer(settings: Settings, opened: Store, model: Embedder) -> "Answerer":
    from rag.answerers.extractive import Extractive

    catalogue = opened.catalogue
    return Extractive(
        model, catalogue.document_frequency, catalogue.counts()[1], settings.min_confidence
    )
