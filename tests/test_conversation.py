"""Follow-ups stand alone; questions that already do are left as they are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rag.conversation import is_follow_up, rewrite, rewriter, standalone
from rag.records import Question, Turn
from tests.scripted_chat import scripted

FOLLOW_UPS = Path(__file__).parent.parent / "questions" / "followups.jsonl"
DOCK = Turn(
    "Siapa menteri yang meresmikan dermaga Ambon?",
    "Menteri Perhubungan Sari Utami meresmikan dermaga itu bersama Budi Santoso. [1]",
)


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FOLLOW_UPS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("dan kapan?", "kapan menteri yang meresmikan dermaga Ambon Sari Utami?"),
        ("siapa dia?", "siapa Sari Utami?"),
        ("kalau Kupang?", "Siapa menteri yang meresmikan dermaga Kupang?"),
        ("bagaimana dengan dermaga Kupang?", "Siapa menteri yang meresmikan dermaga Kupang?"),
        ("ya", DOCK.question),
        ("jelaskan lebih lanjut", DOCK.question),
        ("berapa biayanya?", "berapa biaya menteri yang meresmikan dermaga Ambon Sari Utami?"),
    ],
)
def test_what_is_left_out_is_carried_over(question: str, expected: str) -> None:
    assert standalone(question, [DOCK], "id") == expected


def test_without_history_nothing_changes() -> None:
    assert standalone("dan kapan?", [], "id") == "dan kapan?"
    question = Question("dan kapan?", "id")
    assert rewrite(question) is question


def test_follow_ups_of_follow_ups_reach_back() -> None:
    turns = [DOCK, Turn("dan kapan?", "Pada Rabu. [1]")]
    assert "dermaga Ambon" in standalone("di mana?", turns, "id")


def test_an_offer_is_taken_up() -> None:
    turns = [Turn("Apa isi Pasal 4?", "Kewajiban melapor. [1] Mau tahu sanksi bagi pelanggar?")]
    assert standalone("boleh", turns, "id") == "sanksi bagi pelanggar?"


def test_clause_for_clause() -> None:
    turns = [Turn("Apa isi Pasal 4?", "Kewajiban melapor.")]
    assert standalone("kalau Pasal 8?", turns, "id") == "Apa isi Pasal 8?"
    turns = [Turn("What does Article 4 say?", "A duty.")]
    assert standalone("what about Article 8?", turns, "en") == "What does Article 8 say?"


@pytest.mark.parametrize(
    ("question", "turn", "language", "expected"),
    [
        ("who is she?", "Who opened the dock?", "en", "who is Sari Utami?"),
        ("когда?", "Кто открыл причал в Амбоне?", "ru", "причал в Амбоне"),
        ("언제요?", "누가 암본에서 부두를 열었나요?", "ko", "암본에서 부두를"),
    ],
)
def test_other_languages(question: str, turn: str, language: str, expected: str) -> None:
    turns = [Turn(turn, "Sari Utami meresmikan dermaga di Ambon. [1]")]
    assert expected in standalone(question, turns, language)


def test_written_follow_ups_are_recognised_and_standalone_ones_untouched() -> None:
    written = cases()
    history = {case["id"]: [Turn(**turn) for turn in case["history"]] for case in written}
    kept = [
        c
        for c in written
        if standalone(c["standalone"], history[c["id"]], c["lang"]) == c["standalone"]
    ]
    recognised = [case for case in written if is_follow_up(case["question"])]
    assert len(written) >= 30
    assert len(kept) == len(written)
    assert len(recognised) >= 0.95 * len(written)


# -- with a chat model


def asked(question: str, *turns: Turn) -> Question:
    return Question(question, "id", turns)


def test_a_chat_model_words_the_question() -> None:
    model = scripted('"Kapan Sari Utami meresmikan dermaga Ambon?"\nSemoga jelas.')
    assert rewriter(model)(asked("dan kapan?", DOCK)).text == (
        "Kapan Sari Utami meresmikan dermaga Ambon?"
    )
    (messages,) = model.chat.asked  # type: ignore[attr-defined]
    assert DOCK.question in messages[1].content


@pytest.mark.parametrize(
    "said",
    [
        "Kapan Joko Widodo meresmikan dermaga Ambon?",
        "Kapan dermaga Kupang diresmikan Sari Utami?",
        "Kapan dermaga Ambon diresmikan pada 2019?",
        "When did Sari Utami open the dock in Ambon and who was there?",
        "",
        "x" * 400,
    ],
)
def test_what_it_invents_does_not_count(said: str) -> None:
    question = asked("dan kapan?", DOCK)
    assert rewriter(scripted(said))(question) == rewrite(question)


def test_a_complete_question_costs_no_model() -> None:
    model = scripted("Kapan?")
    question = asked("Siapa yang memprotes jadwal baru kapal feri di Kupang?", DOCK)
    assert rewriter(model)(question) is question
    assert model.chat.asked == []  # type: ignore[attr-defined]


def test_without_a_server_the_rules_word_it() -> None:
    question = asked("dan kapan?", DOCK)
    assert rewriter(scripted(("", ConnectionError())))(question) == rewrite(question)


def test_rules_alone_load_no_language_model_library() -> None:
    heavy = (
        "langchain",
        "langchain_core",
        "langchain_ollama",
        "ollama",
        "httpx",
        "babel",
        "rag.answerers.generative",
    )
    program = f"import rag.conversation, sys; print([m for m in {heavy} if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    ).stdout  # fmt: skip
    assert printed.strip() == "[]"
