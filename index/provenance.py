"""What an article's own text says about its title, its outlet and its date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index import dates, dirt
from index.paragraphs import ends_sentence

_DOMAIN = (
    r"(?i:(?:www\.)?(?:[a-z0-9-]{2,30}\.){1,2}"
    r"(?:com|co\.id|co\.uk|or\.id|go\.id|id|co|net|org|news|tv|info|asia))"
)
_OUTLETS = (
    r"CNN Indonesia|CNBC Indonesia|BBC(?: News)? Indonesia|VOA Indonesia|DW Indonesia|Rimanews|"
    r"Pos Kota|IDN Times|Kompas TV|Metro TV|tvOne|Media Indonesia|Koran Tempo|Suara Merdeka"
)
_AGENCIES = (
    r"ANTARA|Antara|Ant|AFP|AP|Reuters|REUTERS|BBC|CNN|DW|VOA|dpa|DPA|Xinhua|XINHUA|TASS|Tass|"
    r"KCNA|Yonhap|Anadolu|Kyodo|NHK|UPI|EFE|Bloomberg|Al ?Jazeera|Sputnik"
)
_PLACE = r"[A-Z][\w'’ .-]{1,40}(?:, [A-Z][\w ]{2,30})?"
_DASH = r" ?(?:(?:--|[-–—―|])(?=\s|$)\s*)+| ?: "
_DATELINE = re.compile(
    rf"(?:{_PLACE},? ?[,/|] ?)?(?P<outlet>{_DOMAIN}|{_OUTLETS})(?:[,/] ?{_PLACE})?(?:{_DASH})|"
    rf"{_PLACE},?(?: (?:[A-Z][a-z]+\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]+))? "
    rf"\((?P<agency>(?:{_AGENCIES}|{_OUTLETS}|{_DOMAIN})(?: News)?(?:[/-]\w+)*)\)(?:{_DASH})"
)
_ENDING = re.compile(rf"[.!?][\"”’]? ?\((?P<agency>{_AGENCIES})(?:[/-][\w-]+)*\)\.?$")
_REPRINT = re.compile(
    rf"(?:artikel|berita) ini .{{0,30}}tayang di (?P<outlet>{_DOMAIN})"
    r"(?: dengan judul:? [\"“]?(?P<title>[^\"”]{5,250}))?",
    re.IGNORECASE,
)
_CONTACT = re.compile(rf"@(?P<outlet>{_DOMAIN})\b|\b(?P<own>{_DOMAIN})[\W_]*$", re.IGNORECASE)
_CHANNEL = re.compile(r"(?i:whatsapp|telegram) (?:channel )?(?P<outlet>[A-Z]\w+(?: [A-Z]\w+)?)")
_BYLINE = re.compile(r"(?:oleh|by|laporan) ", re.IGNORECASE)
_PHOTO = re.compile(r"[\s.]*\([^()]{2,60}\)$")
_TOP = 6
_MIN_TITLE_WORDS = 3
_TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article comes from, as far as its text tells; unknown is empty or None."""

    title: str = ""
    source: str = ""
    date: str | None = None


def infer(paragraphs: Sequence[str], today: date) -> Provenance:
    """Return the title, outlet and date the paragraphs of an uncleaned article carry."""
    return Provenance(_title(paragraphs), _source(paragraphs), _date(paragraphs, today))


def without_dateline(paragraph: str) -> str:
    """Return the paragraph without the outlet and place it opens with, "JAKARTA, ANU.COM – "."""
    match = _DATELINE.match(paragraph)
    return paragraph[match.end() :] if match else paragraph


def repeats(paragraph: str, title: str) -> bool:
    """Return whether a paragraph is the title again, alone or with a photo credit behind it."""
    return bool(title) and _bare(paragraph) == _bare(title)


def _bare(line: str) -> str:
    return _PHOTO.sub("", without_dateline(line)).strip(" .#*-").casefold()


def _title(paragraphs: Sequence[str]) -> str:
    top = [line for line in paragraphs[:_TOP] if dirt.kind(line) is None]
    for line, following in pairwise(top):
        if dirt.is_headline(line) and repeats(following, line):
            return without_dateline(line)
    if len(top) > 1 and _stands_alone(top[0], top[1]):
        return without_dateline(top[0])
    for line in reversed(paragraphs):
        match = _REPRINT.search(line)
        if match and match["title"]:
            return match["title"].strip(" ,.")
    return ""


def _stands_alone(line: str, following: str) -> bool:
    """Return whether a first line is a headline: in title case, with a sentence behind it."""
    if not dirt.is_headline(line) or not line[-1].isalnum() or _BYLINE.match(line):
        return False
    words = line.split()
    long = [word for word in words if len(word) > 3]
    capitals = [word for word in long if not word[0].islower()]
    title_case = len(words) >= _MIN_TITLE_WORDS and len(capitals) >= _TITLE_CASE * len(long)
    return title_case and len(following) > len(line) and ends_sentence(following)


def _date(paragraphs: Sequence[str], today: date) -> str | None:
    """Return the date of a stamp above the article, else the day it reports from."""
    for line in paragraphs[:_TOP]:
        if dirt.kind(line) == "stamp" and (stamp := dates.parse(line)):
            return stamp
    return dates.reported("\n".join(paragraphs), today)


def _source(paragraphs: Sequence[str]) -> str:
    """Return the outlet: named in the dateline, then in a notice of its own, then by an agency."""
    for line in paragraphs[:_TOP]:
        match = _DATELINE.match(line)
        if match:
            return _outlet(match["outlet"] or match["agency"])
    for line in reversed(paragraphs):
        own = _own_notice(line)
        if own:
            return own
    endings = [match for line in paragraphs if (match := _ENDING.search(line))]
    if endings:
        return str(endings[-1]["agency"])
    top = paragraphs[0] if paragraphs else ""
    return _outlet(top) if dirt.kind(top) == "link" and not top.startswith("http") else ""


def _own_notice(line: str) -> str:
    if reprint := _REPRINT.search(line):
        return _outlet(reprint["outlet"])
    if dirt.kind(line) != "invitation":
        return ""
    if match := _CONTACT.search(line):
        return _outlet(match["outlet"] or match["own"])
    match = _CHANNEL.search(line)
    return match["outlet"] if match else ""


def _outlet(name: str) -> str:
    """Return a domain in lower case unless it mixes cases on purpose; other names as they are."""
    name = name.strip().rstrip("/").removeprefix("www.")
    return name.lower() if name.isupper() and "." in name else name
