"""The dates of a text, whole or in part, in the languages that questions are asked in.

"Rabu (19/6)", "19 Juni 2024", "June 19, 2024", "6월 19일" and "19 июня 2024 года" are dates of the
same day; what a text leaves out stays None. Month and day names are Unicode CLDR's, through Babel.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

_LANGUAGES = ("id", "en", "ru", "ko")
_ALSO = {"nopember": 11, "pebruari": 2, "agu": 8, "agt": 8, "ags": 8, "sept": 9}
_AMBIGUOUS = frozenset({"may", "march", "mar", "mei", "des"})
"""Month names that are other words as well: alone they are no date."""
_IN_MONTH = re.compile(
    r"\b(?:in|since|until|early|late|pada|bulan|sejak|hingga|sampai|awal|akhir|pertengahan)\s+\Z",
    re.I,
)
"""What makes a month of an ambiguous word after it: in May, pada Mei."""

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-го)?"
_YEAR = r"(?P<year>\d{4})"
_NUMERIC = (
    rf"(?<![\d/.-]){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?![\d/-])",
    r"(?<![\d/.-])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})(?![\d/-])",
    r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/-])",
    rf"(?:{_YEAR}\s*[년年]\s*)?(?P<month>\d{{1,2}})\s*[월月](?:\s*(?P<day>\d{{1,2}})\s*[일日号])?",
    r"\b(?:tanggal|tgl\.?)\s+(?P<day>\d{1,2})(?![\d./])|\bon\s+the\s+(?P<ordinal>\d{1,2})(?:st|nd|rd|th)\b",
    r"(?<![월月\d])\s(?P<day>\d{1,2})\s*[일日](?!\w*[간間])",
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the text gives it; `start` and `end` are where it stands there."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees(self, other: "PartialDate") -> bool:
        """Return whether everything this date gives is given by `other`, and is the same."""
        return all(
            own is None or own == theirs
            for own, theirs in (
                (self.year, other.year), (self.month, other.month), (self.day, other.day)
            )
        )  # fmt: skip


@lru_cache(maxsize=512)
def dates(text: str, published: str | None = None) -> tuple[PartialDate, ...]:
    """Return the dates in `text`, in order, without overlaps.

    Where a day has no year, it is the one nearest to `published` (YYYY-MM-DD), if that is known.
    """
    found: list[PartialDate] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            part = _partial(match)
            if part and not any(part.start < d.end and d.start < part.end for d in found):
                found.append(_with_year(part, published))
                found += _first_of_range(text, found[-1])
    return tuple(sorted(found, key=lambda part: part.start))


@lru_cache(maxsize=512)
def weekdays(text: str) -> frozenset[int]:
    """Return the days of the week that `text` names, 0 for Monday."""
    found = (
        _weekday_names().get(match[0].casefold())
        for match in _weekday_pattern().finditer(text)
        if match[0][0].isupper() or not match[0].isascii()
    )
    return frozenset(day for day in found if day is not None)


def weekday(day: PartialDate) -> int | None:
    """Return the day of the week of a whole date, 0 for Monday."""
    if day.year is None or day.month is None or day.day is None:
        return None
    return date(day.year, day.month, day.day).weekday()


def _partial(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    name = groups.get("name")
    day = int(groups.get("day") or groups.get("ordinal") or 0) or None
    month = _months().get(name.casefold()) if name else int(groups.get("month") or 0) or None
    year = int(groups.get("year") or 0) or None
    if year is not None and year < 100:
        year += 2000
    if name and month is None:  # a letter such as İ, that a pattern takes for i
        return None
    if name and day is None and year is None and not _is_month(match):
        return None
    if month and day and month > 12 >= day and not name:
        day, month = month, day  # 6/19, as in the United States
    if not _exists(year, month, day):
        return None
    return PartialDate(match.start(), match.end(), year, month, day)


def _is_month(match: re.Match[str]) -> bool:
    """Whether a name of a month that stands alone is one."""
    name = match["name"]
    if not name[0].isupper() and name.isascii():
        return False
    if name.casefold() in _AMBIGUOUS:
        return _IN_MONTH.search(match.string, 0, match.start()) is not None
    return len(name) > 3


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        date(year or 2024, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _with_year(part: PartialDate, published: str | None) -> PartialDate:
    if part.year or not part.month or not part.day or not published:
        return part
    near = date.fromisoformat(published)
    years = range(near.year - 1, near.year + 2)
    days = [date(y, part.month, part.day) for y in years if _exists(y, part.month, part.day)]
    best = min(days, key=lambda day: abs(day - near)).year if days else None
    return PartialDate(part.start, part.end, best, part.month, part.day)


_RANGE_START = re.compile(r"(?<![\d/.-])(\d{1,2})\s*(?:[-–—]|hingga|sampai|s\.d\.|to|and|dan)\s*\Z")


def _first_of_range(text: str, last: PartialDate) -> Iterator[PartialDate]:
    """The 17 of "17-19 Juni"."""
    match = _RANGE_START.search(text, max(last.start - 16, 0), last.start)
    if match and last.month and last.day and _exists(last.year, last.month, int(match[1])):
        yield PartialDate(match.start(), match.end(1), last.year, last.month, int(match[1]))


@cache
def _months() -> dict[str, int]:
    from babel import Locale

    names = dict(_ALSO)
    for language in ("id", "en", "ru"):
        forms = Locale.parse(language).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[use][width].items():
                    names[name.casefold().rstrip(".")] = number
                    if language == "ru" and width == "wide":
                        names[name[:-1] + "е"] = number
    return names


@cache
def _weekday_names() -> dict[str, int]:
    from babel import Locale

    names = {"jum'at": 4, "jum’at": 4, "ahad": 6}
    for language in _LANGUAGES:
        for number, name in Locale.parse(language).days["format"]["wide"].items():
            names[name.casefold()] = number
            if language == "ru":
                names[re.sub("а$", "у", name.casefold())] = number
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    name = rf"(?P<name>{names})\b\.?"
    worded = (
        rf"(?<![\d/.,]){_DAY}\s+(?:of\s+)?{name}(?:,?\s+{_YEAR}\b)?",
        rf"\b{name}\s+{_DAY}\b(?![.,:/]\d)(?:,?\s+{_YEAR}\b)?",
        rf"\b{name},?\s+{_YEAR}\b",
        rf"\b{name}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in (*worded, *_NUMERIC))


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _weekday_names()), key=len, reverse=True)
    return re.compile(rf"(?:\b|(?=[가-힣]))(?:{'|'.join(names)})(?:\b|(?=[가-힣]))", re.IGNORECASE)
