"""Dates as newsrooms write them, in Indonesian and English, read only when they are certain."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb pebruari",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august aug agu ags agt",
            "september sept sep",
            "oktober october oct okt",
            "november nov nopember",
            "desember december dec des",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at jum’at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})"
_FORMS = (
    rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})\b",
    rf"\b{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\b",
    r"(?P<year>\d{4})-(?P<monthnumber>\d{2})-(?P<day>\d{2})(?!\d)",
    r"(?P<day>\d{1,2})[/.-](?P<monthnumber>\d{1,2})[/.-](?P<year>\d{4})\b",
)
_FULL = tuple(re.compile(rf"(?<!\d){form}", re.IGNORECASE) for form in _FORMS)
_REPORTED = tuple(
    re.compile(rf"{_WEEKDAY},? \(?{form}", re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:[/-](?P<monthnumber>\d{{1,2}})| {_MONTH})"
        r"(?:[/-]|,? )?(?P<year>\d{4}|\d{2}(?=\)))?",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?",
    )
)
_SINCE = re.compile(r"\b(?:sejak|since)(?: tahun| awal| akhir)? (\d{4})\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©|hak cipta)[^\d\n]{0,30}(20\d\d)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:akan|jelang|menjelang|menuju|dijadwalkan|direncanakan|mendatang|mulai|hingga|sampai|"
    r"terakhir|will|scheduled|until|from|ahead of|upcoming)\b",
    re.IGNORECASE,
)
_OFF = re.compile(r"\W*(?:mendatang|nanti|depan|lalu|silam|next|ago)\b", re.IGNORECASE)
_HEAD = 4000
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]*\d)")


def parse(text: str) -> str | None:
    """Return the one date of a metadata field as YYYY-MM-DD, None where none is certain.

    Numbers are day before month, as in Indonesia; 06/20/2024 is no date.
    """
    for pattern in _FULL:
        for match in pattern.finditer(text):
            day = _date(match, None)
            if day is not None:
                return day.isoformat()
    return None


def reported(text: str, today: date) -> str | None:
    """Return the day an article reports from, as YYYY-MM-DD, None where it is not certain.

    That is the first day named with its weekday, as in "Rabu (19/6/2024)" or "Jumat, 21 Juni 2024",
    if the calendar agrees and the sentence does not look ahead. Where the year is left out, as in
    "Rabu (19/6)", the article must leave one choice: see `_possible_years`.
    """
    for match in sorted(_matches(text), key=re.Match.start):
        if _ahead(text, match):
            continue
        weekday = _WEEKDAYS.get(match["weekday"].lower())
        years = [_year(match["year"])] if match["year"] else _possible_years(text, today)
        days = [day for day in (_date(match, year) for year in years) if day]
        fitting = [day for day in days if day.weekday() == weekday and day <= today]
        return fitting[0].isoformat() if len(fitting) == 1 else None
    return None


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _REPORTED:
        yield from pattern.finditer(text, 0, _HEAD)


def _ahead(text: str, match: re.Match[str]) -> bool:
    """Return whether the date is of something announced, or told of as long past."""
    start = max(text.rfind(mark, 0, match.start()) for mark in ("\n", ". ", "! ", "? "))
    before, after = text[start + 1 : match.start()], text[match.end() : match.end() + 20]
    return _AHEAD.search(before) is not None or _OFF.match(after) is not None


def _possible_years(text: str, today: date) -> list[int]:
    """Return the years an article without one can be from.

    That is the year of its copyright line; else all from the latest "sejak 2022" or "since 2022"
    until today, if no year it names is later. One weekday fits one day and month every 5 or 6
    years, so what then fits is almost always a single year.
    """
    marked = _COPYRIGHT.search(text)
    if marked:
        return [int(marked[1])]
    since = [int(year) for year in _SINCE.findall(text)]
    named = [int(year) for year in _YEAR.findall(text)]
    if not since or max(named, default=0) > max(since):
        return []
    return list(range(max(since), today.year + 1))


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(match: re.Match[str], year: int | None) -> date | None:
    groups = match.groupdict()
    month = groups.get("monthnumber") or _MONTHS.get(groups["month"].lower(), 0)
    try:
        return date(year or int(groups["year"]), int(month), int(groups["day"]))
    except ValueError:
        return None
