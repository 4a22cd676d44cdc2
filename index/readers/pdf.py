"""PDF: the lines pypdf finds on the pages, in drawing order, put together again as paragraphs.

https://pypdf.readthedocs.io/en/stable/user/extract-text.html
"""

import logging
import math
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UnreadableFile
from index.readers.layout import Line, heading, paragraphs
from index.readers.loading import load
from index.readers.records import RawArticle, Reason, printable

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MIN_TITLE_WORDS = 3
_NO_TITLE = re.compile(r"untitled|\.(?:docx?|indd|pdf|pptx?|odt)\b|^microsoft word", re.IGNORECASE)


def read(path: Path) -> Iterator[RawArticle]:
    """Yield the one article of a .pdf file. Raises UnreadableFile."""
    data = load(path)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        article = _read(data)
    except Exception:  # a damaged file makes the parser fail in any way there is
        article = Reason.PDF_DAMAGED
    if isinstance(article, Reason):
        raise UnreadableFile(path=printable(path), reason=article)
    yield article


def _read(data: bytes) -> RawArticle | Reason:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        return Reason.PDF_LOCKED
    pages = [_lines(page) for page in reader.pages]
    text = "\n\n".join(paragraphs(pages))
    if not any(map(str.isalnum, text)):
        return Reason.PDF_NO_TEXT
    return RawArticle(text=text, title=_title(pages, reader))


def _opens(reader: "PdfReader") -> bool:
    """Return whether the file opens without a password, as those locked only for editing do."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page in drawing order, each at the place of its first piece."""
    from pypdf import mult

    lines: list[Line] = []
    pieces: list[Line] = []

    def finish() -> None:
        if pieces:
            text = " ".join("".join(piece.text for piece in pieces).split())
            lines.append(Line(text, pieces[0].x, pieces[0].y, pieces[0].size))
            pieces.clear()

    def visit(text: str, page: list[float], place: list[float], _: object, size: float) -> None:
        _, _, slant, height, x, y = mult(place, page)
        for number, piece in enumerate(text.split("\n")):
            if number:
                finish()
            if piece.strip() or pieces:
                pieces.append(Line(piece, x, y, size * math.hypot(slant, height)))

    page.extract_text(visitor_text=visit)
    finish()
    return lines


def _title(pages: Sequence[Sequence[Line]], reader: "PdfReader") -> str:
    """Return the headline in the largest type of the first page, else the title of the document."""
    named = (reader.metadata.title if reader.metadata else None) or ""
    for title in (heading(pages[0]) if pages else "", str(named)):
        if title.count(" ") + 1 >= _MIN_TITLE_WORDS and not _NO_TITLE.search(title):
            return title
    return ""
