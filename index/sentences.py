"""Where sentences begin and end, as offsets, in Indonesian, English, Russian, Korean and Chinese.

The ready-made splitters know no Indonesian abbreviations, or hand back strings instead of offsets;
here the offsets are the point. The rules prefer joining two sentences to cutting one.
"""

import re

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
_LAST_WORD = re.compile(r"[\w.]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence, in order, without surrounding white space.

    A blank line or any line break ends a sentence; together the spans hold every character of
    `text` that is not white space.
    """
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in [*_ends(text, line.start(), line.end()), line.end()]:
            spans.extend(_trimmed(text, start, end))
            start = end
    return spans


def _ends(text: str, start: int, stop: int) -> list[int]:
    marks = _STOP.finditer(text, start, stop)
    return [mark.end() for mark in marks if _is_end(text, start, mark, stop)]


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
