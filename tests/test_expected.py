"""What kind of answer a question asks for."""

import pytest

from rag.expected import fits


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
