"""What is weighed to say how likely an answer is."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadCalibration
from index.records import Article, Chunk
from rag.confidence import FEATURES, Calibration, features, load
from rag.records import Hit, Question
from rag.spans import Reading

ASKED = Question("Kapan Oslo diumumkan?")
EVEN = Calibration({"bias": 0.0} | dict.fromkeys(FEATURES, 0.0))


def hits(texts: Sequence[str], language: str | None = "id") -> list[Hit]:
    found = []
    for rank, text in enumerate(texts, 1):
        article = Article(f"a{rank}", text, language=language)
        found.append(
            Hit(rank, Chunk(f"c{rank}", article.id, text, 0, len(text)), article, 1 / rank)
        )
    return found


def whole(text: str, answer: float = 0.0, margin: float = 1.0) -> Reading:
    return Reading(0, len(text), margin, answer)


def column(name: str, rows: list[tuple[float, ...]]) -> list[float]:
    return [row[FEATURES.index(name)] for row in rows]


def test_agreement_counts_passages_that_give_the_same_words() -> None:
    texts = ["19 Juni 2024", "19 Juni", "20 Juni"]
    rows = features(ASKED, [whole(t) for t in texts], hits(texts))
    assert column("agreement", rows) == [0.5, 0.5, 0.0]


def test_a_reading_below_its_null_does_not_agree() -> None:
    texts = ["Oslo", "Oslo"]
    rows = features(ASKED, [whole("Oslo"), whole("Oslo", margin=-1.0)], hits(texts))
    assert column("agreement", rows) == [0.0, 1.0]


def test_the_gap_is_to_the_best_of_the_others() -> None:
    texts = ["a", "b", "c"]
    rows = features(ASKED, [whole("a", 3.0), whole("b", 1.0), whole("c", -2.0)], hits(texts))
    assert column("gap", rows) == [-2.0, 2.0, 5.0]


def test_a_passage_that_stands_alone_has_no_gap() -> None:
    assert column("gap", features(ASKED, [whole("a", -3.0)], hits(["a"]))) == [0.0]


@pytest.mark.parametrize(("article", "across"), [("id", 0.0), ("en", 1.0), (None, 0.0)])
def test_across_marks_another_language(article: str | None, across: float) -> None:
    assert column("across", features(ASKED, [whole("a")], hits(["a"], article))) == [across]


def test_no_hits_have_no_features() -> None:
    assert features(ASKED, [], []) == []


@given(st.lists(st.floats(-1e6, 1e6), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_a_probability_is_one(values: list[float]) -> None:
    weights = Calibration({"bias": -1.0} | dict.fromkeys(FEATURES, 1.0))
    assert 0 <= weights.probability(values) <= 1
    assert EVEN.probability(values) == 0.5


def test_the_written_weights_are_read(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    weights = {"bias": 1.0} | dict.fromkeys(FEATURES, 0.0)
    path.write_text(json.dumps({"weights": weights, "ranking": {FEATURES[1]: 0.5}}))
    calibration = load(path)
    assert calibration.probability([0.0] * len(FEATURES)) == pytest.approx(0.731, abs=1e-3)
    assert calibration.evidence([2.0] * len(FEATURES)) == 1.0


FITTED = {"weights": {"bias": 1.0} | dict.fromkeys(FEATURES, 0.0), "ranking": {}}
LACKING = {name: 0.0 for name in ("bias", *FEATURES) if name != "coverage"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (FITTED | {"weights": LACKING}, "missing or unknown: coverage"),
        (FITTED | {"weights": LACKING | {"coverage": 1.0, "length": 2.0}}, "unknown: length"),
        (FITTED | {"ranking": {"length": 2.0}}, "unknown: length"),
        (FITTED | {"weights": LACKING | {"coverage": "x"}}, "ValueError"),
        ({"weights": FITTED["weights"]}, "ranking"),
        ([], "TypeError"),
        (None, "TypeError"),
    ],
)
def test_weights_of_other_features_are_refused_at_once(
    tmp_path: Path, written: object, said: str
) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(written))
    with pytest.raises(BadCalibration, match=said) as caught:
        load(path)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith("Run: python -m training.calibrate")


def test_weights_that_are_no_json_are_refused(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_bytes(b"\xff{")
    with pytest.raises(BadCalibration):
        load(tmp_path / "calibration.json")


def test_coverage_is_the_share_of_the_terms_that_the_passage_has() -> None:
    texts = ["Oslo", "Bergen"]
    rows = features(ASKED, [whole(t) for t in texts], hits(texts))
    assert column("coverage", rows) == [0.5, 0.0]
