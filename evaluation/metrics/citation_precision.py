"""citation_precision: share of an answer's citations that lead to the answer.

Right means: the article is one of those named and the quote holds one of the facts. An answer to
a question that the articles do not answer has no right citation. Range: answered questions.
After the citation precision of ALCE (Gao et al. 2023), with the test set for a judge.
"""

from evaluation.metrics.metric import Metric, each
from evaluation.metrics.support import right_citations
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return the share of right citations, 0.0 without any, None when refused."""
    if row.status == "not_found":
        return None
    return len(right_citations(row)) / max(1, len(row.citations))


CITATION_PRECISION = Metric("citation_precision", each(score), range_by_run=True)
