"""correct: is the question done right? Every fact is in the answer, or it is rightly refused.

The one figure over all questions; `evaluation.verdict` says what counts.
"""

from evaluation.metrics.metric import Metric, each
from evaluation.records import Row
from evaluation.verdict import GOOD, verdict


def score(row: Row) -> float:
    """Return 1.0 if the question is done right, else 0.0."""
    return float(verdict(row) in GOOD)


CORRECT = Metric("correct", each(score), binary=True)
