"""The records the index is made of.

Every offset in this project counts characters (Unicode code points) of `Article.text`, the cleaned
text that `tanya show` prints, so `article.text[start:end]` is always the quoted passage.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. `text` is the only quotable part; the rest describes it.

    `id` is the path below the indexed folder without its suffix, `date` is ISO 8601 (YYYY-MM-DD),
    `language` an ISO 639-1 code. Unknown metadata is empty (`title`, `source`) or None.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole sentences of one article: `article.text[start:end] == text`."""

    id: str
    article_id: str
    text: str
    start: int
    end: int
