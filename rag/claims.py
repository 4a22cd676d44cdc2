"""Does a claim say what its quotes say: its numbers, dates, names, links and negations.

A claim may be worded freely and in another language. What it may not do is bring in a figure, a
day or a name that the quotes behind it do not have, or turn them round. That is checked by rules,
so the same claim is judged alike every time; what the rules cannot see is whether a free wording
is fair, which is why the quote is always shown beside it.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.language import detect
from index.terms import query_terms, terms
from rag.dates import PartialDate, dates, weekday, weekdays
from rag.names import Passages, name_words, unsupported_name
from rag.numerals import numbers
from rag.places import places
from rag.polarity import contradicts, is_negation
from rag.records import Dropped, Span

LONGEST = 600
"""Characters of a claim; a longer one is not a claim but an essay."""
SHARED = 0.25
"""The part of a claim's own words that its quotes must have, when both are in one language."""

_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*>")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_MARKS = re.compile(
    r"[\[【(]\s*\^?(?:passage|source|quote|bagian|kutipan|sumber)\s*\d{1,2}\s*[\]】)]"
    r"|[\[【]\s*\^?\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*\s*[\]】]",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)|\A\s*(?:[#>•]+|\d{1,2}[.)]|[-–—])\s+")
_LINK = re.compile(
    r"\b(?:https?|tg|ftp|javascript|data|file):\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{3,}"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|id|net|org|ru|kr|io|me|ly|co|info|biz|xyz|app|dev|tv|link|site)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LOOSE_NUMBERS = frozenset(
    "satu one kedua keduanya pertama first один одна одно первый 한 하나".split()
)
"""Number words that are used for much else: salah satu, no one, kedua pihak, first of all."""


def sanitised(text: str) -> str:
    """Return the plain sentence in what a model wrote: no markup, citation marks or controls.

    It is NFC-normalized, on one line, and ends with a full stop if it had no end. May be empty.
    """
    text = html.unescape(unicodedata.normalize("NFC", text))
    text = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    for pattern, kept in ((_TAG, ""), (_MARKS, ""), (_MARKDOWN_LINK, r"\1"), (_EMPHASIS, "")):
        text = pattern.sub(kept, text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split())).rstrip(" ,;:")
    if not any(map(str.isalnum, text)):
        return ""
    return text + "." if text[-1].isalnum() or text[-1] in ")%\"'”’" else text


def flaw(claim: str, spans: Sequence[Span], passages: Passages) -> Dropped | None:
    """Return why `claim` is not to be shown with these quotes behind it, or None if it may be.

    Reasons: too_long, unsupported_link, unsupported_date, unsupported_number, unsupported_name,
    negation, unrelated. `detail` is the part of the claim that nothing supports.
    """
    if len(claim) > LONGEST:
        return Dropped(claim, "too_long")
    quotes = " \n ".join(span.text for span in spans)
    quoted = detect(quotes, next((s.article.language for s in spans if s.article.language), "id"))
    language = detect(claim, quoted)
    same_language = language == quoted
    sources = " \n ".join(span.article.source for span in spans)
    checks = (
        ("unsupported_link", _unsupported_link(claim, quotes)),
        ("unsupported_date", _unsupported_date(claim, spans)),
        ("unsupported_number", _unsupported_number(claim, language, spans)),
        (
            "unsupported_name",
            unsupported_name(claim, f"{quotes} \n {sources}", passages, same_language),
        ),
        ("negation", "" if contradicts(claim, quotes, same_language) else None),
        ("swapped", _swapped(claim, quotes, language)),
        ("unrelated", "" if same_language and _is_unrelated(claim, quotes) else None),
    )
    return next((Dropped(claim, why, what) for why, what in checks if what is not None), None)


def _unsupported_link(claim: str, quotes: str) -> str | None:
    quoted = quotes.casefold()
    links = (match[0].rstrip(".,)") for match in _LINK.finditer(claim))
    return next((link for link in links if link.casefold() not in quoted), None)


def _quoted_dates(spans: Sequence[Span]) -> list[PartialDate]:
    return [day for span in spans for day in dates(span.text, span.article.date)]


def _unsupported_date(claim: str, spans: Sequence[Span]) -> str | None:
    known = _quoted_dates(spans)
    for day in dates(claim):
        if not any(day.agrees(other) for other in known):
            return claim[day.start : day.end]
    days = {weekday(day) for day in known}.union(*(weekdays(span.text) for span in spans))
    return next((word for word in _WORD.findall(claim) if weekdays(word) - days), None)


def _unsupported_number(claim: str, language: str, spans: Sequence[Span]) -> str | None:
    known = {Decimal(day.year) for day in _quoted_dates(spans) if day.year}
    for span in spans:
        own = span.article.language or detect(span.text, language)
        known |= {number.value for number in numbers(_without_dates(span.text), own)}
    for number in numbers(_without_dates(claim), language):
        written = claim[number.start : number.end]
        if number.value not in known and written.casefold() not in _LOOSE_NUMBERS:
            return written
    return None


def _without_dates(text: str) -> str:
    """The text with its dates blanked out: the 19 of a date supports no "19 orang"."""
    for day in dates(text):
        text = f"{text[: day.start]}{'·' * (day.end - day.start)}{text[day.end :]}"
    return text


def _is_unrelated(claim: str, quotes: str) -> bool:
    own = set(query_terms(claim))
    return len(own & set(terms(quotes))) < len(own) * SHARED


# -- claims that are their quote but for a few words


def _swapped(claim: str, quotes: str, language: str) -> str | None:
    """Names or numbers changed places, or a negation moved, in words copied from the quote."""
    masked = name_words(claim) | name_words(quotes)
    said = list(_tokens(claim, masked, language))
    window = [kind for kind, _, _ in said]
    if len(said) < 3:
        return None
    read = list(_tokens(quotes, masked, language))
    difference = None
    for at in range(len(read) - len(said) + 1):
        piece = read[at : at + len(said)]
        if [kind for kind, _, _ in piece] != window:
            continue
        unequal = [own for own, other in zip(said, piece, strict=True) if not _agree(own, other)]
        if not unequal:
            return None
        difference = difference or unequal[0][1]
    return difference


def _agree(own: tuple[str, str, bool], other: tuple[str, str, bool]) -> bool:
    """Whether two words say the same; a name may be cut short: Guterres for Antonio Guterres."""
    said, read = own[1], other[1].split()
    shortened = set(said.split()) <= set(read) or said == "".join(word[0] for word in read)
    return own[2] == other[2] and (said == other[1] or (own[0] == "@" and shortened))


def _tokens(text: str, masked: frozenset[str], language: str) -> Iterator[tuple[str, str, bool]]:
    """Each word as (what it is, what it says, whether a negation stands before it).

    A number, a place and a name of several words are one word each.
    """
    units = {
        number.start: ("#", str(number.value), number.end) for number in numbers(text, language)
    }
    units |= {place.start: ("@", place.key, place.end) for place in places(text)}
    negated, end = False, 0
    name: list[str] = []
    for word in _WORD.finditer(text):
        folded = word[0].casefold()
        if word.start() < end:
            continue
        if folded in masked and word.start() not in units:
            name.append(folded)
            continue
        if name:
            yield "@", " ".join(name), negated
            name, negated = [], False
        if is_negation(folded):
            negated = True
            continue
        kind, said, end = units.get(word.start(), (folded, folded, word.end()))
        yield kind, said, negated
        negated = False
    if name:
        yield "@", " ".join(name), negated
