"""Sending and editing that does not give up: the one place that talks to Telegram's send methods.

A refusal for going too fast holds back that chat only; a network failure is tried again, ever more
slowly, until it succeeds or the bot stops. What can never succeed raises `Undeliverable`.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.pacing import Pacer

log = logging.getLogger(__name__)

Done = TypeVar("Done")

SLOWEST_S = 60.0
"""The longest pause between two tries."""
KEPT_FREE = 2
"""Turns that edits on the way leave to final texts."""
OUR_FAULT = ("parse entities", "too long", "too_long", "text is empty", "button")
"""What Telegram's sentences say when it is the message that is wrong, not the chat."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Undeliverable(Exception):
    """This chat or topic takes no message: the bot was blocked, removed, or has no rights."""


class Rejected(Exception):
    """Telegram does not take this text or these buttons: a fault of ours."""


class MessageGone(Exception):
    """The message to edit is not there any more."""


class Delivery:
    """Sends for one bot."""

    def __init__(self, bot: Bot, pacer: Pacer) -> None:
        self._bot = bot
        self._pacer = pacer

    async def send(
        self,
        chat_id: int,
        text: str,
        *,
        thread_id: int = 0,
        reply_to: int | None = None,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> int:
        """Send an HTML text and return the message's id.

        After a failure nobody can know whether the message arrived, so it may arrive twice; what
        must not is sent as an opening line and then edited. Raises Undeliverable.
        """
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

        async def send(chat_id: int) -> int:
            message = await self._bot.send_message(
                chat_id,
                text,
                parse_mode=ParseMode.HTML,
                message_thread_id=thread_id or None,
                reply_parameters=reply,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
            return message.message_id

        return await self._until_done(chat_id, send)

    async def edit(
        self,
        chat_id: int,
        message_id: int,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> None:
        """Give a message its text; doing so twice does no harm.

        Raises MessageGone, Undeliverable.
        """
        await self._until_done(chat_id, self._editing(message_id, text, keyboard))

    async def edit_if_free(
        self,
        chat_id: int,
        message_id: int,
        text: str,
        keyboard: InlineKeyboardMarkup | None = None,
    ) -> None:
        """Give a message a passing text, now or not at all."""
        if not self._pacer.take_spare(chat_id, KEPT_FREE):
            return
        try:
            await self._editing(message_id, text, keyboard)(chat_id)
        except RetryAfter as refusal:
            self._pacer.block(chat_id, seconds_of(refusal))
        except (TelegramError, MessageGone) as error:
            log.debug("A passing edit failed: %s", error)

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete one of the bot's messages, if that can be done."""
        await self._pacer.turn(chat_id)
        with suppress(TelegramError):
            await self._bot.delete_message(chat_id, message_id)

    async def keyboard(self, chat_id: int, message_id: int, keyboard: InlineKeyboardMarkup) -> None:
        """Put other buttons under a message. Raises MessageGone, Undeliverable."""

        async def put(chat_id: int) -> None:
            with _edited():
                await self._bot.edit_message_reply_markup(
                    chat_id, message_id, reply_markup=keyboard
                )

        await self._until_done(chat_id, put)

    async def typing(self, chat_id: int, thread_id: int) -> None:
        """Show that the bot is writing, if Telegram takes it; it fades after five seconds."""
        with suppress(TelegramError):
            await self._bot.send_chat_action(
                chat_id, ChatAction.TYPING, message_thread_id=thread_id or None
            )

    def _editing(
        self, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None
    ) -> Callable[[int], Awaitable[None]]:
        async def edit(chat_id: int) -> None:
            with _edited():
                await self._bot.edit_message_text(
                    text,
                    chat_id,
                    message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard,
                    link_preview_options=NO_PREVIEW,
                )

        return edit

    async def _until_done(self, chat_id: int, call: Callable[[int], Awaitable[Done]]) -> Done:
        pauses = _pauses()
        while True:
            await self._pacer.turn(chat_id)
            try:
                return await call(chat_id)
            except RetryAfter as refusal:
                self._pacer.block(chat_id, seconds_of(refusal))
            except ChatMigrated as moved:
                chat_id = moved.new_chat_id
            except (BadRequest, Forbidden) as error:  # BadRequest is also a NetworkError
                ours = any(sign in str(error).lower() for sign in OUR_FAULT)
                raise (Rejected if ours else Undeliverable)(str(error)) from error
            except NetworkError as error:
                # A time-out that comes together with a cancellation hides it from us.
                if (task := asyncio.current_task()) and task.cancelling():
                    raise asyncio.CancelledError from error
                log.warning("Telegram did not answer (%s), trying again", error)
                await asyncio.sleep(next(pauses))


def seconds_of(refusal: RetryAfter) -> float:
    """Return how long Telegram asked to wait: python-telegram-bot 22 gives a number or a span."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _pauses() -> Iterator[float]:
    pause = 0.3
    while True:
        yield pause * random.uniform(0.7, 1.3)
        pause = min(SLOWEST_S, pause * 2)


@contextmanager
def _edited() -> Iterator[None]:
    """Take "not modified" for success, and tell a vanished message from a refused one."""
    try:
        yield
    except BadRequest as error:
        told = str(error).lower()
        if "message is not modified" in told:
            return
        if "message to edit not found" in told or "message can't be edited" in told:
            raise MessageGone from error
        raise
