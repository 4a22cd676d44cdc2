"""Lines become paragraphs: one line a paragraph, hard-wrapped lines joined again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index import dirt

_BLANK = re.compile(r"\n[^\S\n]*\n")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_MIN_WIDTH, _MAX_WIDTH = 32, 120
_SMALL_BLOCK = 3  # lines: as much as dirt ever fills


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line with single spaces.

    A blank line always parts paragraphs. A single line break does too, unless the line was wrapped:
    the next one goes on in lower case, or the whole text is set to a width that the next word would
    not have fitted in.
    """
    blocks = [_lines(block) for block in _BLANK.split(text)]
    width = _width(blocks)
    return [paragraph for lines in blocks for paragraph in _rejoin(lines, width)]


def ends_sentence(line: str) -> bool:
    """Return whether a line closes like a sentence, quotation marks and brackets behind it."""
    return _SENTENCE_END.search(line) is not None


def _lines(block: str) -> list[str]:
    lines = (_SPACES.sub(" ", line).strip() for line in block.split("\n"))
    return [line for line in lines if line]


def _rejoin(lines: Sequence[str], width: int | None) -> list[str]:
    groups: list[list[str]] = []
    single = width is not None and len(lines) <= _SMALL_BLOCK
    for line in lines:
        wrapped = groups and _wrapped(groups[-1][-1], line, width)
        if wrapped and (single or not _apart(groups[-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join(group) for group in groups]


def _wrapped(line: str, following: str, width: int | None) -> bool:
    goes_on = following[0].islower() and not _CLOSED.search(line)
    return goes_on or (width is not None and _full(line, following, width))


def _apart(group: Sequence[str], line: str) -> bool:
    """Return whether known dirt stands on one side, which must not swallow reporting."""
    begun = len(group) <= _SMALL_BLOCK and dirt.kind(" ".join(group)) is not None
    return begun or dirt.kind(line) in {"teaser", "invitation", "link"}


def _full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _width(blocks: Sequence[Sequence[str]]) -> int | None:
    """Return the width a text is wrapped to, None for one that is not.

    Wrapped text breaks where the next word does not fit, and mostly within a sentence; a text with
    a line for each paragraph does neither.
    """
    pairs = [pair for lines in blocks for pair in pairwise(lines)]
    longest = max((len(line) for lines in blocks for line in lines), default=0)
    if not _MIN_WIDTH <= longest <= _MAX_WIDTH or len(pairs) < 2:
        return None
    full = [pair for pair in pairs if _full(*pair, longest)]
    within = [line for line, _ in full if not ends_sentence(line)]
    return longest if len(full) * 2 > len(pairs) and len(within) * 2 > len(full) else None


def join(lines: Sequence[str]) -> str:
    """Join the lines of one paragraph, undoing hyphenation.

    A hyphen stays between the halves of a reduplication and before a capital.
    """
    seamed = [_seamed(line, following) for line, following in pairwise(lines)]
    return "".join([*seamed, *lines[-1:]])


def _seamed(line: str, following: str) -> str:
    if not re.search(r"\w-$", line[-2:]):
        return line + " "
    first, second = line[:-1].rsplit(" ", 1)[-1].lower(), following.split(" ", 1)[0].lower()
    doubled = first[-3:] in second or first[:3] == second[:3]
    hard = doubled or "-" in first or not following[0].islower()
    return line if hard else line[:-1]
