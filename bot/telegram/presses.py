"""What happens when a button is pressed."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from telegram import Update
from telegram.error import TelegramError

from bot.telegram import render
from bot.telegram.buttons import LANGUAGES, Press
from bot.telegram.conversations import Asked
from bot.telegram.delivery import MessageGone, Undeliverable
from bot.telegram.feedback import REASONS
from bot.telegram.reply import Reply
from bot.telegram.service import Context, Service
from bot.texts import Texts
from index.errors import UnknownArticle
from rag.records import Citation


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: what it means, by whom, under which message."""

    press: Press
    person_id: int
    chat_id: int
    message_id: int
    texts: Texts


async def press(update: Update, context: Context) -> None:
    """Do what the button says, and have Telegram stop its waiting sign either way."""
    query, service = update.callback_query, context.service
    if query is None or query.message is None:
        return
    person, chat_id = query.from_user, query.message.chat.id
    texts = service.texts(service.language(person))
    notice: str | None = texts.telegram.bad_button
    meant = service.signer.read(query.data or "", chat_id)
    if meant and (seconds := service.access.press(person.id)):
        notice = texts.telegram.pressed_too_fast.format(seconds=seconds)
    elif meant:
        pressed = Pressed(meant, person.id, chat_id, query.message.message_id, texts)
        with suppress(MessageGone, Undeliverable):
            notice = await _act(service, pressed)
    with suppress(TelegramError):  # the waiting sign ends by itself, and a question may be too old
        await query.answer(notice)


async def _act(service: Service, pressed: Pressed) -> str | None:
    """Return the notice to show, if any."""
    own = pressed.texts.telegram
    if pressed.press.kind == "language":
        return _choose_language(service, pressed)
    asked = service.conversations.find(pressed.press.question_id)
    if asked is None:
        return own.answer_gone
    if pressed.press.kind == "cancel":
        return _cancel(service, pressed, asked)
    reply = service.conversations.reply(asked.id)
    if reply is None:
        return own.answer_gone
    if pressed.press.kind == "source":
        return await _show_source(service, pressed, asked, reply)
    if pressed.press.kind == "why":
        await _send(service, pressed, asked, *render.why(reply, pressed.texts))
        return None
    return await _rate(service, pressed, reply)


def _choose_language(service: Service, pressed: Pressed) -> str:
    language = LANGUAGES[pressed.press.item]
    service.conversations.choose_language(pressed.person_id, language)
    return service.texts(language).telegram.language_set


def _cancel(service: Service, pressed: Pressed, asked: Asked) -> str | None:
    own = pressed.texts.telegram
    if pressed.person_id != asked.place.person_id:
        return own.not_your_question
    if job := service.lines.find(asked.id):
        job.cancel()
        return None
    return own.nothing_to_cancel


async def _show_source(
    service: Service, pressed: Pressed, asked: Asked, reply: Reply
) -> str | None:
    """Show a source as its article stands now, or say that it has changed."""
    number = pressed.press.item
    citation = next((p for p in reply.passages if p.number == number), None)
    if citation is None:  # the question was edited since, and answered with fewer sources
        return pressed.texts.telegram.bad_button
    text = await asyncio.to_thread(_article_text, service, citation)
    whole = reply.status == "not_found"
    await _send(service, pressed, asked, render.passage(citation, text, pressed.texts, whole))
    return None


def _article_text(service: Service, citation: Citation) -> str | None:
    try:
        return service.chain.article(citation.article_id).text
    except UnknownArticle:
        return None


async def _rate(service: Service, pressed: Pressed, reply: Reply) -> str | None:
    """Keep a verdict. A thumb down asks for the reason by changing the buttons."""
    own, question_id = pressed.texts.telegram, pressed.press.question_id
    verdicts: dict[str, tuple[str, str | None]] = {
        "up": ("up", None),
        "down": ("down", None),
        "reason": ("down", REASONS[pressed.press.item]),
    }
    if verdict := verdicts.get(pressed.press.kind):
        service.feedback.give(question_id, pressed.person_id, *verdict)
    if pressed.press.kind == "up":
        return own.thanks
    if pressed.press.kind == "down":
        keyboard = service.keyboards.reasons(question_id, pressed.chat_id, own)
    else:
        keyboard = service.keyboards.answer(reply, question_id, pressed.chat_id, own)
    await service.delivery.keyboard(pressed.chat_id, pressed.message_id, keyboard)
    return {"down": own.ask_reason, "reason": own.thanks}.get(pressed.press.kind)


async def _send(service: Service, pressed: Pressed, asked: Asked, *parts: str) -> None:
    for part in parts:
        await service.delivery.send(
            pressed.chat_id,
            part,
            thread_id=asked.place.thread_id,
            reply_to=pressed.message_id,
        )
