"""Files become cleaned articles: `find` walks the paths, `read` gives what each file holds.

Every format is one module with `read(path)`, imported only when a file of its kind turns up.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from index.errors import UnreadableFile
from index.readers.finding import find
from index.readers.finishing import finish
from index.readers.records import Failure, RawArticle, Reason, Source, printable
from index.records import Article

__all__ = ["READERS", "Failure", "RawArticle", "Reason", "Source", "find", "read"]

READERS = {
    ".txt": "index.readers.plain",
    ".md": "index.readers.markdown",
    ".html": "index.readers.html",
    ".htm": "index.readers.html",
    ".pdf": "index.readers.pdf",
    ".jsonl": "index.readers.jsonl",
}


def read(source: Source) -> Iterator[Article | Failure]:
    """Yield the cleaned articles of one file, and a failure for each that could not be read.

    A document gives one article or one failure; a .jsonl gives one of them a line, as it is
    streamed. Nothing is raised for bad input.
    """
    try:
        for raw in _reader(source.path)(source.path):
            if isinstance(raw, Failure):
                yield raw
            else:
                yield finish(raw, source)
    except UnreadableFile as error:
        yield Failure(str(error.values["path"]), Reason(str(error.values["reason"])))
    except OSError:
        yield Failure(printable(source.path), Reason.CANNOT_OPEN)


def _reader(path: Path) -> Callable[[Path], Iterator[RawArticle | Failure]]:
    reader: Callable[[Path], Iterator[RawArticle | Failure]]
    reader = import_module(READERS[path.suffix.lower()]).read
    return reader
