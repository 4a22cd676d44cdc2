"""Fitting text into messages, with lengths as Telegram counts them: UTF-16 code units.

https://core.telegram.org/api/entities#entity-length
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 4096
"""Units of visible text in one message. https://core.telegram.org/bots/api#sendmessage"""

_BORDERS = (
    re.compile(r"(?<=[.!?…。！？])\s|(?<=[.!?…。！？][\"”’)])\s|\n"),
    re.compile(r"\s"),
)
"""Where a text may be cut, the better place first: between sentences or lines, between words."""
_JOINERS = {"\u200d", "\ufe0f", "\u20e3"}


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of HTML that stands for itself: its tags are closed. `length` counts what shows.

    `glue` goes between this piece and the one before, when both are in one message.
    """

    html: str
    length: int
    glue: str = "\n"

    def __add__(self, other: "Piece") -> "Piece":
        return Piece(self.html + other.html, self.length + other.length, self.glue)


def pack(pieces: Iterable[Piece], limit: int = LIMIT) -> list[str]:
    """Return the pieces in as few messages as their order allows; none may exceed `limit`."""
    messages: list[str] = []
    room = 0
    for piece in pieces:
        if messages and units(piece.glue) + piece.length <= room:
            messages[-1] += piece.glue + piece.html
            room -= units(piece.glue) + piece.length
        else:
            messages.append(piece.html)
            room = limit - piece.length
    return messages


def split(text: str, limit: int) -> list[str]:
    """Return `text` in parts of at most `limit` units, cut at sentences, else words, if it can.

    Cut parts lose the white space at the cut. `limit` is at least 2, for one astral character;
    `text` holds no lone surrogates.
    """
    text = text.strip()
    parts, start = [], 0
    while start < len(text):
        end = start + _fitting(text[start : start + limit], limit)
        if end < len(text):
            end = _cut(text, start, end)
        parts.append(text[start:end].rstrip())
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    return parts


def _fitting(text: str, limit: int) -> int:
    """Return how many characters of `text` make at most `limit` units."""
    return len(text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore"))


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut: the last border of the better half, else before a whole character."""
    middle = (start + end) // 2
    for border in _BORDERS:
        if cuts := [match.start() for match in border.finditer(text, middle, end + 1)]:
            return cuts[-1]
    cut = end
    while cut > start + 1 and _joined(text, cut):
        cut -= 1
    return end if _joined(text, cut) else cut


def _joined(text: str, at: int) -> bool:
    """Say whether the characters on both sides of `at`, within the text, are seen as one."""
    after = text[at]
    return bool(unicodedata.combining(after)) or after in _JOINERS or text[at - 1] == "\u200d"
