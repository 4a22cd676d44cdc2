"""Examples and what is made of them: every span answers, every false premise has none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.references import numbers
from training.clauses import article_questions
from training.examples import KEPT_OUT, Example, held_titles, occurrences
from training.swaps import swapped, yes_no

PASSAGE = (
    "Gunung Merapi terakhir meletus pada tahun 2010 dan menewaskan ratusan orang di lerengnya. "
    "Ia dipantau dari Yogyakarta. Menurut Dewi Lestari, pos pantau di sana dibangun pada 1982."
)
NAMES = ["Gunung Bromo", "Rafael Soares", "Kota Medan"]


def test_answers_are_found_wherever_they_stand() -> None:
    assert occurrences("Oslo, lalu Oslo lagi", ("Oslo",)) == ((0, 4), (11, 15))


def test_whole_words_win_over_parts_of_words() -> None:
    assert occurrences("sepuluh, bukan puluh", ("puluh",)) == ((15, 20),)
    assert occurrences("sepuluh saja", ("puluh",)) == ((2, 7),)


@given(st.sets(st.text(min_size=1), min_size=1, max_size=40))
def test_a_tenth_of_the_titles_is_kept_out_whatever_their_order(titles: set[str]) -> None:
    held = held_titles(titles)
    assert held <= titles
    assert len(held) == max(1, round(KEPT_OUT * len(titles)))


@pytest.mark.parametrize("seed", range(20))
def test_a_swap_puts_something_the_passage_has_not(seed: int) -> None:
    question = "Kapan Gunung Merapi terakhir meletus sebelum 2010?"
    false = swapped(question, PASSAGE, NAMES, random.Random(seed))
    assert false is not None and false != question
    put = set(false.replace("?", "").split()) - set(question.replace("?", "").split())
    assert put and not any(word in PASSAGE for word in put - {"Gunung", "Kota"})


def test_a_question_without_names_or_numbers_is_not_swapped() -> None:
    assert swapped("kapan terakhir meletus?", PASSAGE, NAMES, random.Random(1)) is None


def test_yes_or_no_is_asked_about_sentences_that_stand_alone() -> None:
    example = Example("Kapan Gunung Merapi meletus?", PASSAGE, (), "x")
    for seed in range(30):
        for made in yes_no([example], "id", random.Random(seed)):
            for start, end in made.spans:
                assert not PASSAGE[start:end].startswith("Ia ")
                assert PASSAGE[start:end].endswith(".")


@given(st.integers(0, 10_000))
def test_a_numbered_article_is_answered_by_its_own_clause_only(seed: int) -> None:
    for made in article_questions(5, random.Random(seed)):
        assert all(made.passage[start:end].strip() for start, end in made.spans)
        asked = numbers(made.question)
        assert not asked or bool(made.spans) == bool(asked & numbers(made.passage))


def test_the_same_seed_asks_the_same() -> None:
    first, second = (list(article_questions(20, random.Random(3))) for _ in range(2))
    assert first == second
