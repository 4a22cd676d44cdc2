"""Plain text: the file is the article; title, source and date are inferred later."""

from collections.abc import Iterator
from pathlib import Path

from index.readers.loading import load_text
from index.readers.records import RawArticle


def read(path: Path) -> Iterator[RawArticle]:
    """Yield the one article of a .txt file. Raises UnreadableFile."""
    yield RawArticle(text=load_text(path))
