"""An honest tiny chain: finds sentences that share words with the question, and quotes them."""

import hashlib
import re
import time
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from index.errors import UnknownArticle
from index.records import Article, Chunk
from rag.citations import cite
from rag.records import Answer, Dropped, Hit, Span, Supported

SAMPLE = (
    Article(
        id="pasar-ikan",
        text="Pasar ikan Muara dibuka kembali pada 3 Mei 2024. "
        "Harga tongkol turun menjadi 28 ribu rupiah per kilogram.\n\n"
        "Pedagang berharap musim angin timur segera berakhir.",
        title="Pasar Ikan Muara Buka Lagi",
        source="Kabar Pesisir",
        url="https://kabar.example/pasar?hari=3&bulan=5",
        date="2024-05-03",
        language="id",
    ),
    Article(
        id="dermaga/baru",
        text="Dermaga baru <Samudra> & pasar ikan Muara menelan biaya 12 miliar rupiah. "
        "Dermaga itu selesai pada 2023.",
        title="Dermaga “Samudra” & Biayanya",
        source="",
    ),
)


class FakeChain:
    """Answers with up to `claims` sentences that share at least two words with the question.

    All numbers of the question must be in the sentence. `pause_s` passes before each claim.
    """

    def __init__(
        self, articles: Sequence[Article] = SAMPLE, claims: int = 2, pause_s: float = 0.0
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._claims = claims
        self._pause_s = pause_s
        self.asked: list[dict[str, Any]] = []
        self.model: str | None = None
        self.dropped: tuple[Dropped, ...] = ()
        self.failure: Exception | None = None

    @property
    def fingerprint(self) -> str:
        """Return a hash of all texts."""
        return hashlib.sha256(repr(sorted(self._articles.items())).encode()).hexdigest()[:12]

    def change(self, article: Article) -> None:
        """Put in an article, or replace one."""
        self._articles[article.id] = article

    def remove(self, article_id: str) -> None:
        """Take an article out."""
        del self._articles[article_id]

    def article(self, article_id: str) -> Article:
        """Return one article. Raises UnknownArticle."""
        if article_id not in self._articles:
            raise UnknownArticle(article_id=article_id)
        return self._articles[article_id]

    def stream(self, asked: Any) -> Iterator[Answer]:
        """Yield the answer claim by claim."""
        self.asked.append(asked)
        if self.failure:
            raise self.failure
        question = asked["question"]
        spans = self._found(question)
        supported = [Supported(span.text, (span,)) for span in spans[: self._claims]]
        for count in range(1, len(supported) + 1):
            time.sleep(self._pause_s)
            yield self._answer(question, supported[:count])
        if not supported:
            time.sleep(self._pause_s)
            yield self._answer(question, [])

    def stream_last(self, question: str) -> Answer:
        """Return the whole answer."""
        *_, answer = self.stream({"question": question, "history": []})
        return answer

    def _found(self, question: str) -> list[Span]:
        words = _words(question)
        numbers = {word for word in words if word.isdecimal()}
        scored = [
            (len(words & _words(span.text)), span)
            for article in self._articles.values()
            for span in _sentences(article)
            if numbers <= _words(span.text)
        ]
        best = sorted(scored, key=lambda pair: -pair[0])
        return [span for score, span in best if score >= 2]

    def _answer(self, question: str, supported: Sequence[Supported]) -> Answer:
        claims, citations = cite(supported)
        return Answer(
            question=question,
            language="id",
            status="answered" if claims else "not_found",
            text=" ".join(claim.marked for claim in claims),
            confidence=0.9 if claims else 0.1,
            claims=claims,
            citations=citations,
            nearest=self._nearest({citation.article_id for citation in citations}),
            answerer="fake",
            model=self.model,
            timings_ms={},
            index=self.fingerprint,
            dropped=self.dropped,
        )

    def _nearest(self, quoted: Collection[str]) -> tuple[Hit, ...]:
        unquoted = [a for a in self._articles.values() if a.id not in quoted]
        return tuple(
            Hit(rank, Chunk(f"{a.id}#0", a.id, a.text[:40], 0, min(40, len(a.text))), a, 1.0 / rank)
            for rank, a in enumerate(unquoted, start=1)
        )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _sentences(article: Article) -> Iterator[Span]:
    for found in re.finditer(r"[^.\n]+\.?", article.text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        if start < found.end():
            yield Span(article, start, found.end())
