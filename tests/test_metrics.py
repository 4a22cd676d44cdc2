"""Each metric by hand: small rows whose value can be worked out on paper."""

import pytest

from evaluation.matching import holds, normalize
from evaluation.metrics import METRICS
from evaluation.metrics.answer_f1 import f1
from evaluation.metrics.risk_coverage import area_under, risk_coverage
from evaluation.records import Row
from evaluation.summary import summarize
from evaluation.verdict import verdict
from rag.records import Claim
from tests.evaluation_rows import case, citation, retrieved, row


def of(name: str, *rows: Row) -> float | None:
    """The metric over these rows."""
    return METRICS[name].of(rows)


ANSWERABLE = case("yes", articles=["a"], answers=["3 Mei"], facts=[["3 Mei"]])
UNANSWERABLE = case("no", answerable=False)
FAILED = row(ANSWERABLE, "failed", error="RuntimeError")


def test_the_contract_names_every_metric() -> None:
    contract = (
        "hit@1 hit@5 mrr@10 ndcg@10 answer_em answer_f1 fact_recall citation_precision "
        "citation_recall quote_verbatim refusal_precision refusal_recall auroc latency_p50_ms "
        "latency_p95_ms"
    )
    assert list(METRICS) == ["correct", *contract.split()]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The  Treaty.", "treaty"),
        ("Sang Presiden, Vladimir Putin!", "presiden vladimir putin"),
        ("sebuah “aliansi”", "aliansi"),
        ("Kim Jong-un", "kim jongun"),
        ("masalah sekolah", "masalah sekolah"),
        ("朝鲜 第4条", "朝 鲜 第 4 条"),
        ("②", "2"),
    ],
)
def test_normalization(text: str, same: str) -> None:
    assert normalize(text) == same


@pytest.mark.parametrize(
    ("text", "fact", "found"),
    [
        ("pada (19/6/2024)", "19/6", True),
        ("Kim Jong Un", "kim jong-un", True),
        ("tahun 2024", "24", False),
        ("24,5 persen", "24", False),
        ("24,5 persen", "24.5", True),
        ("Rp1.500 juta", "1500", True),
        ("Pasal 4.", "Pasal 4", True),
        ("Pasal 40", "Pasal 4", False),
        ("perjanjiannya", "perjanjian", False),
        ("apa pun", "", False),
        ("apa pun", "…", False),
        ("푸틴은 2024년", "2024", True),
        ("中国和朝鲜", "朝鲜", True),
    ],
)
def test_a_fact_is_found_as_whole_words(text: str, fact: str, found: bool) -> None:
    assert holds(text, fact) is found


def test_f1_by_hand() -> None:
    assert f1("Pakta diteken 19 Juni 2024", "19 Juni 2024") == pytest.approx(2 * 3 / (5 + 3))
    assert f1("di di Seoul", "di Seoul") == pytest.approx(2 * 2 / (3 + 2))
    assert f1("", "") == 1.0
    assert f1("", "Seoul") == 0.0


def test_answers_are_compared_without_marks_and_with_the_closest_accepted_one() -> None:
    asked = case(answers=["3 Mei", "tanggal 3 Mei 2023"])
    shown = row(asked, answer="Tanggal 3 Mei 2023. [1] [2]")
    assert of("answer_em", shown) == 1.0
    assert of("answer_f1", shown) == 1.0
    assert of("answer_em", row(asked, "not_found")) == 0.0
    assert of("answer_f1", row(asked, "not_found"), shown) == 0.5
    assert of("answer_em", row(UNANSWERABLE, "not_found")) is None


def test_the_words_pointed_at_are_the_prediction() -> None:
    claims = (Claim("Pasar dibuka lagi pada 3 Mei 2023.", (1,), short="3 Mei 2023"),)
    shown = row(case(answers=["3 Mei 2023"]), answer=claims[0].marked, claims=claims)
    assert of("answer_em", shown) == of("answer_f1", shown) == 1.0


