"""A raw article becomes a finished one: repaired, its provenance inferred, its text cleaned."""

from datetime import date

from index import dates
from index.cleaning import clean
from index.decoding import repair
from index.paragraphs import paragraphs
from index.provenance import infer
from index.readers.records import Failure, RawArticle, Reason, Source, printable
from index.records import Article

_MAX_FIELD = 500


def finish(raw: RawArticle, source: Source, today: date | None = None) -> Article | Failure:
    """Return the cleaned article, or a failure where nothing but dirt was in it.

    What the file states goes before what its text lets infer. `today` bounds inferred dates.
    """
    text = repair(raw.text)
    inferred = infer(paragraphs(text), today or date.today())
    title = field(raw.title) or inferred.title
    cleaned = clean(text, title)
    if not any(character.isalnum() for character in cleaned):
        return Failure(printable(source.path, raw.line), Reason.NO_TEXT)
    return Article(
        id=raw.id or (f"{source.id}-{raw.line}" if raw.line else source.id),
        text=cleaned,
        title=title,
        source=field(raw.source) or inferred.source,
        url=field(raw.url or "") or None,
        date=dates.parse(raw.date or "") or inferred.date,
        language=(raw.language or "")[:2].lower() or None,
    )


def field(value: str) -> str:
    """Return a metadata field on one line, repaired, at most 500 characters."""
    return " ".join(repair(value).split())[:_MAX_FIELD]
