"""quote_verbatim: share of an answer's quotes that stand, letter for letter, where they say.

The run looks every one up: `article(id).text[start:end] == quote`. Range: answered questions.
"""

from evaluation.metrics.metric import Metric, each
from evaluation.records import Row


def score(row: Row) -> float | None:
    """Return the share of verbatim quotes, 0.0 without any, None when refused."""
    if row.status == "not_found":
        return None
    return sum(row.verbatim) / max(1, len(row.citations))


QUOTE_VERBATIM = Metric("quote_verbatim", each(score), range_by_run=True)
