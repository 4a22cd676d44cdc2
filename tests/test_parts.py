"""What a question asks for is taken apart, and each part can stand alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.parts import parts


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Siapa yang meresmikan bendungan Way Kanan dan kapan?",
            "Siapa yang meresmikan bendungan Way Kanan?",
            "kapan meresmikan bendungan Way Kanan?",
        ),
        (
            "bendungan way kanan diresmikan bln apa n dmn",
            "bendungan way kanan diresmikan bln apa?",
            "bendungan way kanan diresmikan dmn?",
        ),
        (
            "Pada hari apa dan di kota mana bendungan diresmikan Ratih?",
            "Pada hari apa bendungan diresmikan Ratih?",
            "di kota mana bendungan diresmikan Ratih?",
        ),
        (
            "Siapa bupati Way Kanan dan siapa gubernur Lampung?",
            "Siapa bupati Way Kanan?",
            "siapa gubernur Lampung?",
        ),
        (
            "When and where was the dam opened by Ratih?",
            "When was the dam opened by Ratih?",
            "where was the dam opened by Ratih?",
        ),
        (
            "Кто и когда открыл плотину в Лампунге?",
            "Кто открыл плотину в Лампунге?",
            "когда открыл плотину в Лампунге?",
        ),
        (
            "라티는 언제 어디서 댐을 개통했나요?",
            "라티는 언제 댐을 개통했나요?",
            "라티는 어디서 댐을 개통했나요?",
        ),
    ],
)
def test_two_things_are_asked_for_one_by_one(text: str, one: str, other: str) -> None:
    assert parts(text) == (one, other)


@pytest.mark.parametrize(
    "text",
    [
        "Kapan bendungan Way Kanan diresmikan?",
        "Siapa bupati Way Kanan dan Lampung?",
        "Antara siapa dan siapa perjanjian bendungan itu diteken?",
        "Apa isi Pasal 4 dan Pasal 8?",
        "dan kapan dan di mana?",
        "라티는 언제 댐을 개통했나요?",
        "Who opened the dam and the bridge?",
        "Кто открыл плотину и мост?",
        "",
    ],
)
def test_one_thing_is_left_as_it_is(text: str) -> None:
    assert parts(text) == (text,)


@given(
    st.text(st.sampled_from("kapan dan siapa, who and при и 언제 어디서?\n"), max_size=80)
    | st.text()
)
def test_any_text_has_parts(text: str) -> None:
    asked = parts(text)
    assert asked == (text,) or (len(asked) == 2 and all(part.endswith("?") for part in asked))
