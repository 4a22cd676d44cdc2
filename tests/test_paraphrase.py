"""Rewording and the spelling of chats leave a question a question."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.paraphrase import chatty, reworded

QUESTION = "Kapan perjanjian pertahanan itu ditandatangani oleh kedua presiden?"


def test_a_reworded_question_asks_for_the_same_kind_of_thing() -> None:
    said = {reworded(QUESTION, random.Random(seed), 1.0) for seed in range(20)}
    assert all(text.startswith("Kapan perjanjian ") and "diteken" in text for text in said)


def test_a_chatty_question_is_short_and_small() -> None:
    said = {chatty(QUESTION, random.Random(seed)) for seed in range(20)}
    assert any(text.startswith("kpn ") for text in said)
    assert all(text == text.lower() for text in said)


@given(st.text(), st.integers(0, 9))
def test_any_text_is_taken(text: str, seed: int) -> None:
    reworded(text, random.Random(seed))
    chatty(text, random.Random(seed))
