"""On generated rows the metrics agree with public definitions and implementations, to 1e-9."""

import math
import re
import string
from collections import Counter
from collections.abc import Sequence

import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evaluation.metrics import METRICS
from evaluation.records import Case, Row
from tests.evaluation_rows import case, retrieved, row

words = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "Putin",
        "putin,",
        "Kim",
        "19",
        "Juni.",
        "(2024)",
        "si",
        "para",
        "_",
        "Jong-un",
    ]
)
phrases = st.lists(words, max_size=6).map(" ".join)
article_ids = st.sampled_from(["a", "b", "c", "d", "e", "f"])


def squad_normalize(text: str) -> str:
    """As SQuAD's evaluation script defines it, with the Indonesian words of docs/evaluation.md."""
    lower = text.lower()
    bare = "".join(ch for ch in lower if ch not in set(string.punctuation))
    gone = re.sub(r"\b(?:a|an|the|si|sang|para|sebuah|seorang|suatu)\b", " ", bare)
    return " ".join(gone.split())


def squad_f1(predicted: str, gold: str) -> float:
    """Token F1 by precision and recall."""
    mine, theirs = squad_normalize(predicted).split(), squad_normalize(gold).split()
    same = sum((Counter(mine) & Counter(theirs)).values())
    if not mine or not theirs:
        return float(mine == theirs)
    if same == 0:
        return 0.0
    precision, recall = same / len(mine), same / len(theirs)
    return 2 * precision * recall / (precision + recall)


@given(
    st.lists(st.tuples(phrases, st.lists(phrases, min_size=1, max_size=3)), min_size=1, max_size=5)
)
def test_em_and_f1_are_squads(pairs: list[tuple[str, list[str]]]) -> None:
    rows = [row(case(f"q{i}", answers=gold), answer=shown) for i, (shown, gold) in enumerate(pairs)]
    em = [max(squad_normalize(p.strip()) == squad_normalize(g) for g in gold) for p, gold in pairs]
    f1 = [max(squad_f1(p, g) for g in gold) for p, gold in pairs]
    assert METRICS["answer_em"].of(rows) == pytest.approx(np.mean(em), abs=1e-9)
    assert METRICS["answer_f1"].of(rows) == pytest.approx(np.mean(f1), abs=1e-9)


rankings = st.tuples(
    st.lists(article_ids, unique=True, min_size=1, max_size=4), st.lists(article_ids, max_size=10)
)


def ranked_rows(rankings: Sequence[tuple[list[str], list[str]]]) -> list[Row]:
    """Rows with those relevant and retrieved articles."""
    return [
        row(case(f"q{i}", articles=relevant), hits=retrieved(*hits))
        for i, (relevant, hits) in enumerate(rankings)
    ]


@given(st.lists(rankings, min_size=1, max_size=5))
def test_retrieval_metrics_by_their_definitions(drawn: list[tuple[list[str], list[str]]]) -> None:
    rows = ranked_rows(drawn)
    first = [
        next((rank for rank, hit in enumerate(hits, 1) if hit in relevant), math.inf)
        for relevant, hits in drawn
    ]
    for name, value in {
        "hit@1": np.mean([rank <= 1 for rank in first]),
        "hit@5": np.mean([rank <= 5 for rank in first]),
        "mrr@10": np.mean([1 / rank for rank in first]),
        "ndcg@10": np.mean([ndcg(relevant, hits) for relevant, hits in drawn]),
    }.items():
        assert METRICS[name].of(rows) == pytest.approx(value, abs=1e-9), name


def ndcg(relevant: list[str], hits: list[str]) -> float:
    """Järvelin and Kekäläinen over articles in order of first appearance."""
    order = list(dict.fromkeys(hits))
    gain = sum(1 / math.log2(rank + 1) for rank, hit in enumerate(order, 1) if hit in relevant)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, len(relevant) + 1))


@given(st.lists(rankings, min_size=1, max_size=5))
def test_ndcg_is_what_ir_measures_says_of_article_rankings(
    drawn: list[tuple[list[str], list[str]]],
) -> None:
    rows = ranked_rows(drawn)
    qrels = {f"{i}": dict.fromkeys(relevant, 1) for i, (relevant, _) in enumerate(drawn)}
    run = {
        f"{i}": {name: 100.0 - rank for rank, name in enumerate(dict.fromkeys(hits))}
        for i, (_, hits) in enumerate(drawn)
    }
    theirs = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, run)[ir_measures.nDCG @ 10]
    assert METRICS["ndcg@10"].of(rows) == pytest.approx(theirs, abs=1e-9)


confidences = st.floats(0, 1, allow_nan=False)


@given(
    st.lists(confidences, min_size=1, max_size=20), st.lists(confidences, min_size=1, max_size=20)
)
def test_auroc_is_mann_and_whitneys_u(right: list[float], wrong: list[float]) -> None:
    yes, no = case("y"), case("n", answerable=False)
    rows = [row(yes, confidence=c) for c in right] + [row(no, confidence=c) for c in wrong]
    u = stats.mannwhitneyu(right, wrong, method="asymptotic").statistic
    assert METRICS["auroc"].of(rows) == pytest.approx(u / (len(right) * len(wrong)), abs=1e-9)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_latencies_are_numpys_percentiles(times: list[float]) -> None:
    rows = [row(latency_ms=ms) for ms in times]
    assert METRICS["latency_p50_ms"].of(rows) == pytest.approx(np.percentile(times, 50), abs=1e-9)
    assert METRICS["latency_p95_ms"].of(rows) == pytest.approx(np.percentile(times, 95), abs=1e-9)


outcomes = st.sampled_from(["answered", "not_found", "failed"])


@given(st.lists(st.tuples(st.booleans(), outcomes), min_size=1, max_size=20))
def test_refusal_metrics_by_counting(drawn: list[tuple[bool, str]]) -> None:
    rows = [row(Case("q", "?", "id", answerable), status) for answerable, status in drawn]
    right = sum(1 for answerable, status in drawn if status == "not_found" and not answerable)
    silent = sum(1 for _, status in drawn if status != "answered")
    hopeless = sum(1 for answerable, _ in drawn if not answerable)
    assert METRICS["refusal_precision"].of(rows) == (right / silent if silent else None)
    assert METRICS["refusal_recall"].of(rows) == (right / hopeless if hopeless else None)
