"""auroc: how well the confidence tells answerable questions from the others.

The probability that an answerable question gets a higher confidence than an unanswerable one, ties
half: Mann and Whitney's U over the number of pairs. 0.5 is chance. Range: all questions.
Source: Hanley and McNeil 1982.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    rows = zip(_rows(values), _rows(np.broadcast_to(answerable, values.shape)), strict=True)
    areas = [_area(row[flags], row[~flags]) for row, flags in rows]
    return np.array(areas, dtype=np.float64).reshape(values.shape[:-1])


def _area(positive: Values, negative: Values) -> float:
    if not len(positive) or not len(negative):
        return float("nan")
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    not_above = np.searchsorted(ordered, positive, side="right")
    return float((below + not_above).sum() / (2 * len(positive) * len(negative)))


def _rows(array: NDArray[Any]) -> NDArray[Any]:
    return array.reshape(-1, array.shape[-1])


AUROC = Metric("auroc", each(score), aggregate=area)
