"""Fitting text into messages, with lengths as Telegram counts them: UTF-16 code units.

https://core.telegram.org/api/entities#entity-length
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LIMIT = 4096
"""Units of visible text in one message. https://core.telegram.org/bots/api#sendmessage"""

_BORDER = re.compile(r"(?<=[.!?…。！？])\s+|\n+|\s+")
_JOINERS = {"\u200d", "\ufe0f", "\u20e3"}


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


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

    Cut parts lose the white space at the cut. `limit` is at least 2, for one astral character.
    """
    parts: list[str] = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [part for part in (*parts, rest) if part]


def _cut(text: str, limit: int) -> int:
    """Return where to cut: the last border of the better half, else before a whole character."""
    longest = _fitting(text, limit)
    borders = list(_BORDER.finditer(text, longest // 2, longest + 1))
    if borders:
        sentences = [border for border in borders if not text[border.start() - 1].isalnum()]
        return (sentences or borders)[-1].start()
    cut = longest
    while cut > 1 and _joined(text, cut):
        cut -= 1
    return longest if _joined(text, cut) else cut


def _fitting(text: str, limit: int) -> int:
    """Return how many characters of `text` make at most `limit` units, at least one."""
    cut = min(len(text), limit)
    while cut > 1 and units(text[:cut]) > limit:
        cut -= max(1, (units(text[:cut]) - limit) // 2)
    return cut


def _joined(text: str, at: int) -> bool:
    """Say whether the characters on both sides of `at` are seen as one."""
    after = text[at] if at < len(text) else " "
    return bool(unicodedata.combining(after)) or after in _JOINERS or text[at - 1] == "\u200d"