def test_retrieval_by_hand() -> None:
    found = row(case("q", articles=["a", "b"]), hits=retrieved("c", "a", "a", "b"))
    assert of("hit@1", found) == 0.0
    assert of("hit@5", found) == 1.0
    assert of("mrr@10", found) == 0.5
    ideal = 1 + 1 / 1.5849625007211562
    gained = 1 / 1.5849625007211562 + 1 / 2  # articles at ranks 2 and 3: c, a, b
    assert of("ndcg@10", found) == pytest.approx(gained / ideal)


def test_only_answerable_questions_with_articles_are_retrieved_for() -> None:
    assert of("hit@1", row(UNANSWERABLE), row(case("open"))) is None
    nothing = row(ANSWERABLE, "not_found")
    assert of("ndcg@10", nothing, row(UNANSWERABLE, hits=retrieved("a"))) == 0.0


def test_the_sixth_passage_is_too_late_for_hit_at_5() -> None:
    late = row(ANSWERABLE, hits=retrieved(*"bbbbb", "a"))
    assert of("hit@5", late) == 0.0
    assert of("mrr@10", late) == pytest.approx(1 / 6)


def test_facts_are_looked_for_in_the_answer() -> None:
    asked = case(facts=[["3 Mei", "Mei"], ["Sari"]])
    assert of("fact_recall", row(asked, answer="Pada 3 Mei. [1]")) == 0.5
    assert of("fact_recall", row(asked, "not_found")) == 0.0
    assert of("fact_recall", row(case(answers=["3 Mei"]))) is None


def test_citations_by_hand() -> None:
    asked = case(articles=["a", "b"], facts=[["3 Mei"], ["Sari"]])
    cited = row(
        asked,
        citations=(
            citation("a", "Dibuka 3 Mei."),
            citation("a", "Cerah sekali."),
            citation("c", "Sari datang."),
            citation("b", "Juga 3 Mei."),
        ),
    )
    assert of("citation_precision", cited) == 0.5
    assert of("citation_recall", cited) == 0.5
    refused = row(asked, "not_found")
    assert of("citation_precision", refused) is None
    assert of("citation_recall", refused) == 0.0


def test_an_answer_to_an_unanswerable_question_has_no_right_citation() -> None:
    assert of("citation_precision", row(UNANSWERABLE, citations=(citation(),))) == 0.0
    assert of("citation_recall", row(UNANSWERABLE, citations=(citation(),))) is None


def test_without_facts_the_article_decides() -> None:
    asked = case(articles=["a"])
    assert of("citation_recall", row(asked, citations=(citation("a"),))) == 1.0
    assert of("citation_precision", row(asked, citations=(citation("b"),))) == 0.0


def test_quotes_are_counted_as_the_run_found_them() -> None:
    two = row(citations=(citation(), citation()), verbatim=(True, False))
    assert of("quote_verbatim", two) == 0.5
    assert of("quote_verbatim", row()) == 0.0
    assert of("quote_verbatim", row(status="not_found")) is None


def test_refusals_by_hand() -> None:
    rows = [
        row(UNANSWERABLE, "not_found"),
        row(UNANSWERABLE, "not_found"),
        row(UNANSWERABLE, "answered"),
        row(ANSWERABLE, "not_found"),
        row(ANSWERABLE, "answered"),
    ]
    assert of("refusal_precision", *rows) == pytest.approx(2 / 3)
    assert of("refusal_recall", *rows) == pytest.approx(2 / 3)


def test_auroc_by_hand() -> None:
    confident = [row(ANSWERABLE, confidence=c) for c in (0.9, 0.5)]
    doubtful = [row(UNANSWERABLE, confidence=c) for c in (0.5, 0.1)]
    assert of("auroc", *confident, *doubtful) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert of("auroc", *confident) is None


