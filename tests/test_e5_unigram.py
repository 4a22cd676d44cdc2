"""The tokenizer agrees with the library's on ids, and its offsets point into the text."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.e5.tokenizer import build_tokenizer
from index.e5.unigram import MAX_PIECES, Encoding, load_unigram

UNIGRAM = load_unigram()
WRITTEN = [
    "Apa isi Pasal 4 perjanjian Rusia-Korea Utara?",
    "  Dua  spasi \n baris\t\t“kutip” … Rp1.500.000,– ½ ",
    "Владимир Путин и Ким Чен Ын подписали договор.",
    "제4조는 상호 군사 원조를 규정한다. 가",
    "第四条：如果一方受到攻击，另一方应立即提供援助。",
    "ｱｲｳ ｶﾞｷﾞ e\u0301te\u0301 \u00a0\u3000\u200b x\u00adx ﬁn №5",
    "क्या हुआ? ما الخبر؟ ٣٤ \u202eعكس\u202c 😀😀 \U00012000\U00012001 y",
    "dua\x01kata \x7f",
]


@pytest.fixture(scope="module")
def library() -> object:
    """The same vocabulary in the `tokenizers` library."""
    return build_tokenizer()


def _library_ids(library: object, text: str) -> list[int]:
    ids: list[int] = library.encode(text, add_special_tokens=False).ids  # type: ignore[attr-defined]
    return ids


@pytest.mark.parametrize("text", WRITTEN)
def test_ids_are_those_of_the_library(library: object, text: str) -> None:
    expected = _library_ids(library, text)
    assert UNIGRAM.encode(text).ids == expected
    assert UNIGRAM.ids(text) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from([*" ".join(WRITTEN).split(), "\n", "  ", "́", "ﾞ"])))
def test_ids_of_any_words_are_those_of_the_library(library: object, words: Sequence[str]) -> None:
    text = " ".join(words)
    assert UNIGRAM.ids(text) == _library_ids(library, text)[:MAX_PIECES]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_both_ways_of_encoding_give_the_same_ids(text: str) -> None:
    assert UNIGRAM.encode(text).ids == UNIGRAM.ids(text)


def _shown(text: str, encoding: Encoding) -> list[str]:
    return [text[start:end] for start, end in encoding.offsets]


def test_offsets_are_characters_of_the_text_as_given() -> None:
    text = "Dua  kata, ½ ｶﾞ\x01a"
    assert _shown(text, UNIGRAM.encode(text)) == ["Dua", "kata", ",", "½", "", "ｶﾞ", "a"]


@settings(deadline=None)
@given(st.text())
def test_offsets_go_forward_and_stay_within_the_text(text: str) -> None:
    encoding = UNIGRAM.encode(text)
    assert len(encoding.ids) == len(encoding.offsets)
    assert all(0 <= start <= end <= len(text) for start, end in encoding.offsets)
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(encoding.offsets))


@settings(deadline=None)
@given(st.text(st.sampled_from("abcdefgh IJKL.,?-12345\n")))
def test_offsets_leave_out_nothing_but_blanks(text: str) -> None:
    kept = "".join(_shown(text, UNIGRAM.encode(text)))
    assert kept == re.sub(r"\s", "", text)


def test_a_text_cannot_write_a_control_piece() -> None:
    assert not {0, 1, 2} & set(UNIGRAM.ids("<s> </s> <pad>"))
    assert UNIGRAM.ids("<unk>") != [3]


def test_unknown_characters_in_a_row_are_one_piece() -> None:
    assert UNIGRAM.encode("x\U00012000\U00012001").ids[1:] == [3]
    assert UNIGRAM.encode("x\U00012000\U00012001").offsets[1:] == [(1, 3)]


def test_only_the_first_pieces_are_kept() -> None:
    text = "satu dua tiga " * 400
    assert UNIGRAM.ids(text, 7) == UNIGRAM.ids(text)[:7]
    assert len(UNIGRAM.ids(text)) == len(UNIGRAM.encode(text).offsets) == MAX_PIECES
    assert UNIGRAM.ids("") == UNIGRAM.encode("").ids == []
