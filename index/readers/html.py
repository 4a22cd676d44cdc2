"""HTML: the main text and the metadata of a page, through trafilatura.

Options: https://trafilatura.readthedocs.io/en/latest/usage-python.html. The date is the page's own
statement, never a guess from its text: `extensive_search` is off.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import UnreadableFile
from index.readers.loading import load, load_text
from index.readers.records import RawArticle, Reason, printable

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{1,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_HEAD = 4096


def read(path: Path) -> Iterator[RawArticle]:
    """Yield the one article of an .html file. Raises UnreadableFile."""
    charset = _CHARSET.search(load(path)[:_HEAD])
    page = load_text(path, charset[1].decode("ascii") if charset else None)
    article = extract(page)
    if article is None:
        raise UnreadableFile(path=printable(path), reason=Reason.NO_TEXT)
    yield article


def extract(page: str) -> RawArticle | None:
    """Return the main text of a page with its metadata, None where there is none."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        page,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        return None
    language = _LANGUAGE.search(page[:_HEAD])
    return RawArticle(
        text=found.text,
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        url=found.url,
        date=found.date,
        language=language[1] if language else None,
    )
