"""answer_em: is the shown answer, normalized, one of the accepted answers?

Range: answerable questions with accepted answers (SQuAD 2.0's HasAns_exact).
Source: Rajpurkar et al. 2016, the official evaluation script.
"""

from evaluation.matching import normalize
from evaluation.metrics.metric import Metric, each
from evaluation.metrics.prediction import in_range, prediction
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return 1.0 for an exact match, 0.0 for none, None out of range."""
    if not in_range(row):
        return None
    shown = normalize(prediction(row))
    return float(any(shown == normalize(answer) for answer in row.case.answers))


ANSWER_EM = Metric("answer_em", each(score), binary=True)
