"""Lines with their places on the page become paragraphs: gaps, indents and type sizes tell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index import dirt
from index.paragraphs import ends_sentence, join

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:halaman|hal|page|p)\.? ?)?\d{1,4}(?: ?(?:dari|of|/) ?\d{1,4})?\W*$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_WIDER = 1.3  # times the usual pitch: a gap between paragraphs
_LARGER = 1.15  # times the body's type: a heading
_EDGE = 3  # lines at the top and the bottom of a page that may be running heads
_APART = 2.0  # times the body's type: a line in the margin
_SHORT = 0.8  # of the usual line: the last one of a paragraph, if it also ends a sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: its text, the place of its first letter and its type size, in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: body type size, pitch from line to line, line length, margins."""

    size: float
    pitch: float
    length: float
    margins: tuple[float, ...]


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of a document, running heads and page numbers left out.

    Lines come page by page in drawing order. A paragraph goes on over a column or page break where
    its sentence does.
    """
    lines = [line for page in _without_margins(pages) for line in page]
    if not lines:
        return []
    setting = _setting(lines)
    groups = [[lines[0].text]]
    for line, following in pairwise(lines):
        if _parted(line, following, setting):
            groups.append([])
        groups[-1].append(following.text)
    return [join(group) for group in groups]


def heading(page: Sequence[Line]) -> str:
    """Return the first run of lines in the largest type of a page, "" if all is body type."""
    body = median(line.size for line in page) if page else 0.0
    largest = max((line.size for line in page), default=0.0)
    if largest < _LARGER * body:
        return ""
    run: list[str] = []
    for line in page:
        if line.size == largest:
            run.append(line.text)
        elif run:
            break
    return " ".join(run)


def _parted(line: Line, following: Line, setting: Setting) -> bool:
    if abs(line.size - following.size) > 0.05 * line.size:
        return True
    closed = ends_sentence(line.text) or dirt.kind(line.text) is not None
    gap = line.y - following.y
    if gap <= 0:
        return closed
    if gap > _WIDER * max(setting.pitch, 1.1 * line.size):
        return True
    if line.size > _LARGER * setting.size:
        return False
    indented = _indented(following, setting) and (closed or not _indented(line, setting))
    return indented or (closed and len(line.text) < _SHORT * setting.length)


def _indented(line: Line, setting: Setting) -> bool:
    return any(0.5 * line.size < line.x - margin < 4 * line.size for margin in setting.margins)


def _setting(lines: Sequence[Line]) -> Setting:
    size = median(line.size for line in lines)
    body = [line for line in lines if abs(line.size - size) <= 0.05 * size]
    gaps = [first.y - second.y for first, second in pairwise(body)]
    close = [gap for gap in gaps if 0 < gap < 3 * size]
    lengths = sorted(len(line.text) for line in body)
    usual = Counter(round(line.x) for line in body)
    margins = tuple(float(x) for x, count in usual.items() if count >= 0.2 * len(body))
    return Setting(
        size=size,
        pitch=median(close) if close else 1.2 * size,
        length=lengths[int(0.9 * (len(lengths) - 1))],
        margins=margins,
    )


def _without_margins(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without page numbers and what else runs in their margins.

    That is what most pages have at one place near an edge, and an outermost line set apart in
    smaller type.
    """
    down = [sorted(page, key=lambda line: -line.y) for page in pages]
    edges = [{*page[:_EDGE], *page[-_EDGE:]} for page in down]
    seen = Counter(mark for edge in edges for mark in set(map(_mark, edge)))
    running = {mark for mark, count in seen.items() if count > 1 and 2 * count > len(pages)}
    body = median(line.size for page in pages for line in page) if seen else 0.0
    for page, ordered, edge in zip(pages, down, edges, strict=True):
        gone = {line for line in edge if _mark(line) in running} | set(_marginal(ordered, body))
        yield [line for line in page if line not in gone]


def _marginal(ordered: Sequence[Line], body: float) -> Iterator[Line]:
    if len(ordered) < 2:
        return
    for line, neighbour in ((ordered[0], ordered[1]), (ordered[-1], ordered[-2])):
        apart = abs(line.y - neighbour.y) > _APART * body
        small = line.size < 0.95 * body and not ends_sentence(line.text)
        if apart and (small or _PAGE_NUMBER.match(line.text)):
            yield line


def _mark(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y)
