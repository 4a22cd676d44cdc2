"""A reply as Telegram HTML. https://core.telegram.org/bots/api#html-style

Whatever comes from an article or a person goes through `_run`, which makes it safe and measures
it; a tag opens and closes within one piece, so no message ends inside one.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.telegram.reply import Reply
from bot.telegram.splitting import LIMIT, Piece, pack, split, units
from bot.texts import Texts
from rag.records import Citation

_UNSENDABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"']+")
_NAME = 200
"""Units of a title or outlet that are shown."""
_DAY = 40
_BEFORE, _AFTER = 120, 600
"""Characters of an article shown before and after a quoted sentence. Of a folded quote a phone
shows three lines; with so little before it, the sentence itself is among them."""
_QUOTE = 2000
"""Units of a quote that are shown; with what stands around it, it fits one message."""


def clean(text: str) -> str:
    """Return `text` without control characters, lone surrogates and forced writing directions."""
    return _UNSENDABLE.sub("", text.replace("\r", "\n"))


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line of at most `limit` units, with an ellipsis if some is missing."""
    return _clip(" ".join(clean(text).split()), limit)


def answer(reply: Reply, texts: Texts, question: str = "", limit: int = LIMIT) -> list[str]:
    """Return the messages that hold a finished answer: the claims, then a line for each source.

    `question` goes on top where the message does not stand below the question itself.
    """
    return pack(_answer(reply, texts, question, limit), limit)


def growing(reply: Reply, limit: int = LIMIT) -> str:
    """Return the one message that shows an answer so far."""
    return pack(_claims(reply, limit - 2), limit - 2)[0] + " …"


def plain(text: str) -> list[str]:
    """Return the messages that hold a text of the bot's own."""
    return pack(_text(text, LIMIT))


def passage(citation: Citation, article_text: str | None, texts: Texts, whole: bool = False) -> str:
    """Return a source with its quote inside the passage; `article_text` None: article is gone.

    If the quote no longer stands where it stood, that is said, and the quote shown as it was.
    `whole`: the quote is a whole passage, so nothing is shown around it.
    """
    pieces = [_source(citation, texts)]
    around = "", ""
    if article_text is None:
        pieces.append(_run(texts.telegram.article_gone))
    elif article_text[citation.start : citation.end] != citation.quote:
        pieces.append(_run(texts.telegram.article_changed))
    elif not whole:
        around = _around(article_text, citation)
    quote = _run(_clip(clean(citation.quote), _QUOTE))
    marked = quote if whole else _run(around[0]) + _bolded(quote) + _run(around[1])
    return pack((*pieces, _blockquote(marked)))[0]


def sources(reply: Reply, texts: Texts) -> list[str]:
    """Return each source of an answer with its quote, or the passages nearest to a question."""
    own = texts.telegram
    pieces = [_bold(own.sources) if reply.status == "answered" else _run(own.nearest)]
    for citation in reply.passages:
        pieces += _quoted(citation, texts)
    return pack(pieces)


def quoted(citation: Citation, texts: Texts) -> str:
    """Return one source with its quote."""
    return pack(_quoted(citation, texts))[0]


def why(reply: Reply, texts: Texts) -> list[str]:
    """Return what an answer rests on: the confidence, what was found or left, what was dropped."""
    return pack(_why(reply, texts))


# -- in pieces


def _answer(reply: Reply, texts: Texts, question: str, limit: int) -> Iterator[Piece]:
    own = texts.telegram
    if question:
        yield _bold(shorten(question, _NAME))
    if notice := texts.notices.get(reply.notice or ""):
        yield from _text(notice, limit)
    if reply.status == "not_found":
        yield _run(own.not_found)
        if reply.passages:
            yield _run(own.nearest, glue="\n\n")
        return
    first, *others = _claims(reply, limit)
    yield replace(first, glue="\n\n")
    yield from others
    yield _bold(own.sources)
    yield from _by_article(reply.passages, texts)


