"""Rows of evaluations for tests, with only what a test is about written out."""

from typing import Any

from evaluation.records import Case, Passage, Row
from rag.records import Citation


def case(case_id: str = "q1", answerable: bool = True, **fields: Any) -> Case:
    """A question; lists may be given for tuples."""
    frozen = {name: _frozen(value) for name, value in fields.items()}
    defaults = {"question": f"Apa {case_id}?", "lang": "id"}
    return Case(id=case_id, answerable=answerable, **{**defaults, **frozen})


def row(of: Case | None = None, status: Any = "answered", **fields: Any) -> Row:
    """A row of that question, 10 ms long."""
    return Row(case=of or case(), status=status, **{"latency_ms": 10.0, **fields})


def citation(article_id: str = "a", quote: str = "kutipan", number: int = 1) -> Citation:
    """A citation of the first words of an article."""
    return Citation(
        number, article_id, article_id.title(), "Harian", None, None, quote, 0, len(quote)
    )


def retrieved(*article_ids: str) -> tuple[Passage, ...]:
    """Passages of these articles, best first."""
    return tuple(
        Passage(name, f"{name}#{rank}", 0, 5, 1.0 / (rank + 1))
        for rank, name in enumerate(article_ids)
    )


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
