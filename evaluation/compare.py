"""Two runs over the same questions: what got better, what got worse, and what may be chance."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np

from evaluation.errors import Incomparable
from evaluation.metrics import METRICS
from evaluation.metrics.metric import Flags, Metric, Values, answerable
from evaluation.reasons import Reason
from evaluation.records import Row, Run
from evaluation.significance import Spread, changed, detectable, mcnemar, randomization, spread
from evaluation.verdict import GOOD, Verdict, verdict

LEVEL = 0.05
"""A difference with a p-value below this is called significant."""
DECIDING = "correct"
"""The metric that says which run is better."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric in both runs. `low` and `high` bound the 95 % interval of `b` - `a`.

    `test` is `mcnemar`, `randomization` or `bootstrap`; `p_value` is None where a run has no value.
    `detectable` is the smallest difference that this many questions would show 4 times out of 5;
    `changed` counts the questions whose score differs. `worse` is how much worse `b` is, never
    negative.
    """

    metric: str
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p_value: float | None
    test: str
    detectable: float | None
    changed: int
    worse: float

    @property
    def significant(self) -> bool:
        """Whether chance alone would hardly have made this difference."""
        return self.p_value is not None and self.p_value < LEVEL


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose verdict or answer changed from run `a` to run `b`.

    `change` is `better`, `worse`, or `other`: neither or both are right, but not the same answer.
    """

    id: str
    type: str
    lang: str
    question: str
    change: str
    before: Verdict
    after: Verdict
    answer_before: str
    answer_after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences by metric, and the questions that changed, in the order of the test set.

    `verdict` is `better` or `worse` where `b` differs significantly in DECIDING, else `same`: not
    to be told apart.
    """

    a: str
    b: str
    questions: int
    differences: dict[str, Difference]
    flips: tuple[Flip, ...]

    @property
    def verdict(self) -> Literal["better", "worse", "same"]:
        """Whether `b` is better or worse than `a`, or not to be told apart from it."""
        deciding = self.differences[DECIDING]
        if not deciding.significant:
            return "same"
        return "worse" if deciding.worse else "better"

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        differences = {
            name: {**asdict(difference), "significant": difference.significant}
            for name, difference in self.differences.items()
        }
        return {**asdict(self), "verdict": self.verdict, "differences": differences}


def compare(a: Run, b: Run, names: tuple[str, str], any_index: bool = False) -> Comparison:
    """Return how `b` differs from `a`. `names` are what reports call them.

    Raises Incomparable for runs over different questions or, unless `any_index`, over different
    indexes.
    """
    if a.test_set_hash != b.test_set_hash:
        raise Incomparable(a=names[0], b=names[1], reason=_other_questions(a, b))
    if a.index != b.index and not any_index:
        reason = Reason("other_index", a=a.index, b=b.index)
        raise Incomparable(a=names[0], b=names[1], reason=reason)
    by_id = {row.case.id: row for row in b.rows}
    rows_b = [by_id[row.case.id] for row in a.rows]
    return Comparison(
        a=names[0],
        b=names[1],
        questions=len(a.rows),
        differences={
            m.name: _as_far_as_comparable(difference(m, a.rows, rows_b), a, b)
            for m in METRICS.values()
        },
        flips=tuple(_flips(a.rows, rows_b)),
    )


def _as_far_as_comparable(difference: Difference, a: Run, b: Run) -> Difference:
    """The difference, untested where it tells of the machines more than of the systems."""
    alike = a.concurrency == b.concurrency and a.versions.get("machine") == b.versions.get(
        "machine"
    )
    timed = difference.metric.startswith("latency_")
    return replace(difference, p_value=None) if timed and not alike else difference


def difference(metric: Metric, rows_a: Sequence[Row], rows_b: Sequence[Row]) -> Difference:
    """Return how one metric differs over the same questions in the same order."""
    a, b, flags = metric.values(rows_a), metric.values(rows_b), answerable(rows_a)
    of_a, of_b = metric.of(rows_a), metric.of(rows_b)
    test = _test_of(metric)
    if of_a is None or of_b is None:
        return Difference(
            metric.name, of_a, of_b, None, None, None, None, test, None, changed(a, b), 0.0
        )
    found = spread(metric, a, b, flags)
    return Difference(
        metric=metric.name,
        a=of_a,
        b=of_b,
        difference=of_b - of_a,
        low=found.low,
        high=found.high,
        p_value=_p_value(metric, a, b, flags, found),
        test=test,
        detectable=detectable(found.error, metric.binary, int(np.sum(~np.isnan(a)))),
        changed=changed(a, b),
        worse=max(0.0, of_b - of_a if metric.lower_is_better else of_a - of_b),
    )


def _other_questions(a: Run, b: Run) -> Reason:
    """Count the questions that only one run asks, or that are not the same in both."""
    cases_a, cases_b = ({row.case.id: row.case for row in run.rows} for run in (a, b))
    ids = dict.fromkeys((*cases_a, *cases_b))
    differing = [name for name in ids if cases_a.get(name) != cases_b.get(name)]
    if not differing:
        return Reason("other_hash")
    return Reason("other_questions", count=len(differing), example=differing[0])


def _test_of(metric: Metric) -> str:
    """Name the test: swapping values would also swap who is in range, where that depends on it."""
    if metric.range_by_run:
        return "bootstrap"
    return "mcnemar" if metric.binary else "randomization"


def _p_value(metric: Metric, a: Values, b: Values, flags: Flags, found: Spread) -> float:
    if metric.range_by_run:
        return found.p_value
    return mcnemar(a, b) if metric.binary else randomization(metric, a, b, flags)


def _flips(rows_a: Sequence[Row], rows_b: Sequence[Row]) -> Iterator[Flip]:
    for a, b in zip(rows_a, rows_b, strict=True):
        before, after = verdict(a), verdict(b)
        if before == after and a.answer == b.answer:
            continue
        gained = (after in GOOD) - (before in GOOD)
        yield Flip(
            id=a.case.id,
            type=a.case.type,
            lang=a.case.lang,
            question=a.case.question,
            change={1: "better", 0: "other", -1: "worse"}[gained],
            before=before,
            after=after,
            answer_before=a.answer,
            answer_after=b.answer,
        )