def _claims(reply: Reply, limit: int) -> Iterator[Piece]:
    """Yield each claim with its marks; one longer than a message comes in several pieces."""
    for claim in reply.claims:
        if claim.short and units(claim.marked) < limit:
            before, short, after = (_run(part, glue=" ") for part in claim.parts)
            yield before + _bolded(short) + after + _run(f" {claim.marks}")
            continue
        *parts, last = split(clean(claim.text), limit - units(claim.marks) - 1) or [""]
        for part in parts:
            yield _run(part, glue=" ")
        yield _run(f"{last} {claim.marks}".lstrip(), glue=" ")


def _why(reply: Reply, texts: Texts) -> Iterator[Piece]:
    own = texts.telegram
    if not reply.model:  # what a chat model wrote has no probability
        yield _run(own.why_confidence.format(percent=round(reply.confidence * 100)))
    else:
        yield _run(own.why_written_by.format(model=shorten(reply.model, _NAME)))
    if reply.passages:
        yield _bold(own.why_found if reply.claims else own.nearest)
        yield from _by_article(reply.passages, texts)
    if reply.unused:
        yield _bold(own.why_unused)
        for passage in reply.unused:
            yield _source(passage, texts, marks="•")
            yield _excerpt(passage)
    yield _bold(own.why_dropped if reply.dropped else own.why_nothing_dropped)
    for dropped in reply.dropped:
        reason = texts.cli.drop_reasons.get(dropped.reason, own.other_drop_reason)
        yield _run(f"• {shorten(dropped.text, _NAME)} ({reason})")


def _text(text: str, limit: int) -> Iterator[Piece]:
    for part in split(clean(text), limit):
        yield _run(part)


def _run(text: str, glue: str = "\n") -> Piece:
    text = clean(text)
    return Piece(html.escape(text, quote=False), units(text), glue)


def _bold(text: str) -> Piece:
    return _bolded(_run(text, glue="\n\n"))


def _bolded(text: Piece) -> Piece:
    return Piece("<b>", 0, text.glue) + text + Piece("</b>", 0)


def _by_article(passages: Sequence[Citation], texts: Texts) -> Iterator[Piece]:
    """Yield one line for each article, with the numbers of all that is quoted from it."""
    articles: dict[str, list[Citation]] = {}
    for passage in passages:
        articles.setdefault(passage.article_id, []).append(passage)
    for quoted in articles.values():
        yield _source(quoted[0], texts, "".join(f"[{passage.number}]" for passage in quoted))


def _source(citation: Citation, texts: Texts, marks: str = "") -> Piece:
    """Return one source's line: [1] outlet, date: title, linked where there is an address."""
    marks = marks or f"[{citation.number}]"
    day = texts.day(citation.date or "")
    told = ", ".join(filter(None, (shorten(citation.source, _NAME), shorten(day, _DAY))))
    title = _run(shorten(citation.title, _NAME) or shorten(citation.article_id, _NAME))
    lead = _run(f"{marks} {told}: " if told else f"{marks} ")
    if citation.url and _URL.fullmatch(citation.url):
        address = html.escape(clean(citation.url), quote=True)
        return lead + Piece(f'<a href="{address}">', 0) + title + Piece("</a>", 0)
    return lead + title


def _quoted(citation: Citation, texts: Texts) -> tuple[Piece, Piece]:
    return _source(citation, texts), _excerpt(citation)


def _excerpt(citation: Citation) -> Piece:
    return _blockquote(_run(_clip(clean(citation.quote), _QUOTE)), glue="\n")


def _blockquote(text: Piece, glue: str = "\n\n") -> Piece:
    """Return a text set off as a quote, which the reader's client folds."""
    return Piece("<blockquote expandable>", 0, glue) + text + Piece("</blockquote>", 0)


def _around(text: str, citation: Citation) -> tuple[str, str]:
    """Return what stands before and after the quote, cut at words."""
    before = text[max(0, citation.start - _BEFORE) : citation.start]
    after = text[citation.end : citation.end + _AFTER]
    if citation.start > _BEFORE:
        before = "…" + before[before.find(" ") + 1 :]
    if citation.end + _AFTER < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return before, after


def _clip(text: str, limit: int) -> str:
    return text if units(text) <= limit else (split(text, limit - 1) or [""])[0] + "…"
