"""Both sides of the lexical leg see the same word in the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import query_terms, rarest, terms


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("pasal empat", "Pasal 4 berlaku"),
        ("제4조", "Pasal 4 berlaku"),
        ("19 Juni", "pada Rabu (19/6)"),
        ("June 19", "pada 19 Juni 2024"),
        ("6월 19일", "19/6"),
        ("Korut", "Korea Utara"),
        ("AS", "Amerika Serikat"),
        ("DK PBB", "Dewan Keamanan Perserikatan Bangsa-Bangsa"),
        ("menandatangani", "ditandatangani"),
        ("menolak", "ditolak"),
        ("mengirim", "dikirim"),
        ("menyatakan", "dinyatakan"),
        ("Chang Ho Jin", "Chang Ho-jin"),
        ("negara-negara", "negara"),
    ],
)
def test_two_spellings_share_a_term(asked: str, written: str) -> None:
    assert set(query_terms(asked)) & set(terms(written))


def test_words_that_every_passage_has_are_left_out_of_a_question() -> None:
    assert query_terms("apa isi dari perjanjian itu?") == terms("isi perjanjian")


def test_a_question_of_nothing_else_keeps_them() -> None:
    assert query_terms("siapa dia?")


def test_as_is_a_country_only_in_capitals() -> None:
    assert "serikat" in terms("AS marah")
    assert "serikat" not in terms("as a friend")


def test_common_words_are_left_out_of_a_search_that_would_take_too_long() -> None:
    frequency = {"tahun": 900, "pakta": 30, "pyongyang": 4, "xyzzy": 0}
    assert rarest(frequency, affordable=1000) == ["pyongyang", "pakta", "tahun"]
    assert rarest(frequency, affordable=100) == ["pyongyang", "pakta"]
    assert rarest({"tahun": 900}, affordable=100) == ["tahun"]
    assert rarest({"xyzzy": 0}) == []


@given(st.text(max_size=300))
def test_terms_are_letters_and_digits(text: str) -> None:
    assert all(term.isalnum() for term in terms(text))
    assert len(query_terms(text)) == len(set(query_terms(text)))
