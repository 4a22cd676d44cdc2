"""Numbers, dates, places and sounds, as claims and quotes write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates import dates, weekdays
from rag.numerals import numbers
from rag.places import places
from rag.sounds import alike, sound


def values(text: str, language: str = "id") -> list[Decimal]:
    return [number.value for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,5 juta orang", "id", [1_500_000]),
        ("1.500 orang", "id", [1500]),
        ("1,500 people", "en", [1500]),
        ("1.5 million", "en", [1_500_000]),
        ("1 500 000 человек", "ru", [1_500_000]),
        ("24만 명", "ko", [240_000]),
        ("dua puluh empat", "id", [24]),
        ("dua ratus lima puluh ribu", "id", [250_000]),
        ("seratus dua belas", "id", [112]),
        ("twenty-four", "en", [24]),
        ("two hundred and five", "en", [205]),
        ("четыре", "ru", [4]),
        ("네 나라", "ko", [4]),
        ("Pasal IV", "id", [4]),
        ("제4조", "ko", [4]),
        ("pukul 10.30", "id", [Decimal("10.3")]),
        ("at 10:30", "en", [Decimal("10.3")]),
        ("dua tiga orang", "id", [2, 3]),
        ("tidak ada angka", "id", []),
    ],
)
def test_numbers_are_values(text: str, language: str, expected: list[int]) -> None:
    assert values(text, language) == expected


@given(st.integers(0, 10**12), st.sampled_from(["id", "en", "ru"]))
def test_grouped_digits_keep_their_value(number: int, language: str) -> None:
    mark = {"id": ".", "en": ",", "ru": "\u00a0"}[language]
    assert values(f"ada {number:,} kapal".replace(",", mark), language) == [number]


@given(st.text(max_size=100))
def test_any_text_has_numbers_and_dates_inside_it(text: str) -> None:
    spans = [(n.start, n.end) for n in numbers(text, "id")]
    spans += [(d.start, d.end) for d in dates(text, "2024-06-20")]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rabu (19/6)", [(2024, 6, 19)]),
        ("19 Juni 2024", [(2024, 6, 19)]),
        ("June 19, 2024", [(2024, 6, 19)]),
        ("the 19th of June", [(2024, 6, 19)]),
        ("2024-06-19", [(2024, 6, 19)]),
        ("19 июня 2024 года", [(2024, 6, 19)]),
        ("2024년 6월 19일", [(2024, 6, 19)]),
        ("31 Desember", [(2023, 12, 31)]),
        ("17-19 Juni", [(2024, 6, 17), (2024, 6, 19)]),
        ("bulan September lalu", [(None, 9, None)]),
        ("tanggal 19", [(None, None, 19)]),
        ("pukul 10.30, skor 3-1", []),
        ("it may march on", []),
        ("99/99", []),
    ],
)
def test_dates_are_read_with_the_year_nearest_to_the_article(
    text: str, expected: list[tuple[int | None, ...]]
) -> None:
    published = "2024-01-03" if "Desember" in text else "2024-06-20"
    assert [(d.year, d.month, d.day) for d in dates(text, published)] == expected


def test_days_of_the_week_are_one_in_every_language() -> None:
    assert (
        weekdays("Rabu") == weekdays("Wednesday") == weekdays("수요일") == weekdays("среду") == {2}
    )
    assert weekdays("minggu lalu") == frozenset()


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ("Korea Utara|Korut|North Korea|North Korean|북한|КНДР|Северной Кореи", "KP"),
        ("Rusia|Russia|Russian|러시아|России|российский", "RU"),
        ("Amerika Serikat|AS|United States|U.S.|미국|США", "US"),
        ("Uni Soviet|Soviet Union|USSR|소련|СССР", "SU"),
        ("Moskow|Moscow|모스크바|Москве", "Europe/Moscow"),
        ("Pyongyang|평양|Пхеньяне", "Asia/Pyongyang"),
    ],
)
def test_a_place_is_one_under_all_its_names(names: str, key: str) -> None:
    assert [[p.key for p in places(name)] for name in names.split("|")] == [[key]] * len(
        names.split("|")
    )


def test_words_are_not_places() -> None:
    assert places("as usual, us too, kita makan turki-turkian di jalan") == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong Un", "김정은", True),
        ("Kim Jong Un", "Ким Чен Ын", True),
        ("Putin", "푸틴", True),
        ("Blinken", "Блинкен", True),
        ("Yoon Suk Yeol", "윤석열", True),
        ("Chang Ho-jin", "장호진", True),
        ("Putin", "바이든", False),
        ("Biden", "Путин", False),
        ("Blinken", "라브로프", False),
    ],
)
def test_names_are_heard_across_scripts(one: str, other: str, same: bool) -> None:
    assert alike(sound(one), sound(other)) is same
