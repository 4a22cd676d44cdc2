"""Sentences that the terminal, the page and the file for CI have in common."""

from evaluation.gates import Broken
from evaluation.judge import Opinion
from evaluation.metrics import METRICS
from evaluation.report.numbers import printable, shown
from evaluation.report.texts import EvaluationTexts


def broken_gate(gate: Broken, t: EvaluationTexts, drop: bool = False) -> str:
    """Return the sentence for a gate that was not kept."""
    if drop and gate.value is None:
        return t.lost.format(metric=gate.metric)
    ceiling = METRICS[gate.metric].lower_is_better
    said = t.drop_broken if drop else t.ceiling_broken if ceiling else t.floor_broken
    value = shown(gate.metric, gate.value, t.no_value)
    return said.format(metric=gate.metric, value=value, limit=f"{gate.limit:g}")


def judged(opinion: Opinion, t: EvaluationTexts) -> str:
    """Return the sentence that tells what the judge thinks of the answers."""
    share, agreement = (
        t.no_value if value is None else f"{value:.0%}"
        for value in (opinion.share, opinion.agreement)
    )
    return t.judged.format(model=printable(opinion.model), share=share, agreement=agreement)
