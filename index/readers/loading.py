"""Bytes of one document, with the reasons why there are none."""

from pathlib import Path

from index.decoding import NotText, decode
from index.errors import UnreadableFile
from index.readers.records import Reason, printable

MAX_BYTES = 20_000_000


def load(path: Path) -> bytes:
    """Return the bytes of a document of at most 20 MB.

    Raises UnreadableFile for an empty or larger file, OSError where it cannot be opened.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(path=printable(path), reason=Reason.TOO_LARGE)
    if not data.strip():
        raise UnreadableFile(path=printable(path), reason=Reason.EMPTY)
    return data


def load_text(path: Path) -> str:
    """Return the text of a document in whatever encoding it has.

    Raises UnreadableFile as `load` does, and for bytes that are no text.
    """
    return text_of(load(path), path)


def text_of(data: bytes, path: Path, declared: str | None = None) -> str:
    """Return the text of a document's bytes; `declared` is the encoding the document names.

    Raises UnreadableFile for bytes that are no text.
    """
    try:
        return decode(data, declared)
    except NotText:
        raise UnreadableFile(path=printable(path), reason=Reason.BINARY) from None
