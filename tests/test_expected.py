"""What kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.expected import asked_part, asks_for_several, asks_for_words, fits


@pytest.mark.parametrize(
    ("question", "said", "fit"),
    [
        ("Kapan bendungan itu diresmikan?", "12 Maret 1987", 1.0),
        ("Hari apa pasar itu buka?", "Rabu", 1.0),
        ("kpn sih bukanya", "Pasar Baru", -1.0),
        ("Tahun berapa museum itu pindah?", "1987", 1.0),
        ("Berapa banyak sapi yang dijual?", "korban", -1.0),
        ("Berapa banyak sapi yang dijual?", "tujuh ekor", 1.0),
        ("How many cows were sold?", "1.500 ekor", 1.0),
        ("Siapa wali kota Medan?", "Ratih Kusuma", 1.0),
        ("Siapa wali kota Medan?", "seorang guru", -1.0),
        ("Сколько коров продали?", "Medan", -1.0),
        ("소를 몇 마리 팔았나요?", "tujuh", 1.0),
        ("Apa isi Pasal 4?", "apa saja", 0.0),
        ("Mengapa jembatan itu ditutup?", "karena retak", 0.0),
    ],
)
def test_the_kind_of_words_is_told(question: str, said: str, fit: float) -> None:
    assert fits(question, said) == fit


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
