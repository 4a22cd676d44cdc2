"""What a metric is: a value for each question, and a number made of the values.

A question outside a metric's range has no value (None, then NaN). A question that failed is always
in range, and a miss.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.records import Row

Scores = list[float | None]
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Aggregate = Callable[[Values, Flags], Values]


def mean(values: Values, answerable: Flags) -> Values:
    """Return the mean over the last axis of the values that are not NaN; NaN if there is none."""
    defined = ~np.isnan(values)
    count = defined.sum(axis=-1)
    total = np.where(defined, values, 0.0).sum(axis=-1)
    empty = np.full(np.shape(total), np.nan)
    return np.asarray(np.divide(total, count, out=empty, where=count > 0), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Metric:
    """A named measure. `scores` gives one value a row, in order.

    `aggregate` takes values of shape (..., questions) and, of the same shape, whether each question
    is answerable, and returns shape (...). `binary`: each value is 0 or 1, and `aggregate` their
    mean. `range_by_run`: which questions are in range depends on what the system did, not on the
    test set alone.
    """

    name: str
    scores: Callable[[Sequence[Row]], Scores]
    aggregate: Aggregate = mean
    binary: bool = False
    lower_is_better: bool = False
    range_by_run: bool = False

    def values(self, rows: Sequence[Row]) -> Values:
        """Return the scores as an array of shape (rows,), NaN where there is none."""
        return np.array(self.scores(rows), dtype=np.float64)

    def of(self, rows: Sequence[Row]) -> float | None:
        """Return the metric of some rows, None if it is not defined for any of them."""
        value = float(self.aggregate(self.values(rows), answerable(rows)))
        return None if np.isnan(value) else value


def answerable(rows: Sequence[Row]) -> Flags:
    """Return which rows ask something that the articles answer, shape (rows,)."""
    return np.array([row.case.answerable for row in rows], dtype=np.bool_)


def each(score: Callable[[Row], float | None]) -> Callable[[Sequence[Row]], Scores]:
    """Return the `scores` of a metric that looks at one row at a time."""

    def scores(rows: Sequence[Row]) -> Scores:
        return [score(row) for row in rows]

    return scores
