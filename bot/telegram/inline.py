"""Inline mode: a question typed after the bot's name in any chat gets a cited answer to send.

Telegram asks at every pause in typing, so an older question of the same person is dropped as soon
as a newer one comes. https://core.telegram.org/bots/api#inlinequery
"""

import asyncio
from contextlib import aclosing, suppress

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.telegram import render
from bot.telegram.chain import answers
from bot.telegram.reply import Reply, keep
from bot.telegram.service import Context, Service
from bot.texts import Texts

SETTLED_S = 0.4
"""A question that stands unchanged for so long is worked on."""
PATIENCE_S = 8.0
"""How long Telegram is kept waiting; then only the way to the bot's own chat is offered."""
SHORTEST = 4
CACHE_S = 60
MOST_RESULTS = 8
SHOWN_OF_RESULT = 160


async def suggest(update: Update, context: Context) -> None:
    """Answer an inline query, unless its author types on."""
    query, service = update.inline_query, context.service
    if query is None:
        return
    service.newest.start(query.from_user.id, _suggest(service, query))


async def _suggest(service: Service, query: InlineQuery) -> None:
    await asyncio.sleep(SETTLED_S)
    texts = service.texts(service.language(query.from_user))
    question = render.clean(query.query).strip()
    reply: Reply | None = None
    if len(question) >= SHORTEST and service.access.ask(query.from_user.id) is None:
        reply = await _reply(service, query.from_user.id, question)
    with suppress(TelegramError):
        await query.answer(
            results(question, reply, texts) if reply and reply.status == "answered" else [],
            cache_time=CACHE_S if reply else 0,
            is_personal=True,
            button=InlineQueryResultsButton(texts.telegram.button_ask_here, start_parameter="ask"),
        )


async def _reply(service: Service, person_id: int, question: str) -> Reply | None:
    """Return the reply, None if it takes too long or fails."""
    reply = None
    try:
        async with (
            asyncio.timeout(PATIENCE_S),
            service.seats.seat(person_id),
            aclosing(answers(service.chain, question, ())) as growing,
        ):
            async for answer in growing:
                reply = keep(answer)
    except TimeoutError:
        return None
    except Exception as error:
        service.health.failed(error)
        return None
    return reply


def results(question: str, reply: Reply, texts: Texts) -> list[InlineQueryResultArticle]:
    """Return the whole answer, if one message holds it, then each quote with its source."""
    own = texts.telegram
    messages = render.answer(reply, texts, question)
    whole = [_result("answer", own.inline_title, reply.text, message) for message in messages]
    quotes = [
        _result(
            f"quote-{citation.number}",
            own.inline_source.format(number=citation.number),
            citation.quote,
            render.quoted(citation, texts),
        )
        for citation in reply.passages[:MOST_RESULTS]
    ]
    return [*(whole if len(whole) == 1 else ()), *quotes]


def _result(name: str, title: str, about: str, message: str) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        message,
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        name, title, content, description=render.shorten(about, SHOWN_OF_RESULT)
    )
