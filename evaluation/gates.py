"""Gates: limits that a run, or the difference of two, must keep."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.compare import Comparison
from evaluation.errors import UnknownMetric
from evaluation.metrics import METRICS
from evaluation.summary import Summary


@dataclass(frozen=True, slots=True)
class Broken:
    """A gate that was not kept: `value` is what was found, None where the metric has no value."""

    metric: str
    limit: float
    value: float | None


def known_metric(name: str) -> str:
    """Return the name. Raises UnknownMetric, which tells the nearest one."""
    if name not in METRICS:
        nearest = difflib.get_close_matches(name, METRICS, n=1, cutoff=0.0)[0]
        raise UnknownMetric(metric=name, nearest=nearest)
    return name


def broken_floors(summary: Summary, floors: Mapping[str, float]) -> list[Broken]:
    """Return the floors that the run does not reach; where lower is better they are ceilings.

    A metric without a value reaches nothing.
    """
    found = {name: summary.overall[known_metric(name)].value for name in floors}
    return [
        Broken(name, limit, found[name])
        for name, limit in floors.items()
        if not _reached(name, found[name], limit)
    ]


def broken_drops(
    comparison: Comparison, drops: Mapping[str, float], strict: bool = False
) -> list[Broken]:
    """Return the metrics that got worse by more than allowed, and not by chance.

    With `strict`, by chance too. A metric that lost its value altogether is always broken.
    """
    broken = []
    for name, limit in drops.items():
        difference = comparison.differences[known_metric(name)]
        lost = difference.a is not None and difference.b is None
        dropped = difference.worse > limit + 1e-12 and (strict or difference.significant)
        if lost or dropped:
            broken.append(Broken(name, limit, None if lost else difference.worse))
    return broken


def _reached(name: str, value: float | None, limit: float) -> bool:
    if value is None:
        return False
    return value <= limit if METRICS[name].lower_is_better else value >= limit
