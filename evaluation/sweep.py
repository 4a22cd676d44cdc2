"""Several systems over the same questions, each tested against the first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.compare import Difference, difference
from evaluation.metrics import METRICS
from evaluation.records import Run
from evaluation.significance import holm
from evaluation.summary import Summary
from evaluation.variations import Variation

TESTED = (
    "correct", "hit@5", "ndcg@10", "fact_recall", "citation_precision", "citation_recall",
    "refusal_precision", "refusal_recall", "auroc",
)  # fmt: skip
"""Metrics tested; every one more makes the correction stricter for all."""
SHOWN = (*TESTED, "latency_p95_ms")


@dataclass(frozen=True, slots=True)
class Trial:
    """One variation and its run; `path` is where it was saved."""

    variation: Variation
    run: Run
    summary: Summary
    path: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """The trials, the first of which is the baseline, and the differences of the others from it.

    `differences` has a dictionary for each trial but the first, their p-values corrected (Holm) for
    all `comparisons` made in the sweep.
    """

    trials: tuple[Trial, ...]
    differences: tuple[dict[str, Difference], ...]
    comparisons: int

    def as_json(self) -> dict[str, Any]:
        """Return the figures of each trial and how they differ from the first."""
        trials = [
            {
                "variation": dict(trial.variation),
                "run": trial.path,
                "metrics": trial.summary.as_json()["metrics"],
            }
            for trial in self.trials
        ]
        for trial, differences in zip(trials[1:], self.differences, strict=True):
            trial["differences"] = {
                name: {
                    "difference": d.difference,
                    "p_corrected": d.p_value,
                    "significant": d.significant,
                }
                for name, d in differences.items()
            }
        return {"trials": trials, "comparisons": self.comparisons}


def sweep(trials: Sequence[Trial]) -> Sweep:
    """Return the trials with every difference from the first tested and corrected."""
    baseline, *others = trials
    found = [
        {name: difference(METRICS[name], baseline.run.rows, other.run.rows) for name in TESTED}
        for other in others
    ]
    tested = [(i, name) for i, by_name in enumerate(found) for name in by_name]
    tested = [(i, name) for i, name in tested if found[i][name].p_value is not None]
    corrected = holm([found[i][name].p_value or 0.0 for i, name in tested])
    for (i, name), p_value in zip(tested, corrected, strict=True):
        found[i][name] = replace(found[i][name], p_value=p_value)
    return Sweep(tuple(trials), tuple(found), len(tested))
