"""citation_recall: share of a question's facts that stand in the quote of a right citation.

Without facts: 1 if any citation is right. Range: answerable questions with facts or articles, so a
refusal counts as 0. After the citation recall of ALCE (Gao et al. 2023).
"""

from evaluation.metrics.metric import Metric, each
from evaluation.metrics.support import carries, right_citations
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return the share of facts that are backed, None out of range."""
    case = row.case
    if not case.answerable or not (case.facts or case.articles):
        return None
    right = right_citations(row)
    if not case.facts:
        return float(bool(right))
    return sum(any(carries(quote, fact) for quote in right) for fact in case.facts) / len(
        case.facts
    )


CITATION_RECALL = Metric("citation_recall", each(score))
