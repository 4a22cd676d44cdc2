"""The composition root: settings become objects. Nothing else decides what is used."""

import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from index.catalogue import Manifest
from index.chunking import CHUNKER_VERSION
from index.cleaning import CLEANER_VERSION
from index.embedding import Embedder, build_embedder
from index.errors import ReaderUnusable, TanyaError
from index.indexing import Progress, Report, check, update
from index.lock import writing
from index.rebuilding import beside, finish, forget
from index.store import Store, home, open_store
from index.vectors import is_server
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.answerers import Answerer
    from rag.asking import Asking
    from rag.chain import Chain
    from rag.chat_model import ChatModel
    from rag.confidence import Calibration
    from rag.reader import Reader
    from rag.records import Question
    from rag.retriever import Retriever

_log = logging.getLogger(__name__)

Line = TypeVar("Line", bound="Asking")


def cache_folder() -> Path:
    """Return this machine's cache folder for tanya: nothing in it is needed, all can be remade."""
    from platformdirs import user_cache_path

    return user_cache_path("tanya", appauthor=False)


def embedder(settings: Settings) -> Embedder:
    """Return the embedder, a LangChain `Embeddings`. Raises BadSetting, MissingExtra."""
    import index.embedding.langchain  # noqa: F401

    return _embedder(settings)


def manifest(embedder: Embedder) -> Manifest:
    """Return how an index made now, with this embedder, would be made."""
    return Manifest(embedder.identity, embedder.dimension, CHUNKER_VERSION, CLEANER_VERSION)


def store(settings: Settings, create: bool = False) -> Store:
    """Return the open index. Raises NoIndex unless `create`, IndexDamaged, Unreachable."""
    return open_store(settings.store, settings.collection, cache_folder(), create)


def chain(settings: Settings, passages: int | None = None) -> "Chain":
    """Return what answers, as a LangChain `Runnable`; else as `asking`."""
    from rag.chain import Chain

    return _assembled(Chain, settings, passages)


def retriever(settings: Settings, k: int | None = None) -> "Retriever":
    """Return the retrieval alone, as a LangChain `BaseRetriever`; raises as `asking`."""
    from rag.answerers import PASSAGES
    from rag.retriever import Retriever

    return Retriever(asking=asking(settings), k=k or PASSAGES)


def asking(settings: Settings) -> "Asking":
    """Return what answers; LangChain is not loaded for it without a chat model.

    Raises NoIndex and IndexMismatch before any question.
    """
    from rag.asking import Asking

    return _assembled(Asking, settings)


def warm_up(settings: Settings) -> Thread:
    """Have the chat model, if any, loaded in the background, and return the thread that does it.

    What fails there fails again at the first question, where it can be told.
    """

    def load() -> None:
        with suppress(TanyaError):
            if (chat := _chat_model(settings)) is not None:
                from rag.chat_model import warm_up

                warm_up(chat)

    thread = Thread(target=load, name="warm-up", daemon=True)
    thread.start()
    return thread


def index(
    settings: Settings,
    paths: Sequence[Path],
    prune: bool = False,
    rebuild: bool = False,
    progress: Progress = lambda count, article_id: None,
) -> Report:
    """Bring the index up to date with the articles at `paths` and say what was done.

    `rebuild` begins with an empty index, unless one of the paths is not there or closed to us: a
    slip must not empty an index. Raises IndexBusy, IndexMismatch and what opening raises.
    """
    model = _embedder(settings)
    folder = home(settings.store, settings.collection, cache_folder())
    rebuild = rebuild and all(os.access(path, os.R_OK) for path in paths)
    with ExitStack() as held:
        held.enter_context(writing(settings.store, folder))
        finish(folder)
        place = settings.store
        in_place = rebuild and (is_server(place) or _others(folder, settings.collection))
        if in_place:
            forget(folder, settings.collection)
        elif rebuild:
            place = str(held.enter_context(beside(folder)))
        opened = open_store(place, settings.collection, cache_folder(), create=True)
        held.enter_context(closing(opened))
        if in_place:
            opened.drop()
        return update(opened, model, manifest(model), paths, prune, progress)


def _others(folder: Path, collection: str) -> bool:
    """Whether the folder holds other collections, whose vectors Chroma keeps in the same files."""
    return any(path.stem != collection for path in folder.glob("*.db"))


def remove(settings: Settings, article_ids: Sequence[str]) -> None:
    """Take articles out of the index. Raises UnknownArticle before any is, IndexBusy."""
    with (
        writing(settings.store, home(settings.store, settings.collection, cache_folder())),
        closing(store(settings)) as opened,
    ):
        for article_id in article_ids:
            opened.article(article_id)
        opened.remove(article_ids)
        opened.sweep()


def _embedder(settings: Settings) -> Embedder:
    return build_embedder(settings.embedding, ollama_host=settings.ollama_host)


def _assembled(line: "type[Line]", settings: Settings, passages: int | None = None) -> "Line":
    """Put the parts together; the models load while Chroma does, which takes longest."""
    from rag.answerers import PASSAGES
    from rag.answerers.reader import ReaderAnswerer
    from rag.asking import as_found
    from rag.reader_model import load_reader
    from rag.retrieval import HybridSearch

    model = _embedder(settings)
    with ThreadPoolExecutor(1) as ahead, ExitStack() as on_failure:
        ahead.submit(model.warm)
        reader = ahead.submit(load_reader)
        opened = on_failure.enter_context(closing(store(settings)))
        check(opened, manifest(model))
        chat = _chat_model(settings)
        extractive = _extractive(settings, opened, model, reader)
        answerer = _generative(settings, chat, extractive) if chat else extractive
        on_failure.pop_all()
    search = HybridSearch(opened, model)
    rerank = extractive.rerank if isinstance(extractive, ReaderAnswerer) else as_found
    return line(opened, search, answerer, _rewrite(chat), passages or PASSAGES, rerank)


def _chat_model(settings: Settings) -> "ChatModel | None":
    if not settings.chat_model:
        return None
    from rag.chat_model import open_chat_model

    return open_chat_model(settings.chat_model, settings.ollama_host)


def _rewrite(chat: "ChatModel | None") -> "Callable[[Question], Question]":
    """What makes a follow-up stand alone: the chat model, if any, else rules."""
    from rag import conversation

    return conversation.rewriter(chat) if chat else conversation.rewrite


def _extractive(
    settings: Settings,
    opened: Store,
    model: Embedder,
    loading: "Future[tuple[Reader, Calibration] | None]",
) -> "Answerer":
    """The reader where its model is at hand, else choice by words: told where it should be."""
    notice = None
    try:
        if reader := loading.result():
            from rag.answerers.reader import ReaderAnswerer

            return ReaderAnswerer(*reader, settings.min_confidence)
    except ReaderUnusable as error:
        _log.warning("Answers are chosen by words: %s", error)
        notice = "reader_unusable"
    from rag.answerers.extractive import Extractive

    frequency, (_, chunks) = opened.catalogue.document_frequency, opened.catalogue.counts()
    return Extractive(model, frequency, chunks, settings.min_confidence, notice)


def _generative(settings: Settings, chat: "ChatModel", extractive: "Answerer") -> "Answerer":
    from rag.answerers.generative import Generative
    from rag.answerers.reader import ReaderAnswerer

    fallback = extractive if settings.chat_fallback == "extractive" else None
    judge = extractive if isinstance(extractive, ReaderAnswerer) else None
    return Generative(chat, fallback, settings.answer_language, judge)
