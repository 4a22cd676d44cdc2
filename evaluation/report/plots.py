"""The geometry of the two plots; the page's template draws them as SVG.

Coordinates are SVG's, y downwards, inside a box of WIDTH by HEIGHT.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.metrics.risk_coverage import Point

WIDTH, HEIGHT = 440, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 20, 10, 40
BINS = 28


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled position on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin of a histogram; `label` tells its range and count."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What there is to draw: a line (`path`), bars, axis ticks and labelled vertical lines."""

    path: str
    bars: tuple[Bar, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Tick, ...] = ()


def risk_coverage_plot(points: Sequence[Point]) -> Plot:
    """Return the curve as steps: each risk holds for the coverage since the point before."""
    top = _nice(max((risk for _, risk in points), default=0.0) or 0.1)
    parts: list[str] = []
    last = 0.0
    for coverage, risk in points:
        y = _y(risk / top)
        parts.append(f"{'L' if parts else 'M'}{_x(last)} {y}L{_x(coverage)} {y}")
        last = coverage
    quarters = (0, 0.25, 0.5, 0.75, 1)
    return Plot(
        path="".join(parts),
        bars=(),
        x_ticks=tuple(Tick(_x(value), f"{value:.0%}") for value in quarters),
        y_ticks=tuple(Tick(_y(share), f"{top * share:.0%}") for share in (0, 0.5, 1)),
    )


def latency_plot(milliseconds: Sequence[float]) -> Plot:
    """Return the histogram; the last bin holds everything beyond the 99th percentile too."""
    values = np.array(milliseconds, dtype=np.float64)
    p50, p95, p99 = np.percentile(values, (50, 95, 99))
    top = _nice(float(p99) or 1.0)
    counts, edges = np.histogram(np.minimum(values, top), bins=BINS, range=(0.0, top))
    most = _nice(float(counts.max()))
    width = (WIDTH - LEFT - RIGHT) / BINS
    bars = tuple(
        Bar(_x(low / top), _y(count / most), round(width - 1, 2),
            round(HEIGHT - BOTTOM - _y(count / most), 2), f"{low:.0f}–{high:.0f} ms: {count}")
        for low, high, count in zip(edges, edges[1:], counts, strict=False) if count
    )  # fmt: skip
    return Plot(
        path="",
        bars=bars,
        x_ticks=tuple(Tick(_x(q), f"{top * q:g}") for q in (0, 0.25, 0.5, 0.75, 1)),
        y_ticks=tuple(Tick(_y(q), f"{most * q:g}") for q in (0, 0.5, 1)),
        lines=(Tick(_x(min(1.0, p50 / top)), "p50"), Tick(_x(min(1.0, p95 / top)), "p95")),
    )


def _x(share: float) -> float:
    return round(LEFT + float(share) * (WIDTH - LEFT - RIGHT), 2)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - float(share) * (HEIGHT - TOP - BOTTOM), 2)


def _nice(value: float) -> float:
    """Round up to 1, 2, 4, 5 or 8 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 4, 5, 8, 10) if power * step >= value * 0.999)
