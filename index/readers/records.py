"""What the readers take and give: a source, the article found in it, or why there is none."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from index.decoding import quotable


class Reason(StrEnum):
    """Why an input did not become an article. The faces translate these few phrases."""

    MISSING = "no such file or folder"
    UNKNOWN_KIND = "not a kind of file that can be read"
    NOT_A_FILE = "not an ordinary file"
    LINK_OUT = "a link to outside the folder"
    CANNOT_OPEN = "cannot be opened"
    DUPLICATE_ID = "duplicate id"
    DUPLICATE_TEXT = "the same text as another article"
    EMPTY = "empty"
    TOO_LARGE = "larger than 20 MB"
    BINARY = "not text"
    NO_TEXT = "no article text in it"
    PDF_LOCKED = "PDF protected by a password"
    PDF_DAMAGED = "damaged PDF"
    PDF_NO_TEXT = "PDF without text, perhaps a scan"
    HTML_DAMAGED = "damaged HTML"
    BAD_JSON = "not a JSON object"
    BAD_ID = "an id that cannot be used"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `id` is its path below the indexed folder, without the suffix."""

    path: Path
    id: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that did not become an article. `path` names a line as `file.jsonl:17`."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as its file holds it, before cleaning.

    `id` is set where the file itself names one, `line` where it is one of many in its file.
    """

    text: str
    title: str = ""
    source: str = ""
    url: str | None = None
    date: str | None = None
    language: str | None = None
    id: str | None = None
    line: int | None = None


def printable(path: PurePath, line: int | None = None) -> str:
    """Return a path, with its line if any, that every terminal, JSON file and database takes.

    That is valid Unicode, composed (NFC), on one line, whatever bytes the file system holds.
    """
    valid = quotable(os.fsencode(path).decode("utf-8", "replace"))
    return " ".join(valid.replace("\t", " ").splitlines()) + (f":{line}" if line else "")
