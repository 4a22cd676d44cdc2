"""Dates are read where they are certain, and only there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import parse, reported
from index.terms import terms
from rag.dates import dates, weekdays

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-20", "2024-06-20"),
        ("2024-06-20T08:15:00+07:00", "2024-06-20"),
        ("20 Juni 2024", "2024-06-20"),
        ("Kamis, 20 Juni 2024 | 08:15 WIB", "2024-06-20"),
        ("June 20, 2024", "2024-06-20"),
        ("Thu, 20 Jun 2024 08:15:00 +0700", "2024-06-20"),
        ("20/06/2024", "2024-06-20"),
        ("1 Agt. 2024", "2024-08-01"),
        ("06/20/2024", None),
        ("31 Juni 2024", None),
        ("Juni 2024", None),
        ("20 Juni", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_a_metadata_field_is_a_date_or_none(text: str, expected: str | None) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dewan bersidang pada Kamis (20/6/2024) di balai kota.",
        "Dewan bersidang, kata wali kota, Kamis (20/6/24).",
        "Dewan bersidang pada Kamis, 20 Juni 2024.",
        "Dewan bersidang pada Kamis 20 Juni 2024.",
        "The council met on Thursday, June 20, 2024.",
        "The council met on Thursday, 20 June 2024.",
    ],
)
def test_a_day_with_its_weekday_and_year_is_the_day_reported_from(text: str) -> None:
    assert reported(text, TODAY) == "2024-06-20"


def test_a_weekday_that_does_not_fit_is_no_date() -> None:
    assert reported("Dewan bersidang pada Rabu (20/6/2024).", TODAY) is None


def test_the_first_day_named_counts() -> None:
    text = "Dewan bersidang pada Jumat (21/6/2024). Rapat terakhir Kamis (20/6/2024)."
    assert reported(text, TODAY) == "2024-06-21"


@pytest.mark.parametrize(
    "announced",
    [
        "Jembatan akan dibuka pada Kamis (20/6/2024).",
        "Jembatan dibuka Kamis (20/6/2024) mendatang.",
        "Jembatan roboh pada Kamis (20/6/2024) lalu.",
        "The bridge will open on Thursday, June 20, 2024.",
    ],
)
def test_what_is_announced_or_past_is_not_the_day_reported_from(announced: str) -> None:
    assert reported(announced, TODAY) is None
    assert reported(f"{announced} Begitu kata Budi, Selasa (11/6/2024).", TODAY) == "2024-06-11"


def test_a_date_in_the_future_is_none() -> None:
    assert reported("Dewan bersidang pada Kamis (20/6/2024).", date(2024, 6, 19)) is None


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("", None),
        ("Pasar itu tutup sejak 2022.", "2024-06-19"),
        ("The market has been closed since 2022.", "2024-06-19"),
        ("Pasar itu tutup sejak 2012.", None),  # 2013, 2019 and 2024 all fit
        ("Pasar itu tutup sejak 2022 dan dibuka lagi pada 2030.", None),
        ("Pasar itu tutup pada 2022.", None),
        ("Copyright © Kabar Anu 2024", "2024-06-19"),
        ("Copyright © Kabar Anu 2023", None),  # 19 June 2023 was a Monday
    ],
)
def test_a_year_left_out_must_be_the_only_one_possible(evidence: str, expected: str | None) -> None:
    assert reported(f"Dewan bersidang pada Rabu (19/6).\n{evidence}", TODAY) == expected


@pytest.mark.parametrize("text", ["Kamİs (20/6/2024)", "Rabu, 19 Junİ 2024"])
def test_a_letter_that_patterns_take_for_another_names_no_day(text: str) -> None:
    assert reported(f"{text} di Jakarta.", TODAY) is None
    assert "tgl0619" not in terms(text)
    assert 3 not in weekdays(text)
    assert all(day.month != 6 or day.day == 20 for day in dates(text))


@given(st.text(alphabet=st.sampled_from("Rabu (19/6/204)sejk Juni,-\n"), max_size=60))
def test_any_text_has_a_valid_date_or_none(text: str) -> None:
    for found in (parse(text), reported(text, TODAY)):
        assert found is None or date.fromisoformat(found)


@given(st.dates(date(1990, 1, 1), TODAY))
def test_every_day_is_read_back(day: date) -> None:
    weekday = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()[day.weekday()]
    text = f"Begitu kata Budi, {weekday} ({day.day}/{day.month}/{day.year})."
    assert parse(day.isoformat()) == reported(text, TODAY) == day.isoformat()
