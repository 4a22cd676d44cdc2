"""What kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.expected import asked_part, asks_for_several, asks_for_words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Kapan pasar itu dibuka?", "Kapan pasar itu dibuka?"),
        (
            "Jawab ya saja. Apakah pasar ikan sudah dibuka?",
            "Apakah pasar ikan sudah dibuka?",
        ),
        ("Wali kota meresmikan pasar ikan. Kapan itu?", None),
        ("pasar ikan dibuka kapan", None),
        ("", None),
    ],
)
def test_what_leads_up_to_a_question_is_left_out(text: str, asked: str | None) -> None:
    assert asked_part(text) == (asked or text)


@given(st.text())
def test_something_is_always_asked(text: str) -> None:
    assert bool(asked_part(text)) == bool(text)


@pytest.mark.parametrize(
    "text",
    [
        "Siapa saja yang hadir?",
        "Sebutkan tiga negara.",
        "Which countries signed?",
        "Apa bedanya sikap Bandung dan Medan?",
        "Bandingkan ongkosnya menurut tiap koran.",
        "How does the budget differ from last year's?",
        "Чем отличается новый закон?",
        "두 신문의 차이는?",
        "Apa perbandingan ongkos di setiap kota?",
    ],
)
def test_several_things_are_asked_for(text: str) -> None:
    assert asks_for_several(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kapan pakta diteken?",
        "Apa judul pakta itu?",
        "How many articles does it have?",
        "Как называется договор?",
        "푸틴은 언제 평양을 방문했나요?",
        "Di manakah naskah itu diteken?",
        "Langkah apa yang diambil Seoul?",
        "Siapa yang melangkah ke final di Makkah?",
        "서명한 사람은 누군가요?",
        "조약의 이름은 뭡니까?",
        "우승 국가",
    ],
)
def test_a_few_words_answer(text: str) -> None:
    assert asks_for_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Apakah pakta itu sudah diteken?",
        "Gimana reaksi Seoul?",
        "Did they sign it?",
        "How does Seoul react?",
        "Подписали ли они договор?",
        "왜 서명했나?",
        "푸틴은 평양을 방문했나요?",
        "Pernahkah Putin ke Pyongyang?",
        "Menurut Seoul, masih mungkinkah pakta itu batal?",
        "Sebutkan tiga negara.",
    ],
)
def test_only_sentences_answer(text: str) -> None:
    assert not asks_for_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Siapa yang hadir?",
        "When was it signed?",
        "Apakah pasar buka tiap hari?",
        "Kenapa para ahli berbeda pendapat?",
    ],
)
def test_one_thing_is_asked_for(text: str) -> None:
    assert not asks_for_several(text)
