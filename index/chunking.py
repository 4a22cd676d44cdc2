"""Articles become chunks: runs of whole sentences, cut where the article itself pauses."""

import re
from collections.abc import Iterator

from index.records import Article, Chunk
from index.sentences import sentences

CHUNKER_VERSION = 1
TARGET = 500
"""Characters a chunk aims at: two or three news paragraphs, about 120 tokens of the model."""
LONGEST = 900
"""Characters after which even a paragraph is divided, between two of its sentences."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_CLAUSE = re.compile(r"\W*(?:pasal|article|art\.|статья|제\s*\d+\s*조|第.{1,3}条)", re.IGNORECASE)

Spans = list[tuple[int, int]]


def chunk(article: Article, digest: str = "") -> list[Chunk]:
    """Return the chunks of `article` in order; together they hold all of its sentences.

    No sentence is cut, and no paragraph that begins with Pasal or Article. `digest` tells versions
    of an article apart in the chunk ids, so an old chunk never passes for a new one.
    """
    return [
        Chunk(
            id=f"{article.id}:{start}-{end}:{digest[:8]}",
            article_id=article.id,
            text=article.text[start:end],
            start=start,
            end=end,
        )
        for start, end in _spans(article.text)
    ]


def embedded_text(article: Article, chunk: Chunk) -> str:
    """Return what is embedded and indexed of a chunk: title and date help to find, not to quote."""
    header = " · ".join(part for part in (article.title, article.date) if part)
    return f"{header}\n{chunk.text}" if header else chunk.text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Merge short neighbouring paragraphs up to TARGET, divide long ones at LONGEST."""
    open_span: tuple[int, int] | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        clause = _CLAUSE.match(paragraph[0]) is not None
        for start, end in _divided(text, paragraph, clause):
            fits = open_span and end - open_span[0] <= TARGET and not clause
            if open_span and not fits:
                yield open_span
            open_span = (open_span[0], end) if open_span and fits else (start, end)
        if clause and open_span:
            yield open_span
            open_span = None
    if open_span:
        yield open_span


def _divided(text: str, paragraph: re.Match[str], clause: bool) -> Spans:
    """The paragraph as one span, or in pieces of at most LONGEST characters at sentence ends."""
    inside = [
        (paragraph.start() + start, paragraph.start() + end)
        for start, end in sentences(paragraph[0])
    ]
    if not inside:
        return []
    if clause or inside[-1][1] - inside[0][0] <= LONGEST:
        return [(inside[0][0], inside[-1][1])]
    pieces: Spans = [inside[0]]
    for start, end in inside[1:]:
        if end - pieces[-1][0] <= LONGEST:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces
