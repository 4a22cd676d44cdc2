"""The records of an evaluation: a test question, what the system made of it, a whole run.

They are plain dataclasses that pydantic reads and writes, so a run file is their JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict, with_config

from index.records import Article
from rag.records import Citation, Claim, Dropped, Turn

Status = Literal["answered", "not_found", "failed"]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Case:
    """One question of a test set.

    `articles` are the ids that answer it, `answers` the accepted short answers, `facts` what a
    complete answer holds: of each entry one alternative. `standalone` is a follow-up written so
    that it can be understood without its `history`.
    """

    id: str
    question: str
    lang: str
    answerable: bool
    type: str = ""
    articles: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    history: tuple[Turn, ...] = ()
    standalone: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved passage, best first in its row: `text[start:end]` of its article."""

    article_id: str
    chunk_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """One question asked. `failed` means that the system raised; `error` then names what.

    `verbatim` says for each citation whether its quote is, letter for letter, what stands at its
    offsets in the article. `latency_ms` is the wall clock around the call, in milliseconds.
    """

    case: Case
    status: Status
    latency_ms: float
    answer: str = ""
    confidence: float = 0.0
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    verbatim: tuple[bool, ...] = ()
    hits: tuple[Passage, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    answerer: str = ""
    model: str | None = None
    notice: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: everything that is needed to report on it and to compare it.

    `test_set_hash` covers the questions that were asked, so a run over some of them differs from a
    run over all. `index` is the fingerprint of the index. `articles` holds every article that a
    row cites or retrieved, by id. `started` is ISO 8601 in UTC, `seconds` is what the rows took
    that no run before had left. `concurrency` questions were asked at a time.
    """

    test_set: str
    test_set_hash: str
    index: str
    settings: Mapping[str, str]
    versions: Mapping[str, str]
    started: str
    seconds: float
    rows: tuple[Row, ...]
    articles: Mapping[str, Article] = field(default_factory=dict)
    concurrency: int = 1
    format: Literal[1] = 1
