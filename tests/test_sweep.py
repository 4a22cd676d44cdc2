"""Sweeps: combinations of settings, and differences that are corrected for their number."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.texts import load
from evaluation.errors import BadVariation
from evaluation.evaluate import evaluate
from evaluation.records import Run
from evaluation.summary import summarize
from evaluation.sweep import TESTED, Sweep, Trial, sweep
from evaluation.variations import combinations, described, varied
from rag.settings import Settings
from tests.evaluation_rows import case
from tests.fake_system import FakeSystem

CASES = [
    case(f"q{i}", question=f"Kapan taman kota {i}?", articles=["taman"], facts=[["3 Mei 2023"]])
    for i in range(20)
]


def trial(name: str, run: Run) -> Trial:
    """A trial of that run."""
    return Trial({"k": name}, run, summarize(run.rows), f"{name}.json")


def swept(folder: Path) -> Sweep:
    """A good system, the same again, and one that refuses everything."""
    good = evaluate(FakeSystem(), CASES, Path("set.jsonl"), {}, folder)
    silent = evaluate(FakeSystem(least_shared=99), CASES, Path("set.jsonl"), {}, folder)
    return sweep([trial("3", good), trial("5", good), trial("8", silent)])


def test_every_combination_the_first_values_first() -> None:
    found = combinations(["k=3,5", "min_confidence=0.2, 0.5"])
    assert [described(variation) for variation in found] == [
        "k=3 min_confidence=0.2", "k=3 min_confidence=0.5",
        "k=5 min_confidence=0.2", "k=5 min_confidence=0.5",
    ]  # fmt: skip


@pytest.mark.parametrize("vary", [["k"], ["=3"], ["k=3,,5"], ["k=3,3"], ["k=3", "k=5"], ["k="]])
def test_a_variation_that_makes_no_sense_is_refused(vary: list[str]) -> None:
    with pytest.raises(BadVariation):
        combinations(vary)


def test_settings_are_varied_by_name() -> None:
    settings = Settings()
    found = varied(settings, {"k": "3", "min_confidence": "0.2"})
    assert (found.passages, found.settings.min_confidence, found.own_index) == (3, 0.2, False)
    assert varied(settings, {"store": "other"}).settings.store == "other"


@pytest.mark.parametrize(
    ("variation", "reason"),
    [
        ({"k": "0"}, "from 1 to"),
        ({"k": "x"}, "from 1 to"),
        ({"min_confidence": "2"}, "from 0 to 1"),
        ({"embeding": "x"}, "the nearest is embedding"),
        ({"telegram_token": "x"}, "no such setting"),
    ],
)
def test_unknown_names_and_values_are_named(variation: dict[str, str], reason: str) -> None:
    with pytest.raises(BadVariation, match=reason):
        varied(Settings(), variation)


@pytest.mark.parametrize(
    ("vary", "indonesian", "english"),
    [
        ("k", "tulis NAMA=NILAI,NILAI.", "write NAME=VALUE,VALUE."),
        ("k=3,5,3", "3 tertulis dua kali.", "3 is there twice."),
        ("k=0", "k adalah angka dari 1 sampai 50.", "k is a number from 1 to 50."),
        (
            "min_confidence=2",
            "yang diterima: angka dari 0 sampai 1.",
            "it takes a number from 0 to 1.",
        ),
        ("embeding=x", "yang paling mirip: embedding.", "the nearest is embedding."),
    ],
)
def test_a_refused_variation_is_told_in_both_languages(
    vary: str, indonesian: str, english: str
) -> None:
    with pytest.raises(BadVariation) as raised:
        for variation in combinations([vary]):
            varied(Settings(), variation)
    assert load("id").error(raised.value).endswith(indonesian)
    assert load("en").error(raised.value).endswith(english)


def test_another_embedding_gets_an_index_of_its_own() -> None:
    settings = Settings()
    other = varied(settings, {"embedding": "ollama:bge-m3"})
    assert other.own_index and other.settings.store.startswith("data/index-")
    assert varied(settings, {"embedding": "ollama:bge-m3"}) == other
    assert varied(settings, {"embedding": settings.embedding}).settings.store == settings.store
    server = replace(settings, store="http://localhost:8000")
    apart = varied(server, {"embedding": "ollama:bge-m3"}).settings
    assert apart.store == server.store and apart.collection.startswith("articles-")
    chosen = varied(settings, {"embedding": "ollama:bge-m3", "store": "data/bge"})
    assert (chosen.settings.store, chosen.own_index) == ("data/bge", False)


def test_only_the_worse_system_differs_after_correction(tmp_path: Path) -> None:
    found = swept(tmp_path)
    same, silent = found.differences
    assert set(same) == set(TESTED)
    assert not any(difference.significant for difference in same.values())
    assert silent["fact_recall"].significant and silent["correct"].significant
    assert not silent["hit@5"].significant


def test_p_values_are_corrected_for_all_comparisons(tmp_path: Path) -> None:
    found = swept(tmp_path)
    tested = [d.p_value for by_name in found.differences for d in by_name.values() if d.p_value]
    assert found.comparisons == len(tested)
    corrected = found.differences[1]["correct"].p_value
    assert corrected is not None and corrected == pytest.approx(2 * 0.5**20 * found.comparisons)


def test_a_sweep_as_json(tmp_path: Path) -> None:
    data = swept(tmp_path).as_json()
    baseline, _, silent = data["trials"]
    assert baseline["variation"] == {"k": "3"} and "differences" not in baseline
    assert silent["run"] == "8.json" and silent["metrics"]["fact_recall"] == 0.0
    assert silent["differences"]["fact_recall"]["significant"] is True
