"""What became of one question, in a word."""

from typing import Literal

from evaluation.matching import holds
from evaluation.records import Case, Row

Verdict = Literal["correct", "refused", "incomplete", "wrong", "missed", "unfounded", "failed"]

GOOD: frozenset[Verdict] = frozenset({"correct", "refused"})


def verdict(row: Row) -> Verdict:
    """Return what became of the question.

    Answerable ones are `correct` (every fact is in the answer), `incomplete` (some are), `wrong`
    (none is) or `missed` (refused); the others `refused`, which is right, or `unfounded`
    (answered all the same). `failed` means that there was an error.
    """
    if row.status == "failed":
        return "failed"
    if row.status == "not_found":
        return "missed" if row.case.answerable else "refused"
    if not row.case.answerable:
        return "unfounded"
    found = fact_share(row)
    return "correct" if found == 1 else "wrong" if found == 0 else "incomplete"


def expected(case: Case) -> tuple[tuple[str, ...], ...]:
    """Return what the answer has to hold: the facts, or else one of the accepted answers."""
    return case.facts or ((case.answers,) if case.answers else ())


def fact_share(row: Row) -> float:
    """Return the share of the expected facts, in [0, 1], that the answer's text holds.

    A question that expects nothing in particular is judged by where the answer comes from: 1 if it
    cites one of the named articles, or if none is named.
    """
    facts = expected(row.case)
    if facts:
        return sum(any(holds(row.answer, text) for text in fact) for fact in facts) / len(facts)
    named = set(row.case.articles)
    return float(not named or any(citation.article_id in named for citation in row.citations))
