"""The chat model's opinion: several votes, their agreement, and no say in any gate."""

from collections.abc import Iterator

import pytest

from evaluation.judge import Opinion, chat_model, judge
from evaluation.records import Row, Run
from tests.evaluation_rows import case, row
from tests.fake_ollama import fake_ollama


def run_of(*rows: Row) -> Run:
    """A run of these rows."""
    return Run("set.jsonl", "hash", "index", {}, {}, "", 1.0, rows)


RIGHT = row(case("q1", facts=[["Sari"]]), answer="Sari. [1]")
WRONG = row(case("q2", facts=[["Sari"]]), answer="Budi. [1]")
REFUSED = row(case("q3", facts=[["Sari"]]), "not_found")
OFF = row(case("q4", answerable=False), answer="Sari.")


def opinion_of(*replies: str, votes: int = 3) -> Opinion:
    """The opinion of a judge that gives these replies in turn."""
    said: Iterator[str] = iter(replies)
    return judge(run_of(RIGHT, WRONG, REFUSED, OFF), "m", lambda prompt: next(said), votes)


def test_only_answers_to_answerable_questions_are_judged() -> None:
    opinion = opinion_of("YES", "Ya.", "yes", "NO", "Tidak", "No, because")
    assert opinion.votes == {"q1": (True, True, True), "q2": (False, False, False)}
    assert (opinion.share, opinion.agreement, opinion.with_verdict) == (0.5, 1.0, 1.0)


def test_votes_that_differ_lower_the_agreement() -> None:
    opinion = opinion_of("YES", "NO", "YES", "YES", "YES", "NO")
    assert opinion.agreement == pytest.approx(2 / 6)
    assert (opinion.share, opinion.with_verdict) == (1.0, 0.5)


def test_what_is_neither_yes_nor_no_is_no_vote() -> None:
    opinion = opinion_of("YES", "Maybe", "", "Yesterday", "?", "nothing")
    assert opinion.votes == {"q1": (True,), "q2": ()}
    assert (opinion.share, opinion.agreement) == (1.0, None)


def test_every_vote_is_asked_in_other_words_and_shows_the_facts() -> None:
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return "YES"

    judge(run_of(RIGHT), "m", ask, 3)
    assert len(set(prompts)) == 3
    assert all("Sari. [1]" in prompt and "Apa q1?" in prompt for prompt in prompts)


def test_a_chat_model_can_be_the_judge() -> None:
    with fake_ollama() as server:
        server.models["kecil"] = ["Ya", "."]
        opinion = judge(run_of(RIGHT), "ollama:kecil", chat_model("ollama:kecil", server.url))
    assert opinion.votes == {"q1": (True, True, True)}
    assert opinion.as_json()["model"] == "ollama:kecil"
