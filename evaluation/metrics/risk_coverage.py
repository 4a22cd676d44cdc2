"""Risk-coverage: how often the answers are wrong if only the most confident ones are shown.

Questions that were answered or failed, most confident first; coverage is the share of all questions
shown so far, risk the share of those that is not correct. A failure counts as wrong and as least
confident. Questions with the same confidence come in together.
Source: El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017 (the area, AURC; lower is better).
"""

from collections.abc import Sequence
from itertools import groupby

from evaluation.records import Row
from evaluation.verdict import GOOD, verdict

Point = tuple[float, float]


def risk_coverage(rows: Sequence[Row]) -> list[Point]:
    """Return (coverage, risk) points by growing coverage, both in [0, 1]."""
    shown = sorted((row for row in rows if row.status != "not_found"), key=_doubt)
    points: list[Point] = []
    count = wrong = 0
    for _, together in groupby(shown, key=_doubt):
        for row in together:
            count += 1
            wrong += verdict(row) not in GOOD
        points.append((count / len(rows), wrong / count))
    return points


def area_under(points: Sequence[Point]) -> float | None:
    """Return the mean risk over the coverage that was reached, None without a point.

    Each point stands for the coverage since the one before it.
    """
    if not points:
        return None
    before = [0.0, *(coverage for coverage, _ in points)]
    steps = zip(before, points, strict=False)
    return sum((coverage - last) * risk for last, (coverage, risk) in steps) / points[-1][0]


def _doubt(row: Row) -> float:
    return 1.0 if row.status == "failed" else -row.confidence
