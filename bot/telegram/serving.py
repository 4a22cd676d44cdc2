"""Running the bot: by polling or behind a webhook, until it is told to stop."""

import asyncio
import logging
import signal
import sqlite3
import sys
from contextlib import suppress
from urllib.parse import urlsplit

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Updater

from bot.telegram import commands, logs
from bot.telegram.answering import Answering
from bot.telegram.app import Bot, build
from bot.telegram.buttons import LANGUAGES
from bot.telegram.chain import Chain
from index.errors import BadSetting, TanyaError, Unreachable
from rag.settings import Settings

log = logging.getLogger(__name__)

UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY]
GRACE_S = 10.0
"""How long running answers may take to finish once the bot is told to stop."""
SWEEP_S = 300.0
POLL_S = 30
START_TRIES = 5
SWITCH_S = 0.0005
"""How soon a thread that answers lets the event loop run (Python's own choice is 5 ms)."""


def run(settings: Settings, chain: Chain) -> None:
    """Run the bot until SIGINT or SIGTERM. Raises BadSetting, Unreachable."""
    logs.configure((settings.telegram_token, settings.webhook_secret))
    sys.setswitchinterval(SWITCH_S)
    asyncio.run(_run(settings, chain))


async def _run(settings: Settings, chain: Chain) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    bot = build(settings, chain)
    try:
        await serve(bot, stop)
    finally:
        bot.close()


async def serve(bot: Bot, stop: asyncio.Event, grace_s: float = GRACE_S) -> None:
    """Run `bot` until `stop` is set; what was left undone the last time comes first.

    Raises BadSetting for a refused token or address, Unreachable if Telegram cannot be had at the
    start.
    """
    await _introduce(bot)
    sweeping = asyncio.create_task(_sweep(bot))
    try:
        await bot.app.start()
        await _receive(bot)
        await _offer_menu(bot)
        log.info("Running as @%s", bot.app.bot.username)
        await stop.wait()
    finally:
        sweeping.cancel()
        await _close(bot, grace_s)


async def _introduce(bot: Bot) -> None:
    """Have Telegram accept the token."""
    try:
        await bot.app.initialize()
    except TelegramError as error:
        await bot.app.bot.shutdown()
        raise _start_failed(bot.service.settings, error) from None


async def _receive(bot: Bot) -> None:
    """Begin to receive updates, after those left from the last time."""
    settings, updater = bot.service.settings, bot.app.updater
    assert updater is not None
    _take_over(bot)
    try:
        if settings.webhook_url:
            await _listen(bot, updater)
        else:
            await updater.start_polling(
                timeout=POLL_S,
                bootstrap_retries=START_TRIES,
                allowed_updates=UPDATES,
                error_callback=_tell,
            )
    except TelegramError as error:
        raise _start_failed(settings, error) from None


async def _listen(bot: Bot, updater: Updater) -> None:
    """Open the webhook, whose secret is a setting or made from the state folder's key."""
    settings = bot.service.settings
    host, _, port = settings.webhook_listen.rpartition(":")
    try:
        await updater.start_webhook(
            listen=host,
            port=int(port),
            url_path=urlsplit(settings.webhook_url).path,
            webhook_url=settings.webhook_url,
            secret_token=settings.webhook_secret or bot.service.signer.secret("webhook"),
            bootstrap_retries=START_TRIES,
            allowed_updates=UPDATES,
        )
    except (OSError, OverflowError) as error:
        raise BadSetting(
            key="TANYA_WEBHOOK_LISTEN",
            value=settings.webhook_listen,
            allowed=f"an address that is free ({error})",
        ) from None


def _take_over(bot: Bot) -> None:
    """Take up what this bot, or one that has ended, left undone."""
    bot.journal.adopt(bot.owner.dead(bot.journal.owners()))
    lines = bot.service.lines
    for asked in bot.service.conversations.due():
        lines.join((asked.place.chat_id, asked.place.person_id), Answering(bot.service, asked))
    bot.inbox.restore(bot.app.bot)


async def _sweep(bot: Bot) -> None:
    """Delete, now and then, what is older than it may be kept."""
    while True:
        try:
            bot.service.conversations.sweep(bot.service.settings.telegram_retention_days)
            bot.journal.sweep()
        except sqlite3.Error as error:
            log.warning("Old conversations could not be deleted yet: %s", error)
        await asyncio.sleep(SWEEP_S)


async def _offer_menu(bot: Bot) -> None:
    """Register the commands: Indonesian for everyone, English for those whose Telegram is."""
    for language in LANGUAGES:
        with suppress(TelegramError):
            await bot.app.bot.set_my_commands(
                commands.menu(bot.service.texts(language)),
                language_code=None if language == LANGUAGES[0] else language,
            )


async def _close(bot: Bot, grace_s: float) -> None:
    """Stop receiving, let running answers finish or say that they will, then let go."""
    app = bot.app
    if app.updater and app.updater.running:
        await app.updater.stop()
    await bot.order.close()
    await bot.service.newest.close()
    await bot.service.lines.close(grace_s)
    if app.running:
        await app.stop()
    await app.shutdown()


def _tell(error: TelegramError) -> None:
    """Say in one line why no updates come; python-telegram-bot tries again by itself."""
    if isinstance(error, Conflict):
        log.error("Another program receives this bot's updates. Stop it, or use another token.")
    else:
        log.warning("No updates for the moment: %s", error)


def _start_failed(settings: Settings, error: TelegramError) -> TanyaError:
    if isinstance(error, InvalidToken):
        return BadSetting(key="TELEGRAM_BOT_TOKEN", value="***", allowed="the token BotFather gave")
    return Unreachable(
        what="Telegram",
        where=settings.telegram_api_url,
        reason=str(error).replace(settings.telegram_token, "***"),
        mend="Check the network and TELEGRAM_API_URL, then run: tanya doctor",
    )
