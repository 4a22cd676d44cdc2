"""Differences of two runs, the tests behind them, and the gates."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bot.texts import load
from evaluation.compare import Comparison, compare, difference
from evaluation.errors import Incomparable, UnknownMetric
from evaluation.gates import broken_drops, broken_floors
from evaluation.metrics import METRICS
from evaluation.metrics.metric import Values
from evaluation.records import Row, Run
from evaluation.significance import (
    detectable,
    holm,
    interval,
    mcnemar,
    randomization,
    spread,
)
from evaluation.summary import summarize
from tests.evaluation_rows import case, citation, row

MEAN = METRICS["fact_recall"]


def run_of(rows: Sequence[Row], **fields: Any) -> Run:
    """A run of these rows."""
    run = Run("set.jsonl", "hash", "index", {}, {}, "2024-06-19", 1.0, tuple(rows))
    return replace(run, **fields)


def answers(*found: bool, **fields: Any) -> list[Row]:
    """Rows that hold their fact or not."""
    return [
        row(case(f"q{i}", facts=[["Sari"]]), answer="Sari" if ok else "Budi", **fields)
        for i, ok in enumerate(found)
    ]


def compared(a: Sequence[bool], b: Sequence[bool]) -> Comparison:
    """The comparison of two runs by which questions they answer."""
    return compare(run_of(answers(*a)), run_of(answers(*b)), ("A", "B"))


def flags(values: Values) -> Any:
    """All answerable."""
    return np.ones(values.shape, dtype=np.bool_)


bits = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@given(bits)
def test_mcnemar_is_the_binomial_test_of_the_flips(pairs: list[tuple[bool, bool]]) -> None:
    a, b = np.array(pairs, dtype=float).T
    better = sum(y and not x for x, y in pairs)
    worse = sum(x and not y for x, y in pairs)
    expected = stats.binomtest(better, better + worse).pvalue if better + worse else 1.0
    assert mcnemar(a, b) == pytest.approx(expected, abs=1e-9)


def test_mcnemar_by_hand() -> None:
    a, b = np.zeros(6), np.ones(6)
    assert mcnemar(a, b) == pytest.approx(2 / 2**6)
    assert mcnemar(np.array([np.nan, 1.0]), np.array([np.nan, 1.0])) == 1.0


scores = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@settings(max_examples=30)
@given(st.lists(st.tuples(scores, scores), min_size=2, max_size=8))
def test_the_randomization_test_is_exact_for_few_questions(
    pairs: list[tuple[float, float]],
) -> None:
    a, b = np.array(pairs).T
    observed = b.mean() - a.mean()
    swapped = [
        np.mean([(y - x) * sign for (x, y), sign in zip(pairs, signs, strict=True)])
        for signs in itertools.product((1, -1), repeat=len(pairs))
    ]
    beyond = np.mean([abs(value) >= abs(observed) - 1e-12 for value in swapped])
    assert randomization(MEAN, a, b, flags(a)) == pytest.approx(beyond, abs=1e-9)


def test_the_randomization_test_agrees_with_scipy_on_many_questions() -> None:
    rng = np.random.default_rng(1)
    a, b = rng.random(60), rng.random(60) + 0.08
    theirs = stats.permutation_test(
        (a, b), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples",
        vectorized=True, n_resamples=50_000, rng=2,
    )  # fmt: skip
    assert randomization(MEAN, a, b, flags(a)) == pytest.approx(theirs.pvalue, abs=0.02)


def test_only_its_own_change_makes_a_metric_with_a_range_by_run_significant() -> None:
    """Sixty questions more are answered and quoted right: that does not judge the one error."""
    quoted = row(case("q"), citations=(citation(),), verbatim=(True,))
    wrong = row(case("q"), citations=(citation(),), verbatim=(False,))
    refused = row(case("q"), "not_found")
    a = [wrong, *[quoted] * 40, *[refused] * 60]
    b = [quoted] * 101
    change = difference(METRICS["quote_verbatim"], a, b)
    assert change.difference == pytest.approx(1 / 41)
    assert change.test == "bootstrap" and not change.significant
    many = difference(METRICS["quote_verbatim"], [wrong] * 12 + a, [quoted] * 113)
    assert many.significant


def test_a_handful_of_questions_proves_nothing() -> None:
    for few, proven in ((1, False), (5, False), (6, True)):
        a = np.array([np.nan] * 30 + [1.0] * few)
        found = spread(METRICS["refusal_precision"], a, 1 - a, flags(a))
        assert (found.low, found.high, found.error) == (-1.0, -1.0, 0.0)
        assert (found.p_value < 0.05) is proven


def test_the_same_values_show_no_difference() -> None:
    a = np.array([1.0, np.nan, 0.5])
    assert randomization(MEAN, a, a.copy(), flags(a)) == 1.0
    found = spread(MEAN, a, a, flags(a))
    assert (found.low, found.high, found.error, found.p_value) == (0.0, 0.0, 0.0, 1.0)


def test_the_bootstrap_interval_is_scipys_percentile_interval() -> None:
    values = np.random.default_rng(3).random(80)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=4).confidence_interval
    mine = interval(MEAN, values, flags(values))
    assert mine == pytest.approx((theirs.low, theirs.high), abs=0.01)
    assert interval(MEAN, values, flags(values)) == mine


def test_the_spread_of_a_difference_is_that_of_paired_values() -> None:
    rng = np.random.default_rng(5)
    a = rng.random(200)
    b = a + rng.normal(0.1, 0.05, 200)
    found = spread(MEAN, a, b, flags(a))
    assert found.low < 0.1 < found.high
    assert found.p_value < 0.01
    assert found.error == pytest.approx(np.std(b - a) / np.sqrt(200), rel=0.1)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_keeps_the_order_and_never_lowers_a_p_value(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(after >= before for before, after in zip(p_values, corrected, strict=True))
    ranked = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [corrected[i] for i in ranked] == sorted(corrected)


def test_the_smallest_detectable_difference() -> None:
    assert detectable(0.02, binary=False, count=100) == pytest.approx(0.056, abs=0.001)
    assert detectable(0.0, binary=True, count=120) == 6 / 120
    assert detectable(0.0, binary=True, count=5) is None
    assert detectable(0.0, binary=False, count=100) is None


def test_flips_are_listed_by_question() -> None:
    comparison = compared([True, False, True, True], [True, True, False, True])
    assert [(flip.id, flip.change) for flip in comparison.flips] == [
        ("q1", "better"),
        ("q2", "worse"),
    ]
    assert comparison.flips[0].answer_after == "Sari"
    other = compare(
        run_of(answers(True)),
        run_of([row(case("q0", facts=[["Sari"]]), answer="Bu Sari")]),
        ("A", "B"),
    )
    assert [flip.change for flip in other.flips] == ["other"]


def test_a_clear_difference_is_significant_and_a_small_one_is_not() -> None:
    clear = compared([False] * 12 + [True] * 8, [True] * 20).differences["correct"]
    assert clear.difference == pytest.approx(0.6)
    assert (clear.test, clear.changed) == ("mcnemar", 12)
    assert clear.significant and clear.low is not None and clear.low > 0
    small = compared([True] * 20, [False] + [True] * 19).differences["correct"]
    assert not small.significant and small.worse == pytest.approx(0.05)
    assert small.detectable == pytest.approx(6 / 20, rel=0.5)


def test_a_metric_without_a_value_is_not_tested() -> None:
    absent = compared([True], [True]).differences["refusal_recall"]
    assert (absent.a, absent.difference, absent.p_value) == (None, None, None)
    assert not absent.significant


def test_slower_is_worse() -> None:
    fast = run_of(answers(*[True] * 20, latency_ms=10.0))
    slow = run_of(answers(*[True] * 20, latency_ms=30.0))
    change = compare(fast, slow, ("A", "B")).differences["latency_p95_ms"]
    assert (change.difference, change.worse) == (20.0, 20.0)
    assert change.significant


def test_times_under_other_conditions_are_told_but_not_tested() -> None:
    fast = run_of(answers(*[True] * 20, latency_ms=10.0))
    slow = replace(run_of(answers(*[True] * 20, latency_ms=30.0)), concurrency=4)
    changes = compare(fast, slow, ("A", "B")).differences
    assert changes["latency_p95_ms"].difference == 20.0
    assert not changes["latency_p95_ms"].significant
    assert changes["correct"].p_value == 1.0


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ([False] * 12 + [True] * 8, [True] * 20, "better"),
        ([True] * 20, [False] * 12 + [True] * 8, "worse"),
        ([True] * 20, [False] * 3 + [True] * 17, "same"),
        ([True] * 20, [True] * 20, "same"),
    ],
)
def test_only_a_significant_difference_says_which_run_is_better(
    a: list[bool], b: list[bool], verdict: str
) -> None:
    assert compared(a, b).verdict == compared(a, b).as_json()["verdict"] == verdict


def test_other_questions_and_other_indexes_are_refused() -> None:
    run = run_of(answers(True))
    with pytest.raises(Incomparable, match="hashed by different versions"):
        compare(run, replace(run, test_set_hash="other"), ("A", "B"))
    with pytest.raises(Incomparable, match="--any-index") as raised:
        compare(run, replace(run, index="other"), ("A", "B"))
    assert load("id").error(raised.value) == (
        "A dan B tidak dapat dibandingkan: indeksnya berbeda (index, other); "
        "izinkan dengan --any-index."
    )
    assert compare(run, replace(run, index="other"), ("A", "B"), any_index=True).flips == ()


def test_how_many_questions_differ_is_told_with_one_of_them() -> None:
    run = run_of(answers(True, True, True))
    edited = [row(case("q1", facts=[["Tono"]])), row(case("q2", facts=[["Sari"]]))]
    with pytest.raises(Incomparable) as raised:
        compare(run, run_of(edited, test_set_hash="other"), ("A", "B"))
    assert load("id").error(raised.value) == (
        "A dan B tidak dapat dibandingkan: 2 soal berbeda, misalnya q0."
    )
    assert load("en").error(raised.value) == (
        "A and B cannot be compared: 2 of their questions differ, such as q0."
    )


def test_the_order_of_rows_does_not_matter() -> None:
    rows = answers(True, False, True)
    assert compare(run_of(rows), run_of(rows[::-1]), ("A", "B")).flips == ()


def test_floors_and_ceilings() -> None:
    summary = summarize(answers(True, True, False, True))
    assert broken_floors(summary, {"correct": 0.75, "latency_p95_ms": 10.0}) == []
    broken = broken_floors(summary, {"correct": 0.76, "latency_p95_ms": 9.0, "hit@1": 0.0})
    assert [(gate.metric, gate.value) for gate in broken] == [
        ("correct", 0.75),
        ("latency_p95_ms", 10.0),
        ("hit@1", None),
    ]
    with pytest.raises(UnknownMetric, match=r"mean hit@5\?"):
        broken_floors(summary, {"hit5": 0.5})


def test_only_a_significant_drop_breaks_the_gate_unless_strict() -> None:
    small = compared([True] * 20, [False] + [True] * 19)
    assert broken_drops(small, {"correct": 0.0}) == []
    assert [gate.metric for gate in broken_drops(small, {"correct": 0.0}, strict=True)] == [
        "correct"
    ]
    assert broken_drops(small, {"correct": 0.05}, strict=True) == []
    large = compared([True] * 20, [False] * 8 + [True] * 12)
    assert [gate.value for gate in broken_drops(large, {"correct": 0.1})] == [pytest.approx(0.4)]
    assert broken_drops(large, {"correct": 0.5}) == []
    assert broken_drops(compared([False] * 20, [True] * 20), {"correct": 0.0}, strict=True) == []


def test_a_metric_that_is_gone_breaks_its_gate() -> None:
    gone = compare(
        run_of([row(case("q"), citations=())]), run_of([row(case("q"), "not_found")]), ("A", "B")
    )
    assert [gate.value for gate in broken_drops(gone, {"quote_verbatim": 1.0})] == [None]
