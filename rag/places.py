"""Countries, cities and well-known bodies in a text, whatever they are called there.

The names are Unicode CLDR's, through Babel: every territory, and the cities of its time zones, in
the languages that questions are asked in, and those of `rag.gazetteer`. Inflected forms and
adjectives ("Russian", "России") count as the place.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rag.gazetteer import BODIES, CITIES, COUNTRIES


class Place(NamedTuple):
    """Where a text names a place or body, and its key, such as US, Europe/Moscow or WHO."""

    start: int
    end: int
    key: str


_WORLD = "001"
_LANGUAGES = ("id", "en", "ru", "ko")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]+(?:\.[A-Z]\.?)*")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_ADJECTIVE = re.compile(r"(?<=[а-яё]{3})(?:[ыи]и\u0306|ая|ое)\Z")


@lru_cache(maxsize=512)
def places(text: str) -> tuple[Place, ...]:
    """Return the places that `text` names, in order; of overlapping ones the longest."""
    found: list[Place] = []
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        length, key = _longest(words, at)
        if length:
            found.append(Place(words[at].start(), words[at + length - 1].end(), key))
        at += length or 1
    found += [Place(*m.span(), _hangul()[m[0]]) for m in _hangul_pattern().finditer(text)]
    return tuple(sorted(found))


def _longest(words: list[re.Match[str]], at: int) -> tuple[int, str]:
    """How many words from `at` name a place, and which: exact before inflected, long before short.

    Latin letters have to be capitals where a name has them.
    """
    best = (0, False, "")
    if words[at][0][0].islower() and words[at][0].isascii():
        return 0, ""
    for name, key in _by_prefix().get(_plain(words[at][0])[:3], ()):
        candidate = words[at : at + len(name)]
        if len(candidate) < len(name):
            continue
        pairs = list(zip(name, (match[0] for match in candidate), strict=True))
        if any(own.isupper() and len(own) < 4 and own != theirs for own, theirs in pairs):
            continue
        exact = all(_plain(own) == _plain(theirs) for own, theirs in pairs)
        if exact or all(_inflects(_plain(own), _plain(theirs)) for own, theirs in pairs):
            best = max(best, (len(name), exact, key))
    return best[0], best[2]


def _inflects(name: str, word: str) -> bool:
    """Whether `word` is `name` with another ending: Russian of Russia, России of Россия."""
    if len(name) < 4:
        return name == word
    cyrillic = not name.isascii()
    stem = _ADJECTIVE.sub("", name)
    kept = stem if stem != name else name[: max(4, len(name) - (2 if cyrillic else 1))]
    return word.startswith(kept) and -2 <= len(word) - len(name) <= (5 if cyrillic else 3)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0306")


@cache
def _gazetteer() -> dict[str, str]:
    """Every name and its key. A city that is called like a country is that country."""
    known: dict[str, str] = {}
    for name, key in _names():
        known.setdefault(name, key)
    return known


def _names() -> Iterator[tuple[str, str]]:
    from babel import Locale

    for key, names in (COUNTRIES | CITIES | BODIES).items():
        yield from ((name, key) for name in names.split("|"))
    locales = [Locale.parse(language) for language in _LANGUAGES]
    for locale in locales:
        yield from ((name, code) for code, name in locale.territories.items() if code != _WORLD)
    for locale in locales:
        for zone, forms in locale.time_zones.items():
            if zone.count("/") == 1:
                english = zone.partition("/")[2].replace("_", " ")
                yield from ((name, zone) for name in (english, forms.get("city", english)))


@cache
def _by_prefix() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, key in _gazetteer().items():
        words = tuple(_WORD.findall(name))
        if words and not _HANGUL.search(name):
            index.setdefault(_plain(words[0])[:3], []).append((words, key))
    return index


@cache
def _hangul() -> dict[str, str]:
    return {name: key for name, key in _gazetteer().items() if _HANGUL.search(name)}


@cache
def _hangul_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _hangul()), key=len, reverse=True))
    return re.compile(rf"(?<![가-힣])(?:{names})")  # no Riga in 총리가
