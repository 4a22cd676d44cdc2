"""Whether a confidence keeps its word: calibration error, reliability, risk and coverage."""

import numpy as np
from numpy.typing import NDArray

BINS = 10

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def calibration_error(likely: Floats, truth: Flags) -> float:
    """Expected calibration error over BINS bins of equal width, in [0, 1].

    Source: Guo et al. 2017, https://arxiv.org/abs/1706.04599.
    """
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    gaps = [abs(likely[bins == b].sum() - truth[bins == b].sum()) for b in range(BINS)]
    return float(sum(gaps) / len(likely))


def reliability(likely: Floats, truth: Flags) -> list[dict[str, float]]:
    """The reliability diagram as rows: for each bin its count, mean confidence and share right."""
    bins = np.minimum((likely * BINS).astype(int), BINS - 1)
    return [
        {
            "from": b / BINS,
            "count": int((bins == b).sum()),
            "confidence": round(float(likely[bins == b].mean()), 3),
            "right": round(float(truth[bins == b].mean()), 3),
        }
        for b in range(BINS)
        if (bins == b).any()
    ]


def risk_coverage(likely: Floats, truth: Flags) -> list[dict[str, float]]:
    """For each threshold the share of questions answered, and the share of those that is right."""
    rows = []
    for threshold in np.arange(0, 1, 0.05):
        shown = likely >= threshold
        if shown.any():
            rows.append(
                {
                    "threshold": round(float(threshold), 2),
                    "coverage": round(float(shown.mean()), 3),
                    "precision": round(float(truth[shown].mean()), 3),
                }
            )
    return rows
