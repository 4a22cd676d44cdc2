"""Claims out of a model's words while it is still writing.

A claim is handed over the moment its object closes, so it can be checked and shown before the next
one is begun. Two forms are read: JSON as in `rag.prompts.SCHEMA`, whatever stands around it, and
numbered lines from models that cannot write JSON.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from rag.prompts import REFUSAL

LONGEST = 65_536
"""Characters after which nothing more is read."""
_DEEPEST = 32
_NOT_ANSWERABLE = re.compile(r'"answerable"\s*:\s*false')


class Written(NamedTuple):
    """One claim as the model wrote it; each quote has the passage number it was given, if any."""

    text: str
    quotes: tuple[tuple[int | None, str], ...]


class Scanner(Protocol):
    """Reads one answer. `refused`: the model said no; `complete`: its answer has the right form."""

    refused: bool
    complete: bool

    def feed(self, piece: str) -> Iterator[Written]:
        """Yield the claims that end in `piece`, the next words of the model."""
        ...

    def close(self) -> Iterator[Written]:
        """Yield what can still be read once the model has stopped."""
        ...


class JsonScanner:
    """Finds the objects that have both a text and quotes, at whatever depth they stand."""

    def __init__(self) -> None:
        self.refused = False
        self.complete = False
        self._text = ""
        self._at = 0
        self._open: list[int] = []
        self._in_string = False
        self._escaped = False

    def feed(self, piece: str) -> Iterator[Written]:
        """See `Scanner.feed`."""
        self._text = (self._text + piece)[:LONGEST]
        while self._at < len(self._text):
            self._at += 1
            closed = self._closed_by(self._text[self._at - 1])
            if closed is not None:
                yield from self._read(closed)
        if not self.refused and _NOT_ANSWERABLE.search(self._text):
            self.refused = self.complete = True

    def close(self) -> Iterator[Written]:
        """See `Scanner.close`."""
        return iter(())

    def _closed_by(self, character: str) -> str | None:
        """The object that ends with `character`, if one does."""
        if self._escaped:
            self._escaped = False
        elif self._in_string and character == "\\":
            self._escaped = True
        elif character == '"' and self._open:
            self._in_string = not self._in_string
        elif not self._in_string and character == "{" and len(self._open) < _DEEPEST:
            self._open.append(self._at - 1)
        elif not self._in_string and character == "}" and self._open:
            return self._text[self._open.pop() : self._at]
        return None

    def _read(self, text: str) -> Iterator[Written]:
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        if "claims" in value:
            self.complete = True
        elif "text" in value and "quotes" in value:
            yield Written(str(value["text"]), tuple(_quotes(value["quotes"])))


def _quotes(value: Any) -> Iterator[tuple[int | None, str]]:
    """Quotes in whatever shape: objects as asked for, or bare strings."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield _number(item.get("passage")), str(item.get("quote") or "")
        elif isinstance(item, str):
            yield None, item


def _number(value: Any) -> int | None:
    digits = re.search(r"\d{1,3}", str(value))
    return int(digits[0]) if digits else None


_NEXT_CLAIM = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+")
_QUOTE = re.compile(r"""\[(\d{1,3})\]\s*[:–-]?\s*["“«](.+?)["”»](?=\s*(?:\[|$))""", re.S | re.M)


class PlainScanner:
    """Reads `1. claim`, each followed by `[passage] "quote"`."""

    def __init__(self) -> None:
        self.refused = False
        self.complete = False
        self._text = ""

    def feed(self, piece: str) -> Iterator[Written]:
        """See `Scanner.feed`."""
        self._text = (self._text + piece)[:LONGEST]
        self.refused = self.refused or REFUSAL in self._text.upper()
        starts = [match.start() for match in _NEXT_CLAIM.finditer(self._text)]
        if len(starts) > 1:  # the last claim may still go on
            yield from self._read(self._text[starts[0] : starts[-1]])
            self._text = self._text[starts[-1] :]

    def close(self) -> Iterator[Written]:
        """See `Scanner.close`."""
        yield from self._read(self._text)
        self._text = ""
        self.complete = self.complete or self.refused

    def _read(self, text: str) -> Iterator[Written]:
        for block in filter(str.strip, _NEXT_CLAIM.split(text)):
            quotes = tuple((int(match[1]), match[2]) for match in _QUOTE.finditer(block))
            if quotes:
                self.complete = True
                yield Written(block[: block.index("[")], quotes)
