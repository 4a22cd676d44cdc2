"""refusal_recall: of the questions that the articles do not answer, the share refused.

Source: Rajpurkar et al. 2018 (SQuAD 2.0's NoAns_exact).
"""

from evaluation.metrics.metric import Metric, each
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return 1.0 when refused, 0.0 when not, None for answerable questions."""
    return None if row.case.answerable else float(row.status == "not_found")


REFUSAL_RECALL = Metric("refusal_recall", each(score), binary=True)
