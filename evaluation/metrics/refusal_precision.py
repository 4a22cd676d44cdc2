"""refusal_precision: of the questions that were left without an answer, the share rightly so.

Right is a refusal (`not_found`) of a question that the articles do not answer. Range: questions
refused or failed. Source: Rajpurkar et al. 2018 (unanswerable questions), as precision.
"""

from evaluation.metrics.metric import Metric, each
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return 1.0 for a right refusal, 0.0 for a wrong one or an error, None when answered."""
    if row.status == "answered":
        return None
    return float(row.status == "not_found" and not row.case.answerable)


REFUSAL_PRECISION = Metric("refusal_precision", each(score), range_by_run=True)
