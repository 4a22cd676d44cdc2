"""The kinds of file that can be read, each by one module that is imported when one turns up."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path, PurePath

from index.errors import UnreadableFile
from index.readers.records import Failure, RawArticle, Reason, printable

READERS = {
    ".txt": "index.readers.plain",
    ".md": "index.readers.markdown",
    ".html": "index.readers.html",
    ".htm": "index.readers.html",
    ".pdf": "index.readers.pdf",
    ".jsonl": "index.readers.jsonl",
}

Reader = Callable[[Path], Iterator[RawArticle | Failure]]


def readable(path: PurePath) -> bool:
    """Return whether there is a reader for files of this name."""
    return path.suffix.lower() in READERS


def reader(path: Path) -> Reader:
    """Return the `read` of the module for this kind of file.

    Raises UnreadableFile for a kind there is none for.
    """
    if not readable(path):
        raise UnreadableFile(path=printable(path), reason=Reason.UNKNOWN_KIND)
    read: Reader = import_module(READERS[path.suffix.lower()]).read
    return read
