"""Sentences keep every character and end where a reader would say they end."""

import re
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import LONGEST, _is_end, sentences, sentences_around


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Putin tiba pukul 02.45 WIB.", "Kim menyambutnya."],
        ["“Tidak!” ujarnya.", "Lalu ia pergi."],
        ["Menurut Dr. Ahmad, PT. Maju rugi Rp. 3.000.", "Benarkah?", "Ya."],
        ["Yoon Suk Yeol dkk. menolak.", "‘Kami siap.’", "Itu saja…", "Titik."],
        ["Lalu U.S. Army datang.", "Art. 4 berlaku."],
        ["Путин прибыл в г. Пхеньян.", "Его встретил Ким."],
        ["김정은은 서명했다.", "푸틴도 서명했다."],
        ["第四条规定了互助。", "第五条没有。"],
    ],
)
def test_sentences_end_where_a_reader_says(expected: list[str]) -> None:
    joined = ("" if expected[0].endswith("。") else " ").join(expected)
    assert split(joined) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert split("Judul tanpa titik\n\nIsi berita.") == ["Judul tanpa titik", "Isi berita."]


@given(st.text(alphabet="aB .!?…。\n\t“”'4é", max_size=300))
def test_spans_hold_everything_but_white_space_in_order(text: str) -> None:
    spans = sentences(text)
    kept = {i for a, b in spans for i in range(a, b)}
    assert all(i in kept or text[i].isspace() for i in range(len(text)))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


PLAIN = re.compile(r"""(?:[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*)""")
"""Where a sentence may end, as one would write it first."""


@given(st.text(alphabet="aB .!?…。！\n\u00a0“”\"'’)]」）", max_size=60))
def test_sentences_end_where_the_plain_rule_says(text: str) -> None:
    found = sentences(text)
    with patch("index.sentences._STOP", PLAIN):
        assert sentences(text) == found


PIECES = ["Kata ", "kata.", "Dr. ", "kata. ", "Ya.” ", "a...", " ", "。", "\n", "\u00a0", "Ya! "]


@pytest.mark.parametrize("longest", [3, 20, LONGEST])
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join), st.data())
def test_the_sentences_around_a_place_are_those_that_touch_it(
    longest: int, text: str, data: st.DataObject
) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    with patch("index.sentences.LONGEST", longest):
        touched = [(a, b) for a, b in sentences(text) if a < end and b > start]
        assert sentences_around(text, start, end) == touched


def test_around_a_place_in_a_megabyte_little_is_split() -> None:
    text = "Satu kalimat pendek. " * 50_000
    with patch("index.sentences._is_end", side_effect=_is_end) as looked:
        assert sentences_around(text, 630_005, 630_010) == [(630_000, 630_020)]
    assert looked.call_count < 200


@given(st.text(alphabet="ab ", min_size=LONGEST, max_size=3 * LONGEST))
def test_a_run_without_an_end_is_broken(text: str) -> None:
    assert all(b - a <= LONGEST for a, b in sentences(text))


def test_a_megabyte_in_one_line_is_no_problem() -> None:
    assert len(sentences("Satu kalimat pendek. " * 50_000)) == 50_000


@pytest.mark.parametrize("run", ["." * 1_000_000, ".”" * 500_000, "." + "”" * 1_000_000])
def test_a_megabyte_of_marks_is_no_problem(run: str) -> None:
    assert sentences(run)[-1][1] == len(run)
    assert len(sentences(f"Isi {run} Isi")) > 1
