"""How far a figure, or the difference of two runs over the same questions, can be trusted.

Everything random starts from a fixed seed, so the same runs always give the same numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.metrics.metric import Flags, Metric, Values

RESAMPLES = 2_000
PERMUTATIONS = 9_999
FEWEST_FLIPS = 6
"""Flips one way, with none the other, below which McNemar's test cannot give p < .05."""
_SEED = 20240619
_CELLS = 2_000_000
_Z_95_80 = 1.959964 + 0.841621
"""Two-sided 5 % level and 80 % power, in standard errors."""


def interval(metric: Metric, values: Values, flags: Flags) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a metric (Efron 1979)."""
    return _bounds(_resampled(len(values), lambda i: metric.aggregate(values[i], flags[i])))


def changed(a: Values, b: Values) -> int:
    """Return for how many questions the value differs, or only one run has any."""
    return int(np.sum((a != b) & ~(np.isnan(a) & np.isnan(b))))


@dataclass(frozen=True, slots=True)
class Spread:
    """What bootstrap samples say of a difference: its 95 % interval, standard error and p-value."""

    low: float
    high: float
    error: float
    p_value: float


def spread(metric: Metric, a: Values, b: Values, flags: Flags) -> Spread:
    """Return how the difference b - a varies when the questions are drawn anew, as pairs.

    The two-sided p-value is twice the share of samples on the far side of zero (the paired
    bootstrap of Koehn 2004), but no less than a sign test over the questions that changed could
    give: a handful of questions proves nothing.
    """

    def difference(i: NDArray[np.intp]) -> Values:
        return metric.aggregate(b[i], flags[i]) - metric.aggregate(a[i], flags[i])

    differences = _resampled(len(a), difference)
    known = differences[~np.isnan(differences)]
    beyond = min(np.sum(known <= 0), np.sum(known >= 0))
    sampled = 2 * (float(beyond) + 1) / (len(known) + 1)
    p_value = min(1.0, max(sampled, 2 * 0.5 ** changed(a, b)))
    return Spread(*_bounds(known), float(known.std()) if len(known) else float("nan"), p_value)


def mcnemar(a: Values, b: Values) -> float:
    """Return the exact two-sided p-value that as many questions flip one way as the other.

    `a` and `b` hold 0, 1 or, out of range in both, NaN. Source: McNemar 1947, in the exact binomial
    form.
    """
    from scipy.stats import binomtest

    better, worse = int(np.sum(b > a)), int(np.sum(b < a))
    if better + worse == 0:
        return 1.0
    return float(binomtest(better, better + worse, 0.5).pvalue)


def randomization(metric: Metric, a: Values, b: Values, flags: Flags) -> float:
    """Return the two-sided p-value of the paired randomization test on the metric itself.

    Under the null hypothesis it is chance which run gave which of a question's two values. Exact
    for up to 13 questions that differ, else over 9,999 random swaps. The range has to be the same
    in both runs. Source: Fisher 1935; Smucker et al. 2007 for retrieval metrics.
    """
    from scipy.stats import permutation_test

    differs = (a != b) & ~np.isnan(a)
    if differs.sum() < 2:  # swapping a single question turns the difference round, no more
        return 1.0
    same, order = a[~differs], np.concatenate([flags[~differs], flags[differs]])

    def of(values: Values) -> Values:
        shape = (*values.shape[:-1], len(same))
        whole = np.concatenate([np.broadcast_to(same, shape), values], axis=-1)
        return metric.aggregate(whole, np.broadcast_to(order, whole.shape))

    def statistic(x: Values, y: Values, axis: int) -> Values:
        return of(y) - of(x)

    result = permutation_test(
        (a[differs], b[differs]), statistic, permutation_type="samples", vectorized=True,
        n_resamples=PERMUTATIONS, batch=max(1, _CELLS // len(a)), rng=_SEED,
    )  # fmt: skip
    return float(result.pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return the p-values corrected for their number, in the order given (Holm 1979)."""
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for rank, i in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, (len(p_values) - rank) * p_values[i])
        corrected[i] = min(1.0, highest)
    return corrected


def detectable(standard_error: float, binary: bool, count: int) -> float | None:
    """Return the smallest true difference that a test at 5 % would find 4 times out of 5.

    From the standard error of the observed difference. For a binary metric over `count` questions
    it is no less than the 6 flips that McNemar's test needs at the very least. None where no
    difference can be found, or where two equal runs do not tell how much they could differ.
    """
    least = _Z_95_80 * standard_error
    if binary:
        least = max(least, FEWEST_FLIPS / count)
        return least if least <= 1 else None
    return least or None


def _resampled(size: int, statistic: Callable[[NDArray[np.intp]], Values]) -> Values:
    """Return the statistic of bootstrap samples, a batch at a time to bound memory."""
    rng = np.random.default_rng(_SEED)
    batch = max(1, min(RESAMPLES, _CELLS // max(1, size)))
    sizes = [min(batch, RESAMPLES - done) for done in range(0, RESAMPLES, batch)]
    return np.concatenate([statistic(rng.integers(size, size=(n, size))) for n in sizes])


def _bounds(values: Values) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
