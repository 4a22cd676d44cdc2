"""What stands around every handler: the allow-list before it, the error handler after it."""

import logging
from contextlib import suppress

from telegram import Chat, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram.asking import place_of, tell
from bot.telegram.delivery import MessageGone, Undeliverable
from bot.telegram.service import Context

log = logging.getLogger(__name__)


async def gate(update: Update, context: Context) -> None:
    """Let only allowed people and chats through; tell others so, in private and not too often."""
    service, user, chat = context.service, update.effective_user, update.effective_chat
    spoken = update.message or update.edited_message
    person_id = place_of(spoken).person_id if spoken else user.id if user else 0
    if service.access.allowed(person_id, chat.id if chat else person_id):
        return
    private = chat is not None and chat.type == Chat.PRIVATE
    if update.message and private and service.access.may_tell(person_id):
        own = service.texts(service.language(user)).telegram
        with suppress(Undeliverable):
            await tell(context, update.message, own.not_allowed.format(person=person_id))
    raise ApplicationHandlerStop


async def apologize(update: object, context: Context) -> None:
    """Log what a handler did not expect, and give its reader an id to quote."""
    error, service = context.error, context.service
    if isinstance(error, Undeliverable | MessageGone):
        log.info("A message could not be delivered: %s", error)
        return
    code = service.health.failed(error or RuntimeError("no error was given"))
    if not isinstance(update, Update):
        return
    own = service.texts(service.language(update.effective_user)).telegram
    with suppress(Undeliverable, TelegramError):
        if update.message:
            await tell(context, update.message, own.failed.format(code=code))
        elif update.callback_query:
            await update.callback_query.answer(own.failed.format(code=code))
