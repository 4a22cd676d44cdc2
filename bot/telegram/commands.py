"""The commands that are no questions. Each is one word in Indonesian and one in English."""

import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram import BotCommand, Chat, Message, Update

from bot.telegram import render
from bot.telegram.asking import place_of, tell
from bot.telegram.service import Context, Service
from bot.texts import Texts

DAY_S = 86_400

Reply = Callable[[Context, Message, Texts], Coroutine[Any, Any, None]]
Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]


def answering_with(reply: Reply) -> Handle:
    """Return the handler that calls `reply` with the message and its sender's texts."""

    async def handle(update: Update, context: Context) -> None:
        if message := update.message:
            service = context.service
            await reply(context, message, service.texts(service.language(message.from_user)))

    return handle


async def start(context: Context, message: Message, texts: Texts) -> None:
    """Say hello."""
    await tell(context, message, texts.telegram.start)


async def explain(context: Context, message: Message, texts: Texts) -> None:
    """Say what the bot can do."""
    days = context.service.settings.telegram_retention_days
    await tell(context, message, texts.telegram.help.format(days=days))


async def start_over(context: Context, message: Message, texts: Texts) -> None:
    """Begin a new conversation."""
    context.service.conversations.start_over(place_of(message))
    await tell(context, message, texts.telegram.new_conversation)


async def sources(context: Context, message: Message, texts: Texts) -> None:
    """Show the sources of the conversation's last answer, with their quotes."""
    service, place = context.service, place_of(message)
    last = service.conversations.last_reply(place)
    reply = service.conversations.reply(last.id) if last else None
    if reply is None or not reply.passages:
        await tell(context, message, texts.telegram.no_sources)
        return
    for part in render.sources(reply, texts):
        await service.delivery.send(place.chat_id, part, thread_id=place.thread_id)


async def choose_language(context: Context, message: Message, texts: Texts) -> None:
    """Offer the languages of the interface."""
    service, place = context.service, place_of(message)
    await service.delivery.send(
        place.chat_id,
        render.plain(texts.telegram.choose_language)[0],
        thread_id=place.thread_id,
        keyboard=service.keyboards.languages(place.chat_id, texts.telegram),
    )


async def cancel(context: Context, message: Message, texts: Texts) -> None:
    """Cancel the person's questions in this chat; each says so in its own message."""
    place = place_of(message)
    jobs = context.service.lines.jobs((place.chat_id, place.person_id))
    for job in jobs:
        job.cancel()
    if not jobs:
        await tell(context, message, texts.telegram.nothing_to_cancel)


async def forget(context: Context, message: Message, texts: Texts) -> None:
    """Delete all that is stored about the person."""
    service, person_id = context.service, place_of(message).person_id
    for job in service.lines.of_person(person_id):
        job.cancel()
    service.conversations.forget(person_id)
    await tell(context, message, texts.telegram.forgotten)


async def status(context: Context, message: Message, texts: Texts) -> None:
    """Tell an admin how the bot is doing; to others this is no command."""
    service = context.service
    if service.access.admin(place_of(message).person_id):
        await tell(context, message, _status(service, texts))
    else:
        await unknown(context, message, texts)


async def unknown(context: Context, message: Message, texts: Texts) -> None:
    """Point to /help, in private only: in a group the command may be another bot's."""
    if message.chat.type == Chat.PRIVATE:
        await tell(context, message, texts.telegram.unknown_command)


async def only_text(context: Context, message: Message, texts: Texts) -> None:
    """Say that voice, pictures and files cannot be read; of an album, once."""
    album, memory = message.media_group_id, context.chat_data
    if album and memory is not None:
        if memory.get("album") == album:
            return
        memory["album"] = album
    await tell(context, message, texts.telegram.only_text)


def menu(texts: Texts) -> list[BotCommand]:
    """Return the commands that Telegram shows in its menu."""
    return [BotCommand(name, about) for name, about in texts.telegram.menu.items()]


def _status(service: Service, texts: Texts) -> str:
    running, waiting = service.lines.counts()
    errors = service.health.recent_errors()
    return texts.telegram.status.format(
        index=service.chain.fingerprint,
        model=service.settings.chat_model or texts.telegram.extractive,
        running=running,
        waiting=waiting,
        answered=service.conversations.answered_since(time.time() - DAY_S),
        errors=f"{len(errors)} {' '.join(errors[:5])}".strip(),
        uptime=timedelta(seconds=round(service.health.uptime_s())),
    )
