"""TEST SET -> rows: every question is asked, and whatever happens becomes a row."""

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from evaluation.records import Case, Passage, Row
from evaluation.system import System
from index.errors import IndexUnusable, TanyaError, UnknownArticle
from index.records import Article
from rag.records import Answer, Citation, Hit

DEPTH = 10
"""Passages retrieved for the retrieval metrics: the cut-off of mrr@10 and ndcg@10."""

_log = logging.getLogger(__name__)


def ask_all(system: System, cases: Sequence[Case], concurrency: int = 1) -> Iterator[Row]:
    """Yield a row for every question as it is done, `concurrency` questions at a time.

    Raises IndexUnusable: without an index no further question is worth asking. When the caller
    stops early, the questions not yet begun are dropped.
    """
    with ThreadPoolExecutor(concurrency) as pool:
        futures = [pool.submit(ask, system, case) for case in cases]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def ask(system: System, case: Case) -> Row:
    """Return what the system makes of one question; an error becomes a `failed` row."""
    asked = {
        "question": case.question,
        "history": [{"question": turn.question, "answer": turn.answer} for turn in case.history],
    }
    started = time.perf_counter()
    try:
        answer = system.invoke(asked)
        latency_ms = (time.perf_counter() - started) * 1000
        return _row(system, case, answer, system.search(asked, DEPTH), latency_ms)
    except IndexUnusable:
        raise
    except Exception as error:
        _log.debug("question %s failed", case.id, exc_info=True)
        latency_ms = (time.perf_counter() - started) * 1000
        return Row(case=case, status="failed", latency_ms=latency_ms, error=_named(error))


def cited_articles(system: System, rows: Sequence[Row]) -> dict[str, Article]:
    """Return the articles that the rows cite or retrieved, by id; unknown ones are left out."""
    ids = {hit.article_id for row in rows for hit in row.hits}
    ids |= {citation.article_id for row in rows for citation in row.citations}
    found = ((article_id, _find(system, article_id)) for article_id in sorted(ids))
    return {article_id: article for article_id, article in found if article is not None}


def _row(system: System, case: Case, answer: Answer, hits: Sequence[Hit], latency_ms: float) -> Row:
    return Row(
        case=case,
        status=answer.status,
        latency_ms=latency_ms,
        answer=answer.text,
        confidence=answer.confidence,
        claims=answer.claims,
        citations=answer.citations,
        verbatim=tuple(_is_verbatim(system, citation) for citation in answer.citations),
        hits=tuple(_passage(hit) for hit in hits),
        dropped=answer.dropped,
        answerer=answer.answerer,
        model=answer.model,
        notice=answer.notice,
        timings_ms=dict(answer.timings_ms),
    )


def _passage(hit: Hit) -> Passage:
    chunk = hit.chunk
    return Passage(chunk.article_id, chunk.id, chunk.start, chunk.end, hit.score)


def _is_verbatim(system: System, citation: Citation) -> bool:
    article = _find(system, citation.article_id)
    if article is None or not 0 <= citation.start < citation.end:
        return False
    return article.text[citation.start : citation.end] == citation.quote


def _find(system: System, article_id: str) -> Article | None:
    try:
        return system.article(article_id)
    except UnknownArticle:
        return None


def _named(error: Exception) -> str:
    """Name the error; only our own messages are known to hold no secret."""
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, TanyaError) else name
