"""The records of one question and its answer.

Offsets are those of `index.records`: characters of the cited article's cleaned text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.records import Article, Chunk

Status = Literal["answered", "not_found"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and the text that answered it."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `language` is an ISO 639-1 code: id, en, ko, ru, zh …"""

    text: str
    language: str = "id"
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """Where one retrieval leg placed a chunk: `rank` from 1, `score` on the leg's own scale."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's text: `article.text[start:end]`."""

    article: Article
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words themselves."""
        return self.article.text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a character of the same article in common."""
        same = self.article.id == other.article.id
        return same and self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of the other is one of this."""
        same = self.article.id == other.article.id
        return same and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved chunk with its whole article. `score` compares hits of one search."""

    rank: int
    chunk: Chunk
    article: Article
    score: float
    legs: Mapping[str, Leg] = field(default_factory=dict)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `chunk.text[start:end]` stands in the article."""
        last = self.chunk.end if end is None else self.chunk.start + end
        return Span(self.article, self.chunk.start + start, last)


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim and the spans that say it. No spans, no claim: the chain drops it.

    `short` are the words of the claim that answer by themselves, empty where none were pointed at;
    they begin at `short_at`: `text[short_at:].startswith(short)`.
    """

    text: str
    spans: tuple[Span, ...]
    short: str = ""
    short_at: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that was not shown. `reason` names why: fabricated, stitched, unsupported_number …"""

    text: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answerer has so far. No claims in the last draft means: the articles do not answer.

    `confidence` is the probability, in [0, 1], that the claims answer the question. `answerer` and
    `model` say who wrote it, which after a fall-back is not who was asked; `notice` is the key of
    the sentence that tells the reader so.
    """

    claims: tuple[Supported, ...] = ()
    confidence: float = 0.0
    dropped: tuple[Dropped, ...] = ()
    answerer: str = "extractive"
    model: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One shown sentence and the numbers of the citations behind it, at least one.

    `short` are its words that answer by themselves, shown in bold; empty where there are none.
    They begin at `short_at`; None, in replies and runs kept before that was, is their first place.
    """

    text: str
    citations: tuple[int, ...]
    short: str = ""
    short_at: int | None = None

    @property
    def marked(self) -> str:
        """The sentence with its citation marks, as in "... [1][3]"."""
        return f"{self.text} {self.marks}"

    @property
    def marks(self) -> str:
        """The citation marks alone."""
        return "".join(f"[{number}]" for number in self.citations)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence as what stands before `short`, `short`, and what comes after."""
        if not self.short:
            return self.text, "", ""
        if self.short_at is None:
            return self.text.partition(self.short)
        start, end = self.short_at, self.short_at + len(self.short)
        return self.text[:start], self.text[start:end], self.text[end:]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where to look it up: `show(article_id).text[start:end] == quote`."""

    number: int
    article_id: str
    title: str
    source: str
    url: str | None
    date: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The checked answer to one question.

    `text` is the claims joined with their [n] marks, empty when `status` is `not_found`; then there
    are no claims and no citations. `nearest` holds the passages that came closest among those that
    no citation quotes from.
    `timings_ms` has retrieve, answer and total in milliseconds; `index` is the index fingerprint.
    """

    question: str
    language: str
    status: Status
    text: str
    confidence: float
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Hit, ...]
    answerer: str
    model: str | None
    timings_ms: Mapping[str, float]
    index: str
    dropped: tuple[Dropped, ...] = ()
    notice: str | None = None
