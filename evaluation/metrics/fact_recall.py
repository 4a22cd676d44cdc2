"""fact_recall: share of a question's facts that stand in the text of the answer.

A fact is found when one of its alternatives is, word for word. Range: answerable questions with
facts. It asks whether the reader was told, whatever else the answer says; the same idea as the
nuggets of TREC's question answering track (Voorhees 2003) with exact matching.
"""

from evaluation.metrics.metric import Metric, each
from evaluation.records import Row
from evaluation.verdict import fact_share


def score(row: Row) -> float | None:
    """Return the share of facts in the answer, None out of range."""
    if not row.case.answerable or not row.case.facts:
        return None
    return fact_share(row)


FACT_RECALL = Metric("fact_recall", each(score))
