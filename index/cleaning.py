"""Crawl dirt goes, reporting stays: what is left is the text that may be quoted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from index import dirt
from index.decoding import quotable
from index.paragraphs import ends_sentence, paragraphs
from index.provenance import repeats, without_dateline

CLEANER_VERSION = 1

_TOP = 6
_AT_EDGES = frozenset({"button", "link", "stamp"})
_INLINE = re.compile(
    r" ?[(\[](?:baca|simak|lihat)(?: juga)? ?[:：][^()\[\]]{1,200}[)\]]|"
    r" ?\((?:foto|photo|dok|antara foto)\b[^()]{1,80}\)$",
    re.IGNORECASE,
)
# The desk's initials or an agency behind the last sentence: "… kata Lee. (BBC/P-5)"
_INITIALS = re.compile(
    r"(?<=[.!?\"”’]) ?[(\[](?:[a-z]{2,4}|[A-Za-z]{2,8}(?:[/-][A-Za-z0-9]{1,8}){1,4}|"
    r"AFP|AP|ANTARA|Antara|Ant|Reuters|BBC|CNN|DW|VOA)[)\]]\.?$"
)
_BARE_LABEL = re.compile(
    r"[\W_]*(?:(?:baca|simak|lihat|tonton|read|see|also|related)(?:[ _]\w+){0,2}|"
    r"penulis|editor|reporter|pewarta)[\W_]*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[-–•*·▪►»›]|\d{1,2}[.)] ")


def clean(text: str, title: str = "") -> str:
    """Return the reporting of an article, its paragraphs parted by one blank line.

    The title is taken off the top, dirt is removed as whole paragraphs. Cleaning what is clean
    changes nothing: `clean(clean(text)) == clean(text)`.
    """
    before: list[str] = []
    lines = paragraphs(quotable(text))
    while lines != before:
        before, lines = lines, list(_reporting(lines, title))
    return "\n\n".join(lines)


def _reporting(lines: Sequence[str], title: str) -> Iterator[str]:
    """Yield what is left of the paragraphs after one round of cleaning."""
    body = _without_edges(list(_without_dirt(lines)))
    kept = [line for line in map(_without_inline, body) if line]
    kept = [line for place, line in enumerate(kept) if place >= _TOP or not repeats(line, title)]
    if kept:
        kept[0] = without_dateline(kept[0])
        kept[-1] = _INITIALS.sub("", kept[-1])
    return filter(None, kept)


def _without_dirt(lines: Sequence[str]) -> Iterator[str]:
    """Yield what is no dirt, nor in the list of links below a heading like "Berita Terkait"."""
    listed, single = False, False
    for line in lines:
        kind = dirt.kind(line)
        if kind in _AT_EDGES:
            yield line
        elif kind is not None:
            listed = kind == "heading"
            single = _BARE_LABEL.match(line) is not None
        elif (listed or single) and dirt.is_headline(line):
            single = single and _LISTED.match(line) is not None
        else:
            listed = single = False
            yield line


def _without_edges(lines: Sequence[str]) -> list[str]:
    """Return the lines without buttons, stamps and links above the first sentence and at the end.

    In between they are the article's own: a subheading, a chronology, a list of addresses.
    """
    first = next((place for place, line in enumerate(lines) if ends_sentence(line)), 0)
    last = len(lines)
    while last > first and dirt.kind(lines[last - 1]) in _AT_EDGES:
        last -= 1
    head = (line for line in lines[:first] if dirt.kind(line) not in _AT_EDGES)
    return [*head, *lines[first:last]]


def _without_inline(line: str) -> str:
    return unicodedata.normalize("NFC", _INLINE.sub("", line)).strip()
