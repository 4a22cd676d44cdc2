"""The question sets hold together: every accepted answer can be found in a named article."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from evaluation import checking, testset
from index.records import Article

ROOT = Path(__file__).parents[1]
REFUSED = {"near_miss", "false_premise", "off_corpus", "crawl_dirt"}
MIXED = {
    "article_number",
    "yes_no",
    "informal",
    "english",
    "korean",
    "russian",
    "follow_up",
    "injection",
}
ANSWERED = {"fact", "list", "multi_article", "disagreement"}
LANGUAGE_OF = {"english": "en", "korean": "ko", "russian": "ru"}
KEYS = {
    "id",
    "question",
    "lang",
    "type",
    "answerable",
    "articles",
    "answers",
    "facts",
    "history",
}

Row = dict[str, Any]


def load(name: str) -> list[Row]:
    """The questions of one file."""
    lines = (ROOT / "questions" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def fold(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def bodies() -> dict[str, str]:
    """Folded article texts by id, without their front matter."""
    files = [path for path in (ROOT / "articles").glob("*.md") if path.stem != "README"]
    return {path.stem: fold(path.read_text("utf-8").split("---\n", 2)[2]) for path in files}


BODIES = bodies()
TREATY = load("treaty.jsonl")
FOLLOWUPS = load("followups.jsonl")
both_sets = pytest.mark.parametrize("rows", [TREATY, FOLLOWUPS], ids=["treaty", "followups"])


def accepted(row: Row) -> list[str]:
    """Every accepted answer and every alternative of every fact."""
    return [*row["answers"], *chain.from_iterable(row["facts"])]


@both_sets
def test_every_row_has_the_keys_of_the_format(rows: list[Row]) -> None:
    for row in rows:
        assert KEYS <= set(row) <= KEYS | {"standalone"}, row["id"]
        assert row["question"].strip() == row["question"] != "", row["id"]
        assert row["type"] in REFUSED | MIXED | ANSWERED, row["id"]
        assert row["lang"] == LANGUAGE_OF.get(row["type"], row["lang"]), row["id"]
        assert row["lang"] in {"id", "en", "ko", "ru"}, row["id"]


def test_ids_are_unique_over_both_files() -> None:
    counts = Counter(row["id"] for row in TREATY + FOLLOWUPS)
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_question_is_asked_twice() -> None:
    counts = Counter((fold(row["question"]), str(row["history"])) for row in TREATY + FOLLOWUPS)
    assert [key for key, count in counts.items() if count > 1] == []


@both_sets
def test_answerable_questions_name_existing_articles(rows: list[Row]) -> None:
    for row in rows:
        if row["answerable"]:
            assert row["articles"] and set(row["articles"]) <= set(BODIES), row["id"]
            assert row["facts"] and all(row["facts"]), row["id"]


@both_sets
def test_unanswerable_questions_accept_nothing(rows: list[Row]) -> None:
    for row in rows:
        if not row["answerable"]:
            assert (row["articles"], row["answers"], row["facts"]) == ([], [], []), row["id"]


@pytest.mark.parametrize("name", ["treaty.jsonl", "followups.jsonl"])
def test_the_check_of_test_sets_finds_nothing(name: str) -> None:
    articles = [Article(article_id, body) for article_id, body in BODIES.items()]
    assert checking.check(testset.locate(ROOT / "questions" / name), articles) == []


@both_sets
def test_everything_accepted_occurs_in_a_named_article(rows: list[Row]) -> None:
    absent = [
        (row["id"], text)
        for row in rows
        for text in accepted(row)
        if not any(fold(text) in BODIES[name] for name in row["articles"])
    ]
    assert absent == []


@both_sets
def test_every_named_article_holds_part_of_the_answer(rows: list[Row]) -> None:
    idle = [
        (row["id"], name)
        for row in rows
        for name in row["articles"]
        if not any(fold(text) in BODIES[name] for text in accepted(row))
    ]
    assert idle == []


@both_sets
def test_history_is_earlier_questions_with_their_answers(rows: list[Row]) -> None:
    for row in rows:
        assert all(set(turn) == {"question", "answer"} for turn in row["history"]), row["id"]
        assert bool(row["history"]) == (row["type"] == "follow_up"), row["id"]


def test_no_single_article_answers_a_question_over_several() -> None:
    alone = [
        (row["id"], name)
        for row in TREATY
        if row["type"] == "multi_article"
        for name in row["articles"]
        if all(any(fold(text) in BODIES[name] for text in fact) for fact in row["facts"])
    ]
    assert alone == []


def test_types_are_answerable_or_not_as_their_name_says() -> None:
    by_type: dict[str, set[bool]] = {}
    for row in TREATY:
        by_type.setdefault(row["type"], set()).add(row["answerable"])
    assert {name for name, seen in by_type.items() if seen == {False}} == REFUSED
    assert {name for name, seen in by_type.items() if seen == {True}} == ANSWERED
    assert {name for name, seen in by_type.items() if len(seen) == 2} == MIXED


def test_the_sets_are_large_enough_to_tell_systems_apart() -> None:
    assert len(TREATY) >= 150
    assert min(Counter(row["type"] for row in TREATY).values()) >= 8
    assert 0.35 <= sum(not row["answerable"] for row in TREATY) / len(TREATY) <= 0.40


def test_every_article_answers_several_questions() -> None:
    named = Counter(chain.from_iterable(row["articles"] for row in TREATY))
    assert set(named) == set(BODIES)
    assert min(named.values()) >= 3


def test_followups_come_with_a_standalone_rewriting() -> None:
    assert len(FOLLOWUPS) >= 40
    for row in FOLLOWUPS:
        assert row["type"] == "follow_up"
        assert len(row["standalone"]) > 10 and row["standalone"] != row["question"], row["id"]


def test_the_readme_knows_every_type_and_both_sizes() -> None:
    readme = (ROOT / "questions" / "README.md").read_text("utf-8")
    assert all(f"`{name}`" in readme for name in REFUSED | MIXED | ANSWERED)
    assert f"{len(TREATY)} questions" in readme
    assert f"{len(FOLLOWUPS)} follow-ups" in readme
