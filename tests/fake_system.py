"""A tiny system under test: it answers with the sentence that shares most words with the question.

It cites letter for letter, refuses when hardly a word is shared, and raises for the questions that
it is told to fail.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from index.errors import UnknownArticle
from index.records import Article, Chunk
from rag.records import Answer, Citation, Claim, Hit

ARTICLES = (
    Article("taman", "Taman kota dibuka pada 3 Mei 2023. Wali kota Sari meresmikannya.", "Taman"),
    Article("pasar", "Pasar lama terbakar pada 9 Juli 2022. Dua puluh kios rusak.", "Pasar"),
    Article("jembatan", "Jembatan baru selesai 12 Agustus 2024. Biayanya 24,5 miliar.", "Jembatan"),
)


class FakeSystem:
    """Deterministic and, but for `failing` questions, without errors."""

    def __init__(
        self,
        articles: Sequence[Article] = ARTICLES,
        failing: Collection[str] = (),
        least_shared: int = 2,
        fingerprint: str = "fake-1",
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.failing = failing
        self.least_shared = least_shared
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def article(self, article_id: str) -> Article:
        """Return one article. Raises UnknownArticle."""
        if article_id not in self.articles:
            raise UnknownArticle(article_id=article_id)
        return self.articles[article_id]

    def search(self, asked: Mapping[str, Any], k: int) -> Sequence[Hit]:
        """Return sentences by shared words, then by article."""
        wanted = _words(asked["question"])
        scored = [
            (len(wanted & _words(chunk.text)), chunk, article)
            for article in self.articles.values()
            for chunk in _sentences(article)
        ]
        scored.sort(key=lambda found: (-found[0], found[1].id))
        return [
            Hit(rank, chunk, article, float(score))
            for rank, (score, chunk, article) in enumerate(scored[:k], start=1)
        ]

    def invoke(self, asked: Mapping[str, Any]) -> Answer:
        """Return the best sentence, or a refusal."""
        question = asked["question"]
        self.asked.append(question)
        if question in self.failing:
            raise RuntimeError("password=hunter2")
        best = self.search(asked, 1)[0]
        shared = int(best.score)
        found = shared >= self.least_shared
        chunk = best.chunk
        citation = Citation(
            1, best.article.id, best.article.title, "", None, None, chunk.text, chunk.start,
            chunk.end,
        )  # fmt: skip
        return Answer(
            question=question,
            language="id",
            status="answered" if found else "not_found",
            text=f"{chunk.text} [1]" if found else "",
            confidence=shared / (shared + 2),
            claims=(Claim(chunk.text, (1,)),) if found else (),
            citations=(citation,) if found else (),
            nearest=() if found else (best,),
            answerer="fake",
            model=None,
            timings_ms={"retrieve": 1.0, "answer": 1.0, "total": 2.0},
            index=self.fingerprint,
        )


def _sentences(article: Article) -> list[Chunk]:
    return [
        Chunk(f"{article.id}#{n}", article.id, match[0], match.start(), match.end())
        for n, match in enumerate(re.finditer(r"\S.*?\.(?=\s|$)", article.text))
    ]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
