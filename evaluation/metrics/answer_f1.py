"""answer_f1: overlap in words of the shown answer and the accepted answer closest to it.

A whole sentence around a short answer has low precision, so low F1, however right it is.
Range: answerable questions with accepted answers (SQuAD 2.0's HasAns_f1).
Source: Rajpurkar et al. 2016, the official evaluation script.
"""

from collections import Counter

from evaluation.matching import normalize
from evaluation.metrics.metric import Metric, each
from evaluation.metrics.prediction import in_range, prediction
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return the best F1 over the accepted answers, None out of range."""
    if not in_range(row):
        return None
    return max(f1(prediction(row), answer) for answer in row.case.answers)


def f1(predicted: str, accepted: str) -> float:
    """Return the F1 of two bags of normalized words; of two empty ones 1.0."""
    words, wanted = normalize(predicted).split(), normalize(accepted).split()
    if not words or not wanted:
        return float(words == wanted)
    common = (Counter(words) & Counter(wanted)).total()
    return 2 * common / (len(words) + len(wanted))


ANSWER_F1 = Metric("answer_f1", each(score))
