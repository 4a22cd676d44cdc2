"""Where two articles report the same thing with another number, day or name.

Two sentences are about the same thing when, apart from numbers, dates and names, they use mostly
the same words; a number differs when the word it counts is the same in both. Differences told in
other words are missed; what is found is a difference.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from index.records import Article
from index.sentences import sentences_around
from index.terms import query_terms, terms
from rag.dates import dates
from rag.names import people
from rag.numerals import numbers
from rag.passages import sentences_of
from rag.places import places
from rag.records import Hit, Span, Supported
from rag.sounds import alike, sound

Kind = Literal["number", "date", "name"]

SHARED = 0.6
"""The part of the plain words of each sentence that the other has to have as well."""
FEWEST = 4
"""Plain words that two sentences share at least."""
MOST = 2
"""Disagreements that an answer mentions."""

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)")
_WORD = re.compile(r"\w+")
_SAID = {
    "id": "Artikel berbeda soal ini: {here} menulis “{a}”, sedangkan {there} menulis “{b}”.",
    "en": "The articles differ on this: {here} has “{a}”, {there} has “{b}”.",
    "ru": "Статьи расходятся: {here} — «{a}», {there} — «{b}».",
    "ko": "기사마다 다릅니다. {here}: “{a}”, {there}: “{b}”.",
}


class Disagreement(NamedTuple):
    """Two sentences of different articles, and the words in which they differ."""

    kind: Kind
    here: Span
    there: Span
    a: str
    b: str


def disagreements(claims: Sequence[Supported], hits: Sequence[Hit]) -> Iterator[Disagreement]:
    """Yield the disagreements between what the claims quote and the other retrieved articles."""
    others = [sentence.span for sentence in sentences_of(hits)]
    seen: set[tuple[str, str]] = set()
    for here in (whole for claim in claims for span in claim.spans for whole in _sentences(span)):
        for there in others:
            if there.article.id == here.article.id or not _is_same_event(here.text, there.text):
                continue
            for kind, a, b in _differences(here, there):
                if (a, b) not in seen:
                    seen |= {(a, b), (b, a)}
                    yield Disagreement(kind, here, there, a, b)


def noted(claims: Sequence[Supported], hits: Sequence[Hit], language: str) -> tuple[Supported, ...]:
    """Return the claims, and one more for each disagreement: it names both outlets and dates."""
    said = _SAID.get(language, _SAID["en"])
    found = [d for d, _ in zip(disagreements(claims, hits), range(MOST), strict=False)]
    extra = (
        Supported(
            said.format(
                here=_outlet(d.here.article, language),
                there=_outlet(d.there.article, language),
                a=d.a,
                b=d.b,
            ),
            (d.here, d.there),
        )
        for d in found
    )
    return (*claims, *extra)


def _sentences(span: Span) -> Iterator[Span]:
    """The whole sentences that `span` touches."""
    for start, end in sentences_around(span.article.text, span.start, span.end):
        yield Span(span.article, start, end)


def _is_same_event(here: str, there: str) -> bool:
    # A look at the words alone, which spares most pairs the names: those take long to load.
    least = SHARED * max(len(_lowercase_terms(here)), len(_lowercase_terms(there)))
    if len(_terms(here) & _terms(there)) < max(FEWEST, least):
        return False
    a, b = _plain_terms(here), _plain_terms(there)
    shared = len(a & b)
    if shared < FEWEST or shared < SHARED * max(len(a), len(b)):
        return False
    return not any(
        own and other and own.isdisjoint(other)
        for own, other in zip(_setting(here), _setting(there), strict=True)
    )


def _setting(text: str) -> tuple[set[str], set[str]]:
    """Where and in which years: sentences that share neither tell of different things."""
    return {place.key for place in places(text)}, set(_YEAR.findall(text))


@lru_cache(maxsize=2048)
def _terms(text: str) -> frozenset[str]:
    return frozenset(query_terms(text))


@lru_cache(maxsize=2048)
def _lowercase_terms(text: str) -> frozenset[str]:
    """The stems of the words that are no names, being written small."""
    return frozenset(query_terms(" ".join(w for w in _WORD.findall(text) if w.islower())))


@lru_cache(maxsize=2048)
def _plain_terms(text: str) -> frozenset[str]:
    """The stems of a sentence without its numbers, dates and names."""
    for name in people(text):
        text = text.replace(name, " ")
    for day in dates(text):
        text = text[: day.start] + "." * (day.end - day.start) + text[day.end :]
    return frozenset(term for term in query_terms(text) if not any(map(str.isdigit, term)))


def _differences(here: Span, there: Span) -> Iterator[tuple[Kind, str, str]]:
    """Numbers and dates that differ where the names agree, or a name where all else does."""
    figures: list[tuple[Kind, str, str]] = [
        ("number", a, b) for a, b in _other_numbers(here, there)
    ]
    figures += [("date", a, b) for a, b in _other_dates(here, there)]
    own = [name for name in people(here.text) if not _has(there.text, name)]
    theirs = [name for name in people(there.text) if not _has(here.text, name)]
    if not (own and theirs):
        yield from figures
        return
    shared = _beside(here.text, own[0]) & _beside(there.text, theirs[0])
    if shared and not figures and len(own) == len(theirs) == 1:
        yield "name", own[0], theirs[0]


def _other_numbers(here: Span, there: Span) -> Iterator[tuple[str, str]]:
    own, theirs = _counted(here), _counted(there)
    for unit in own.keys() & theirs.keys():
        (a, written), (b, other) = own[unit], theirs[unit]
        if a != b and a not in {v for v, _ in theirs.values()} | {b}:
            yield f"{written}", f"{other}"


def _counted(span: Span) -> dict[str, tuple[Decimal, str]]:
    """Each number of a sentence by the stem of the word it counts, with that word."""
    text = span.text
    taken = {position for day in dates(text) for position in range(day.start, day.end)}
    counted: dict[str, tuple[Decimal, str]] = {}
    for number in numbers(text, span.article.language or "id"):
        unit = re.compile(r"\s*(\w+|%)").match(text, number.end)
        if unit and number.start not in taken and number.value > 1:
            stem = (terms(unit[1]) or [unit[1]])[0]
            counted[stem] = number.value, text[number.start : unit.end()]
    return counted


def _other_dates(here: Span, there: Span) -> Iterator[tuple[str, str]]:
    own, theirs = (
        [d for d in dates(span.text, span.article.date) if d.month and d.day]
        for span in (here, there)
    )
    if len(own) == len(theirs) == 1:
        a, b = own[0], theirs[0]
        if not (a.agrees(b) or b.agrees(a)):
            yield here.text[a.start : a.end], there.text[b.start : b.end]


def _has(text: str, name: str) -> bool:
    """Whether any part of the name, in any spelling, is in the text: Putin is Vladimir Putin."""
    words = {word.casefold() for word in _WORD.findall(text)}
    parts = {word.casefold() for word in _WORD.findall(name)}
    return bool(words & parts) or any(alike(sound(name), sound(n)) for n in people(text))


def _beside(text: str, name: str) -> set[str]:
    """The stems of the words on both sides of a name: the "kata" of "kata A"."""
    before, _, after = text.partition(name)
    beside = _WORD.findall(before)[-1:] + _WORD.findall(after)[:1]
    return {term for word in beside for term in terms(word)}


def _outlet(article: Article, language: str) -> str:
    name = article.source or article.title or article.id
    return f"{name} ({_day(article.date, language)})" if article.date else name


def _day(iso: str, language: str) -> str:
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(date.fromisoformat(iso), "long", locale=language)
    except (ValueError, UnknownLocaleError):
        return iso
