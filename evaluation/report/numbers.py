"""Numbers as reports print them, and text that is safe on a terminal and in XML."""

import re

from evaluation.metrics import METRICS

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def shown(metric: str, value: float | None, none: str = "–") -> str:
    """Return the value as text: milliseconds to a tenth, all else to three places."""
    if value is None:
        return none
    return f"{value:.1f}" if metric.endswith("_ms") else f"{value:.3f}"


def shown_difference(metric: str, value: float | None) -> str:
    """Return a difference with its sign."""
    text = shown(metric, value)
    return text if value is None or value < 0 else f"+{text}"


def mark(metric: str, value: float) -> str:
    """Return `good` or `bad` for a difference by which way the metric should go, else nothing."""
    if value == 0:
        return ""
    return "good" if (value < 0) == METRICS[metric].lower_is_better else "bad"


def printable(text: str) -> str:
    """Return the text on one line, control characters and lone surrogates made visible as spaces.

    What articles and models wrote could otherwise move the cursor or break the XML.
    """
    return " ".join(_CONTROL.sub(" ", text).split())
