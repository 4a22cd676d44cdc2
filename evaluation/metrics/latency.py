"""latency_p50_ms, latency_p95_ms: how long a question takes, typically and at worst.

Wall clock around the call, in milliseconds, linear interpolation between ranks (numpy). Range: all
questions, those that failed as well. Questions asked at the same time slow each other down.
"""

import numpy as np

from evaluation.metrics.metric import Aggregate, Flags, Metric, Values, each
from evaluation.records import Row


def score(row: Row) -> float:
    """Return the milliseconds of one question."""
    return row.latency_ms


def _percentile(percent: float) -> Aggregate:
    def aggregate(values: Values, answerable: Flags) -> Values:
        if values.shape[-1] == 0:
            return np.full(values.shape[:-1], np.nan)
        return np.asarray(np.percentile(values, percent, axis=-1), dtype=np.float64)

    return aggregate


LATENCY_P50 = Metric("latency_p50_ms", each(score), _percentile(50), lower_is_better=True)
LATENCY_P95 = Metric("latency_p95_ms", each(score), _percentile(95), lower_is_better=True)
