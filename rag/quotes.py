"""Is a quote in the articles, letter for letter, and where.

Both sides are folded first, so that typographic quotation marks, dashes, line breaks and Unicode
spellings do not matter; every folded character remembers where it came from, so what is shown is
always the article's own text. Nothing else is forgiven: one other digit, word or letter, or a Latin
letter swapped for its Cyrillic twin, and the quote is not there.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from index.records import Article
from rag.polarity import negated_before
from rag.records import Hit, Span

Verdict = Literal["found", "misattributed", "stitched", "fabricated", "too_short"]

FEWEST_WORDS = 3
FEWEST_LETTERS = 12
"""A quote with fewer words, or letters and digits, is a name or a scrap: it says nothing."""
FEWEST_UNSPACED = 8
"""The same, in letters, for scripts that write little or no space between words."""

_QUOTATION_MARKS = frozenset("\"'`´‘’‚‛“”„‟«»′″「」『』＂＇ʹʻʼˈ")
_ANGLES = {"‹": "<", "›": ">", "＜": "<", "＞": ">"}
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>")
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EDGES = " \t\n\r.,;:…·•*_" + "".join(_QUOTATION_MARKS)
_BULLET = re.compile(r"\A[-–—]\s+")
_GAP = re.compile(r"[\[(]?\s*\.{3,}\s*[\])]?")
_NUMBER = re.compile(r"(?:(?<!\S)[-−–])?\d+(?:[.,:/]\d+)*")


class Folded(NamedTuple):
    """Folded text; `origins[i]` is the offset in the original of the character `text[i]`."""

    text: str
    origins: list[int]


class Finding(NamedTuple):
    """What became of a quote. `span` is where it stands, for found and misattributed ones."""

    verdict: Verdict
    span: Span | None = None


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """Return `text` compatibility-decomposed and caseless, without quotation marks and invisible
    characters, with one kind of dash and one space for any white space.

    Superscripts and fractions stay as they are: 10² is not 102.
    """
    characters: list[str] = []
    origins: list[int] = []
    for origin, character in enumerate(text):
        for folded in _fold_character(character):
            if folded != " " or (characters and characters[-1] != " "):
                characters.append(folded)
                origins.append(origin)
    return Folded("".join(characters), origins)


@cache
def _fold_character(character: str) -> str:
    if character in _QUOTATION_MARKS:
        return ""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Pd" or character == "−":
        return "-"
    if category in ("Cf", "Cc", "Co", "Cs"):
        return ""
    if unicodedata.decomposition(character).startswith(_KEPT_FORMS):
        return character
    plain = unicodedata.normalize("NFKD", _ANGLES.get(character, character)).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c not in _QUOTATION_MARKS)


def find(quote: str, hits: Sequence[Hit], cited: int | None) -> Finding:
    """Return what became of `quote`, said to stand in passage number `cited` of `hits` (from 1).

    found: in that passage. misattributed: in another, which the span names. stitched: made of
    pieces that stand apart. fabricated: nowhere. too_short: too little to carry a claim.
    """
    wanted = fold(_BULLET.sub("", quote.strip(_EDGES)).strip(_EDGES)).text.strip()
    if _is_scrap(wanted):
        return Finding("too_short")
    home = hits[cited - 1] if cited is not None and 1 <= cited <= len(hits) else None
    for hit in sorted(hits, key=lambda hit: hit is not home):
        span = _in_article(wanted, hit)
        if span is not None:
            at_home = hit is home and span.overlaps(hit.span())
            return Finding("found" if at_home else "misattributed", span)
    return Finding("stitched" if _is_stitched(wanted, hits) else "fabricated")


def _is_scrap(folded: str) -> bool:
    composed = unicodedata.normalize("NFC", folded)
    if _UNSPACED.search(composed):
        return sum(map(str.isalnum, composed)) < FEWEST_UNSPACED
    words = re.findall(r"\w+", composed)
    return len(words) < FEWEST_WORDS or sum(map(len, words)) < FEWEST_LETTERS


def _in_article(wanted: str, hit: Hit) -> Span | None:
    """The quote in the hit's passage, else elsewhere in its article."""
    spans, passage = list(_occurrences(wanted, hit.article)), hit.span()
    return next((span for span in spans if span.overlaps(passage)), spans[0] if spans else None)


def _occurrences(wanted: str, article: Article) -> Iterator[Span]:
    text, origins = fold(article.text)
    at = text.find(wanted)
    while at >= 0:
        start, end = origins[at], origins[at + len(wanted) - 1] + 1
        whole = _is_clean_cut(text, origins, at) and _is_clean_cut(text, origins, at + len(wanted))
        if whole and not any(_cuts(article.text, edge) for edge in (start, end)):
            yield Span(article, negated_before(article.text, start), end)
        at = text.find(wanted, at + 1)


def _is_clean_cut(text: str, origins: Sequence[int], at: int) -> bool:
    """A fold may be longer than its character: no cut inside one, nor before an accent."""
    if not 0 < at < len(text):
        return True
    return origins[at - 1] != origins[at] and not unicodedata.combining(text[at])


def _cuts(text: str, edge: int) -> bool:
    """Whether `edge` is inside a word or a number: "5 persen" is not in "2,5 persen"."""
    if not 0 < edge < len(text):
        return False
    before, after = text[edge - 1], text[edge]
    if before.isalnum() and after.isalnum():
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    around = max(edge - 24, 0)
    numbers = _NUMBER.finditer(text[around : edge + 24])
    return any(number.start() < edge - around < number.end() for number in numbers)


def _is_stitched(wanted: str, hits: Sequence[Hit]) -> bool:
    """Whether the quote falls into pieces of FEWEST_WORDS words or more that are all there."""
    texts = [fold(text).text for text in {hit.article.text for hit in hits}]
    for part in filter(None, (piece.strip(_EDGES) for piece in _GAP.split(wanted))):
        words = part.split()
        while words:
            known = _known_words(words, texts)
            if known < FEWEST_WORDS or known == len(wanted.split()):
                return False
            words = words[known:]
    return True


def _known_words(words: Sequence[str], texts: Sequence[str]) -> int:
    """How many of the first words stand side by side in one of the texts."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        piece = " ".join(words[:middle])
        low, high = (middle, high) if any(piece in t for t in texts) else (low, middle - 1)
    return low
