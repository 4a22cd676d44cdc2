"""HTML: the main text and the metadata of a page, through trafilatura.

Options: https://trafilatura.readthedocs.io/en/latest/usage-python.html. The date is the page's own
statement, never a guess from its text: `extensive_search` is off.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import UnreadableFile
from index.readers.loading import load, text_of
from index.readers.records import RawArticle, Reason, printable

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{1,500}?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)(?:table|thead|tbody|tr|td|th)\b[^>]*>", re.IGNORECASE)
_LONG_ROW = re.compile(r"^\|.{500,}", re.MULTILINE)
_RULE_ROW = re.compile(r"^\|[-|: ]+\|$\n?", re.MULTILINE)
_HEAD = 4096


def read(path: Path) -> Iterator[RawArticle]:
    """Yield the one article of an .html file. Raises UnreadableFile."""
    data = load(path)
    charset = _CHARSET.search(data[:_HEAD])
    page = text_of(data, path, charset[1].decode("ascii") if charset else None)
    try:
        article = extract(page)
    except ImportError:  # the installation is broken, not the page
        raise
    except Exception:  # whatever a damaged page makes the parser raise
        raise UnreadableFile(path=printable(path), reason=Reason.HTML_DAMAGED) from None
    if article is None:
        raise UnreadableFile(path=printable(path), reason=Reason.NO_TEXT)
    yield article


def extract(page: str) -> RawArticle | None:
    """Return the main text of a page with its metadata, None where there is none.

    A page laid out in a table comes as one long row; without the table tags its paragraphs return.
    """
    article = _extract(page)
    if article is not None and _LONG_ROW.search(article.text):
        article = _extract(_TABLE.sub(r"<\1div>", page)) or article
    return article


def _extract(page: str) -> RawArticle | None:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        page,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        return None
    language = _LANGUAGE.search(page[:_HEAD])
    return RawArticle(
        text=_RULE_ROW.sub("", found.text).replace("\n", "\n\n"),
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        url=found.url,
        date=found.date,
        language=language[1] if language else None,
    )
