"""Where sentences begin and end, as offsets, in Indonesian, English, Russian, Korean and Chinese.

The ready-made splitters know no Indonesian abbreviations, or hand back strings instead of offsets;
here the offsets are the point. The rules prefer joining two sentences to cutting one.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

# After these a full stop does not end a sentence (lower case, without the stop).
_ABBREVIATIONS = frozenset(
    """a.l a.n adm art bpk cq d.a dkk dll dr drs dsb dst et fig gen gov h hj hlm hal inc ir jl jln
    jr kab kap kec kel ket kol lt ltd mayjen mr mrs ms mt no nn nr op p.p pres prof ps pt rep
    rev rp s.d sdr sen sgt st tgl tbk ttg u.p vol vs yth г гг им млн млрд см стр тыс ул
    т.е""".split()
)
LONGEST = 2000
"""Characters. A longer run without an end is no sentence (a table, a minified page); it is broken
at a space, so that nothing that is quoted fills a screen."""

# Only the first mark of a run is tried, and nothing given back: a page of dots is passed over once.
_STOP = re.compile(r"""(?:(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s)|[。！？]+[」』”’）]*)""")
_LINE = re.compile(r"[^\n]+")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence, in order, without surrounding white space.

    A blank line or any line break ends a sentence; together the spans hold every character of
    `text` that is not white space.
    """
    lines = _LINE.finditer(text)
    return [span for line in lines for span in _split(text, line.start(), line.end())]


def sentences_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return those of `sentences` that have a character of `text[start:end]` or stand around it.

    Only what is near is split, so in a long text this is cheap.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    held = []
    for line in _LINE.finditer(text, begin, len(text) if stop < 0 else stop):
        first = _end_before(text, line.start(), start, line.end())
        for span in _split(text, first, line.end()):
            if span[0] >= end:
                break
            held.append(span)
    return [span for span in held if span[1] > start]


def _split(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line from `start`, where one begins."""
    for end in _ends(text, start, stop):
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, stop)


def _end_before(text: str, start: int, at: int, stop: int) -> int:
    """The end of a sentence of the line from `start` to `stop`, not far before `at`; or `start`."""
    back = LONGEST
    # Neither a mark nor the word before it reaches across a space: the ends after one are the same.
    while (space := text.rfind(" ", start, max(start, at - back))) > start:
        ends = takewhile(lambda end: end <= at, _ends(text, space, stop))
        if last := max(ends, default=0):
            return last
        back *= 4
    return start


def _ends(text: str, start: int, stop: int) -> Iterator[int]:
    marks = _STOP.finditer(text, start, stop)
    return (mark.end() for mark in marks if _is_end(text, start, mark, stop))


def _is_end(text: str, start: int, mark: re.Match[str], stop: int) -> bool:
    if mark[0][0] in "。！？":
        return True
    follows = text[mark.end() : min(stop, mark.end() + 20)].lstrip("\"'“‘«([–—-• \t\u00a0")
    if not follows or follows[0].islower():
        return not follows
    if mark[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(start, mark.start() - 24), mark.start())
    if word is None:
        return True
    return word[0].lower() not in _ABBREVIATIONS and not _INITIALS.fullmatch(word[0])


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without white space at its ends, broken where it is longer than LONGEST."""
    pieces = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        cut = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > start else start + LONGEST
        last = cut
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            pieces.append((start, last))
        start = cut
    return pieces
