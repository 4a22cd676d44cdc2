"""When a citation is right, by the test set."""

from evaluation.matching import holds
from evaluation.records import Case, Row
from rag.records import Citation


def is_right(case: Case, citation: Citation) -> bool:
    """Whether the citation leads to the answer.

    Its article is one of those named, and its quote holds one of the facts. A question without
    articles, or without facts, leaves that half of the test out.
    """
    from_named = not case.articles or citation.article_id in case.articles
    return from_named and (not case.facts or any(carries(citation, fact) for fact in case.facts))


def carries(citation: Citation, fact: tuple[str, ...]) -> bool:
    """Whether the quote holds one of the fact's alternatives."""
    return any(holds(citation.quote, text) for text in fact)


def right_citations(row: Row) -> list[Citation]:
    """Return the row's citations that are right; of an unanswerable question none is."""
    if not row.case.answerable:
        return []
    return [citation for citation in row.citations if is_right(row.case, citation)]
