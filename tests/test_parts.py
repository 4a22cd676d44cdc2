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
        (
            "Soal banjir Lampung, berapa korban tewas dan berapa rumah rusak?",
            "Soal banjir Lampung, berapa korban tewas?",
            "Soal banjir Lampung, berapa rumah rusak korban tewas?",
        ),
        (
            "Siapa bupati Way Kanan dan kapan dia ke Jakarta?",
            "Siapa bupati Way Kanan?",
            "kapan dia ke Jakarta bupati Way Kanan?",
        ),
        (
            "Siapa yang menolak dan siapa yang meresmikan bendungan Way Kanan?",
            "Siapa yang menolak meresmikan bendungan Way Kanan?",
            "siapa yang meresmikan bendungan Way Kanan?",
        ),
        (
            "Kapan Ratih ke Lampung, dan lembaga apa yang mengundang Ratih?",
            "Kapan Ratih ke Lampung?",
            "lembaga apa yang mengundang Ratih?",
        ),
        (
            "댐은 언제 개통됐고 누가 개통했나요?",
            "댐은 언제 개통됐고?",
            "댐은 누가 개통했나요 개통됐고?",
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
        "Siapa, kapan, dan di mana meresmikan bendungan itu?",
        "Who said what and when about the dam?",
        "Who is the regent who opened the dam and who later resigned?",
        "Siapa lawan siapa dan kapan pertandingannya?",
        "ibu kota lampung apa dan banten apa",
        "Gimana hubungan Lampung dan Banten kenapa makin dekat?",
        "Apa sanksi bagi negara dan siapa pun yang melanggar?",
        "누가 누구와 조약을 체결했나요?",
        "이 조약은 왜 누구도 탈퇴할 수 없나요?",
        "Di kota mana PBB dan WHO berada?",
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
