"""The ASK line: question (+ history) -> hits -> answerer -> checked citations -> Answer.

`rag.chain` makes a LangChain `Runnable` of it. The line itself knows nothing of LangChain, which
takes longer to import than a question takes to answer.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from index.decoding import quotable
from index.language import detect
from index.records import Article
from index.store import Store
from rag.answerers import PASSAGES, Answerer
from rag.citations import cite
from rag.disagreement import noted
from rag.records import Answer, Citation, Draft, Hit, Question, Turn

Asked = str | Mapping[str, Any]
Search = Callable[[Question, int], Sequence[Hit]]
Rewrite = Callable[[Question], Question]
Rerank = Callable[[Question, Sequence[Hit]], Sequence[Hit]]

NEAREST = 3
"""Passages shown when the articles do not answer, or beside those that an answer quotes."""
LONGEST_QUESTION = 2000
"""Characters of a question that are looked at; what follows asks nothing more."""


def as_found(question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits as they are."""
    return hits


class Asking:
    """Answers questions over one store. Thread-safe: one of it serves a whole bot."""

    def __init__(
        self,
        store: Store,
        search: Search,
        answerer: Answerer,
        rewrite: Rewrite = lambda question: question,
        passages: int = PASSAGES,
        rerank: Rerank = as_found,
    ) -> None:
        self.store = store
        self._search = search
        self._answerer = answerer
        self._rewrite = rewrite
        self._passages = passages
        self._rerank = rerank

    def close(self) -> None:
        """Release the index."""
        self.store.close()

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the index that answers."""
        return self.store.catalogue.fingerprint

    def article(self, article_id: str) -> Article:
        """Return one indexed article. Raises UnknownArticle."""
        return self.store.article(article_id)

    def search(self, asked: Asked, k: int = PASSAGES) -> tuple[Hit, ...]:
        """Return the best `k` hits for a question, without answering it."""
        question = self._rewrite(read_question(asked))
        # Which passages are reranked is not for `k` to decide.
        hits = self._search(question, max(k, self._passages))
        return tuple(self._rerank(question, hits)[:k])

    def invoke(self, asked: Asked, /) -> Answer:
        """Return the answer; a question the articles do not answer has status `not_found`."""
        *_, answer = self.stream(asked)
        return answer

    def stream(self, asked: Asked, /) -> Generator[Answer, None, None]:
        """Yield the answer as far as it is checked, then the whole of it."""
        started = time.perf_counter()
        question = read_question(asked)
        self.store.refresh()
        hits = tuple(self._search(standalone := self._rewrite(question), self._passages))
        retrieved = time.perf_counter()
        fingerprint = self.fingerprint

        def answer(draft: Draft) -> Answer:
            now = time.perf_counter()
            timings = {
                "retrieve": (retrieved - started) * 1000,
                "answer": (now - retrieved) * 1000,
                "total": (now - started) * 1000,
            }
            return _answer(question, draft, hits, timings, fingerprint)

        draft = Draft()
        for draft in self._answerer.draft(standalone, hits):
            if draft.claims:
                yield answer(draft)
        claims = noted(draft.claims, hits, question.language)
        if not claims:
            hits = tuple(self._rerank(standalone, hits))
        if not claims or len(claims) > len(draft.claims):
            yield answer(replace(draft, claims=claims))


def read_question(asked: Asked) -> Question:
    """Return the question in whatever form it came.

    History items are `{"question", "answer"}` or chat messages `{"role", "content"}`.
    """
    if isinstance(asked, str):
        asked = {"question": asked}
    text = " ".join(quotable(str(asked["question"])).split())[:LONGEST_QUESTION]
    return Question(text, detect(text), tuple(_turns(asked.get("history") or ())))


def _turns(history: Sequence[Mapping[str, Any] | str]) -> Iterator[Turn]:
    asked = ""
    for item in history:
        if isinstance(item, str):
            yield Turn(item)
        elif "question" in item:
            yield Turn(str(item["question"]), str(item.get("answer") or ""))
        elif item.get("role") == "user":
            if asked:
                yield Turn(asked)
            asked = str(item.get("content") or "")
        elif item.get("role") == "assistant" and asked:
            yield Turn(asked, str(item.get("content") or ""))
            asked = ""
    if asked:
        yield Turn(asked)


def _answer(
    question: Question,
    draft: Draft,
    hits: Sequence[Hit],
    timings: Mapping[str, float],
    fingerprint: str,
) -> Answer:
    claims, citations = cite(draft.claims)
    return Answer(
        question=question.text,
        language=question.language,
        status="answered" if claims else "not_found",
        text=" ".join(claim.marked for claim in claims),
        confidence=draft.confidence,
        claims=claims,
        citations=citations,
        nearest=tuple(_unquoted(hits, citations))[:NEAREST],
        answerer=draft.answerer,
        model=draft.model,
        timings_ms=timings,
        index=fingerprint,
        dropped=draft.dropped,
        notice=draft.notice,
    )


def _unquoted(hits: Sequence[Hit], citations: Sequence[Citation]) -> Iterator[Hit]:
    for hit in hits:
        quoted = (
            c.article_id == hit.article.id and c.start < hit.chunk.end and c.end > hit.chunk.start
            for c in citations
        )
        if not any(quoted):
            yield hit
