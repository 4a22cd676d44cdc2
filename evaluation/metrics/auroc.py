"""auroc: how well the confidence tells answerable questions from the others.

The probability that an answerable question gets a higher confidence than an unanswerable one, ties
half: Mann and Whitney's U over the number of pairs. 0.5 is chance. Range: all questions.
Source: Hanley and McNeil 1982.
"""

import numpy as np

from evaluation.metrics.metric import Flags, Metric, Values, each
from evaluation.records import Row

_BELOW_ANY, _ABOVE_ANY = -1.0, 2.0


def score(row: Row) -> float:
    """Return the confidence, or, for a failure, the one that counts against the system."""
    if row.status == "failed":
        return _BELOW_ANY if row.case.answerable else _ABOVE_ANY
    return row.confidence


def area(values: Values, answerable: Flags) -> Values:
    """Return the area, shape (...); NaN where either kind of question is missing."""
    from scipy.stats import rankdata

    ranks = rankdata(values, axis=-1)
    positive = answerable.sum(axis=-1)
    pairs = positive * (answerable.shape[-1] - positive)
    wins = np.where(answerable, ranks, 0.0).sum(axis=-1) - positive * (positive + 1) / 2
    empty = np.full(np.shape(wins), np.nan)
    return np.asarray(np.divide(wins, pairs, out=empty, where=pairs > 0), dtype=np.float64)


AUROC = Metric("auroc", each(score), aggregate=area)