def test_a_failure_is_a_miss_everywhere_and_never_absent() -> None:
    good = row(
        ANSWERABLE, answer="3 Mei [1]", confidence=0.9, hits=retrieved("a"),
        citations=(citation("a", "3 Mei"),), verbatim=(True,),
    )  # fmt: skip
    refused = row(UNANSWERABLE, "not_found", confidence=0.1)
    alone = {name: metric.of([good, refused]) for name, metric in METRICS.items()}
    failures = [FAILED, row(UNANSWERABLE, "failed")]
    for name, metric in METRICS.items():
        if name.startswith("latency"):
            continue
        assert alone[name] == 1.0, name
        with_failures = metric.of([good, refused, *failures])
        assert with_failures is not None and with_failures < 1.0, name
    assert of("auroc", *failures) == 0.0


def test_failures_take_time_too() -> None:
    rows = [row(latency_ms=float(ms)) for ms in range(1, 101)]
    assert of("latency_p50_ms", *rows) == pytest.approx(50.5)
    assert of("latency_p95_ms", *rows) == pytest.approx(95.05)
    assert of("latency_p50_ms", row(status="failed", latency_ms=7.0)) == 7.0


def test_verdicts() -> None:
    asked = case(facts=[["3 Mei"], ["Sari"]])
    assert verdict(row(asked, answer="3 Mei, Sari")) == "correct"
    assert verdict(row(asked, answer="Sari")) == "incomplete"
    assert verdict(row(asked, answer="Besok")) == "wrong"
    assert verdict(row(asked, "not_found")) == "missed"
    assert verdict(row(UNANSWERABLE, "not_found")) == "refused"
    assert verdict(row(UNANSWERABLE, "answered")) == "unfounded"
    assert verdict(FAILED) == "failed"


def test_without_facts_an_accepted_answer_or_a_named_article_decides() -> None:
    assert verdict(row(case(answers=["3 Mei", "Mei"]), answer="Bulan Mei.")) == "correct"
    assert verdict(row(case(articles=["a"]), citations=(citation("a"),))) == "correct"
    assert verdict(row(case(articles=["a"]), citations=(citation("b"),))) == "wrong"


def test_risk_and_coverage_by_hand() -> None:
    rows = [
        row(ANSWERABLE, answer="3 Mei", confidence=0.9),
        row(UNANSWERABLE, confidence=0.8),
        row(ANSWERABLE, answer="3 Mei", confidence=0.5),
        row(ANSWERABLE, answer="3 Mei", confidence=0.5),
        row(UNANSWERABLE, "not_found"),
    ]
    points = risk_coverage(rows)
    assert points == [(0.2, 0.0), (0.4, 0.5), (0.8, 0.25)]
    assert area_under(points) == pytest.approx((0.2 * 0 + 0.2 * 0.5 + 0.4 * 0.25) / 0.8)
    assert risk_coverage([FAILED]) == [(1.0, 1.0)]
    assert area_under(risk_coverage([row(UNANSWERABLE, "not_found")])) is None


def test_a_summary_by_type_and_language() -> None:
    rows = [
        row(case("q1", type="fact", lang="id", facts=[["x"]]), answer="x"),
        row(case("q2", type="fact", lang="en", facts=[["x"]]), answer="y"),
        row(case("q3", type="off", lang="en", answerable=False), "not_found"),
    ]
    summary = summarize(rows)
    assert summary.questions == 3
    assert summary.verdicts == {"correct": 1, "wrong": 1, "refused": 1}
    assert summary.by_type["fact"]["fact_recall"].value == 0.5
    assert summary.by_type["off"]["fact_recall"].value is None
    assert summary.by_language["en"]["correct"].value == 0.5
    overall = summary.overall["correct"]
    assert overall.value == pytest.approx(2 / 3) and overall.count == 3
    assert overall.low is not None and overall.high is not None
    assert overall.low <= 2 / 3 <= overall.high
    assert summarize(rows) == summary
