"""Rows -> figures: every metric over all questions, by type and by language."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.metrics import METRICS
from evaluation.metrics.metric import Metric, Values, answerable
from evaluation.metrics.risk_coverage import Point, area_under, risk_coverage
from evaluation.records import Row
from evaluation.significance import interval
from evaluation.verdict import verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric over some questions: `count` of them are in its range.

    `value` is None when none is. `low` and `high` bound the 95 % bootstrap interval; by type and by
    language they are None.
    """

    value: float | None
    count: int
    low: float | None = None
    high: float | None = None


Figures = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run. `verdicts` counts what became of the questions."""

    questions: int
    verdicts: dict[str, int]
    overall: Figures
    by_type: dict[str, Figures]
    by_language: dict[str, Figures]
    curve: tuple[Point, ...]
    aurc: float | None

    def as_json(self) -> dict[str, Any]:
        """Return the figures with plain numbers under `metrics`, `by_type` and `by_language`."""
        return {
            "questions": self.questions,
            "verdicts": self.verdicts,
            "metrics": _values(self.overall),
            "intervals": {name: [f.low, f.high] for name, f in self.overall.items()},
            "counts": {name: figure.count for name, figure in self.overall.items()},
            "aurc": self.aurc,
            "risk_coverage": [list(point) for point in self.curve],
            "by_type": {name: _values(figures) for name, figures in self.by_type.items()},
            "by_language": {name: _values(figures) for name, figures in self.by_language.items()},
        }


def summarize(rows: Sequence[Row]) -> Summary:
    """Return the figures of all rows, with 95 % intervals that are the same every time."""
    values = {name: metric.values(rows) for name, metric in METRICS.items()}
    flags = answerable(rows)
    curve = risk_coverage(rows)

    def figures(chosen: Sequence[int], intervals: bool = False) -> Figures:
        index = np.array(chosen, dtype=np.intp)
        return {
            name: _figure(metric, values[name][index], flags[index], intervals)
            for name, metric in METRICS.items()
        }

    def grouped(key: Callable[[Row], str]) -> dict[str, Figures]:
        groups: dict[str, list[int]] = {}
        for i, row in enumerate(rows):
            groups.setdefault(key(row), []).append(i)
        return {name: figures(chosen) for name, chosen in sorted(groups.items())}

    return Summary(
        questions=len(rows),
        verdicts=dict(Counter(map(verdict, rows)).most_common()),
        overall=figures(range(len(rows)), intervals=True),
        by_type=grouped(lambda row: row.case.type),
        by_language=grouped(lambda row: row.case.lang),
        curve=tuple(curve),
        aurc=area_under(curve),
    )


def scores_by_row(rows: Sequence[Row]) -> list[dict[str, float]]:
    """Return for each row its score in every metric whose range it is in."""
    scores = {name: metric.scores(rows) for name, metric in METRICS.items()}
    return [
        {name: value for name, column in scores.items() if (value := column[i]) is not None}
        for i in range(len(rows))
    ]


def _figure(metric: Metric, values: Values, flags: Any, intervals: bool) -> Figure:
    value = float(metric.aggregate(values, flags))
    count = int(np.count_nonzero(~np.isnan(values)))
    if np.isnan(value):
        return Figure(None, count)
    low, high = interval(metric, values, flags) if intervals else (None, None)
    return Figure(value, count, low, high)


def _values(figures: Figures) -> dict[str, float | None]:
    return {name: figure.value for name, figure in figures.items()}
