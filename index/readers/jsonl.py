"""JSON Lines: every line an article, streamed, so a long file needs no more memory than a short.

A line is `{"id", "title", "text", "url", "date", "source"}`, all but `text` optional.
Format: https://jsonlines.org
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, AnyStr

from index.decoding import NotText, decode, quotable, unicode_encoding
from index.errors import UnreadableFile
from index.readers.loading import MAX_BYTES
from index.readers.records import Failure, RawArticle, Reason, printable

_MAX_ID = 200
_HEAD = 4096


def read(path: Path) -> Iterator[RawArticle | Failure]:
    """Yield an article or a failure for every line that is not blank.

    A line without "id" has its number in `RawArticle.line`. Raises UnreadableFile where every line
    is blank.
    """
    empty = True
    for number, line in enumerate(_lines(path), start=1):
        if line == "":
            continue
        empty = False
        parsed = line if isinstance(line, Reason) else _parse(line, number)
        if isinstance(parsed, Reason):
            yield Failure(printable(path, number), parsed)
        else:
            yield parsed
    if empty:
        raise UnreadableFile(path=printable(path), reason=Reason.EMPTY)


def _lines(path: Path) -> Iterator[str | Reason]:
    """Yield the decoded lines, stripped; UTF-16 can only be split after decoding."""
    with path.open("rb") as file:
        encoding = unicode_encoding(file.read(_HEAD))
        file.seek(0)
        if encoding in {None, "utf-8"}:
            yield from map(_decoded, _bounded(file))
            return
    with path.open(encoding=encoding, errors="replace", newline="\n") as wide:
        for text in _bounded(wide):
            yield Reason.TOO_LARGE if text is None else text.strip("\ufeff \r\n\t")


def _decoded(line: bytes | None) -> str | Reason:
    try:
        return Reason.TOO_LARGE if line is None else decode(line).strip()
    except NotText:
        return Reason.BINARY


def _bounded(file: IO[AnyStr]) -> Iterator[AnyStr | None]:
    """Yield the lines of a file, None for one that is too long to hold."""
    while line := file.readline(MAX_BYTES + 1):
        yield line if len(line) <= MAX_BYTES else None
        while len(line) > MAX_BYTES and line[-1:] not in {"\n", b"\n"}:
            line = file.readline(MAX_BYTES + 1)


def _parse(line: str, number: int) -> RawArticle | Reason:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Reason.BAD_JSON
    if not isinstance(record, dict):
        return Reason.BAD_JSON
    text, own_id = record.get("text"), _id(record.get("id"))
    if not isinstance(text, str) or not text.strip():
        return Reason.NO_TEXT
    if len(own_id) > _MAX_ID:
        return Reason.BAD_ID
    return RawArticle(
        text=text,
        title=_string(record, "title"),
        source=_string(record, "source"),
        url=_string(record, "url"),
        date=_string(record, "date"),
        language=_string(record, "language"),
        id=own_id or None,
        line=number,
    )


def _id(value: object) -> str:
    """Return the id on one line; a number is as good as its digits, anything else is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)[: _MAX_ID + 1]
    return " ".join(quotable(value).split()) if isinstance(value, str) else ""


def _string(record: dict[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
