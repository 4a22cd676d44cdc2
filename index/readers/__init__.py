"""Files become cleaned articles: `find` walks the paths, `read` gives what each file holds."""

from collections.abc import Iterator

from index.errors import UnreadableFile
from index.readers.finding import find
from index.readers.finishing import finish
from index.readers.formats import READERS, reader
from index.readers.records import Failure, RawArticle, Reason, Source, printable
from index.records import Article

__all__ = ["READERS", "Failure", "RawArticle", "Reason", "Source", "find", "read"]


def read(source: Source) -> Iterator[Article | Failure]:
    """Yield the cleaned articles of one file, and a failure for each that could not be read.

    A document gives one article or one failure; a .jsonl gives one of them a line, as it is
    streamed. Nothing is raised for bad input.
    """
    try:
        for raw in reader(source.path)(source.path):
            yield raw if isinstance(raw, Failure) else finish(raw, source)
    except UnreadableFile as error:
        yield Failure(str(error.values["path"]), Reason(str(error.values["reason"])))
    except OSError:
        yield Failure(printable(source.path), Reason.CANNOT_OPEN)
