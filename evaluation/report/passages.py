"""Where quotes stand in their passages, as runs of marked and unmarked text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from evaluation.records import Passage, Row, Run
from rag.records import Citation

CONTEXT = 240
"""Characters shown before and after a quote."""
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and whether it is quoted. `number` is set for a [n] mark in an answer."""

    text: str
    marked: bool = False
    number: int | None = None


def pieces(text: str, start: int, end: int, quotes: Iterable[tuple[int, int]]) -> list[Piece]:
    """Return `text[start:end]` cut where a quote begins or ends; the pieces join to it again."""
    inside = [(max(start, s), min(end, e)) for s, e in quotes if s < end and e > start]
    cuts = sorted({start, end, *(cut for quote in inside for cut in quote)})
    return [Piece(text[a:b], any(s <= a and b <= e for s, e in inside)) for a, b in pairwise(cuts)]


def in_context(run: Run, citation: Citation) -> list[Piece]:
    """Return the quote, marked, between the words around it; none if the article is not known.

    An ellipsis stands where the article goes on.
    """
    article = run.articles.get(citation.article_id)
    if article is None:
        return []
    text = article.text
    start, end = max(0, citation.start - CONTEXT), min(len(text), citation.end + CONTEXT)
    if start and (space := text.find(" ", start, citation.start)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", citation.end, end)) >= 0:
        end = space
    around = pieces(text, start, end, [(citation.start, citation.end)])
    before, after = [Piece("… ")] * (start > 0), [Piece(" …")] * (end < len(text))
    return [*before, *around, *after]


def retrieved(run: Run, row: Row, hit: Passage) -> list[Piece]:
    """Return the passage with what the answer quotes of it marked."""
    article = run.articles.get(hit.article_id)
    if article is None:
        return []
    quotes = [(c.start, c.end) for c in row.citations if c.article_id == hit.article_id]
    return pieces(article.text, hit.start, hit.end, quotes)


def answer_pieces(row: Row) -> Iterator[Piece]:
    """Yield the answer cut at its [n] marks."""
    last = 0
    for match in _MARK.finditer(row.answer):
        if match.start() > last:
            yield Piece(row.answer[last : match.start()])
        yield Piece(match[0], number=int(match[1]))
        last = match.end()
    if last < len(row.answer):
        yield Piece(row.answer[last:])
