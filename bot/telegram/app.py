"""The composition of the bot: its parts, its handlers in their order, its one error handler."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.telegram import asking, commands, guards, inline, presses
from bot.telegram.access import Access
from bot.telegram.buttons import Keyboards, Signer
from bot.telegram.chain import Chain
from bot.telegram.conversations import Conversations
from bot.telegram.database import connect, signing_key
from bot.telegram.delivery import Delivery
from bot.telegram.feedback import Feedback
from bot.telegram.health import Health
from bot.telegram.inbox import Inbox, InOrder
from bot.telegram.journal import Journal
from bot.telegram.lines import Lines, Newest, Seats
from bot.telegram.owner import Owner
from bot.telegram.pacing import Pacer, Paces
from bot.telegram.service import Context, Service
from rag.settings import Settings

App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]

CONNECTIONS = 64
SEATS_AT_A_MODEL = 8
PATIENCE_S = 10.0
"""How long one request to Telegram may take."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot put together and not yet running."""

    app: App
    service: Service
    journal: Journal
    inbox: Inbox
    order: InOrder
    owner: Owner
    database: sqlite3.Connection

    def close(self) -> None:
        """Release the files."""
        self.database.close()
        self.owner.close()


def build(
    settings: Settings,
    chain: Chain,
    paces: Paces = Paces(),  # noqa: B008 - a frozen record
    patience_s: float = PATIENCE_S,
) -> Bot:
    """Return the bot. Raises BadSetting if its state folder cannot be used."""
    folder = Path(settings.telegram_state)
    database = connect(folder)
    owner = Owner(folder)
    journal = Journal(database, owner.name)
    inbox, order = Inbox(journal), InOrder(journal)
    app = _application(settings, inbox, order, patience_s)
    signer = Signer(signing_key(folder))
    app.bot_data["service"] = service = Service(
        settings=settings,
        chain=chain,
        conversations=Conversations(database, owner.name),
        feedback=Feedback(database),
        access=Access(settings),
        delivery=Delivery(app.bot, Pacer(paces)),
        signer=signer,
        keyboards=Keyboards(signer),
        lines=Lines(),
        newest=Newest(),
        seats=Seats(_seats(settings)),
        health=Health(),
    )
    _add_handlers(app)
    return Bot(app, service, journal, inbox, order, owner, database)


def _seats(settings: Settings) -> int:
    """Return how many questions are worked on at once.

    Without a language model the work is the processor's, and more would only make all of them late.
    """
    return SEATS_AT_A_MODEL if settings.chat_model else os.cpu_count() or 1


def _application(settings: Settings, inbox: Inbox, order: InOrder, patience_s: float) -> App:
    # Opts in to durations as timedelta; without it python-telegram-bot 22 warns at each refusal.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    address = settings.telegram_api_url.rstrip("/")
    return (
        ApplicationBuilder()
        .token(settings.telegram_token)
        .base_url(f"{address}/bot")
        .base_file_url(f"{address}/file/bot")
        .context_types(ContextTypes(context=Context))
        .job_queue(None)
        .update_queue(inbox)
        .concurrent_updates(order)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(None)
        .connect_timeout(patience_s)
        .read_timeout(patience_s)
        .write_timeout(patience_s)
        .get_updates_connect_timeout(patience_s)
        .get_updates_read_timeout(patience_s)
        .build()
    )


def _add_handlers(app: App) -> None:
    """Add the handlers. Of each group, the first that fits takes the update."""
    # Who may not use the bot gets no further.
    app.add_handler(TypeHandler(Update, guards.gate), group=-1)
    # A forwarded command is somebody's text, not an order.
    own = filters.UpdateType.MESSAGE & ~filters.FORWARDED
    app.add_handler(CommandHandler(["tanya", "ask"], asking.command, own))
    for names, reply in COMMANDS:
        app.add_handler(CommandHandler(names, commands.answering_with(reply), own))
    _add_messages(app)
    app.add_handler(CallbackQueryHandler(presses.press))
    app.add_handler(InlineQueryHandler(inline.suggest))
    app.add_error_handler(guards.apologize)


def _add_messages(app: App) -> None:
    """Add the handlers of messages that are no known command."""
    message = filters.UpdateType.MESSAGE & ~filters.VIA_BOT  # a result of our inline mode asks not
    private, groups = message & filters.ChatType.PRIVATE, message & filters.ChatType.GROUPS

    # An edited message is never a command.
    edited = filters.UpdateType.EDITED_MESSAGE & filters.TEXT
    app.add_handler(MessageHandler(edited, asking.edited))

    # Any other text of a private chat is a question, unless it looks like a mistyped command.
    mistyped = private & filters.COMMAND & ~filters.FORWARDED
    app.add_handler(MessageHandler(mistyped, commands.answering_with(commands.unknown)))
    app.add_handler(MessageHandler(private & filters.TEXT, asking.private))
    app.add_handler(MessageHandler(groups & filters.TEXT, asking.group))

    # Voice, pictures and files; not the news of a chat, such as a pinned message.
    other = private & ~filters.TEXT & ~filters.StatusUpdate.ALL
    app.add_handler(MessageHandler(other, commands.answering_with(commands.only_text)))


COMMANDS = (
    (["start"], commands.start),
    (["help", "bantuan"], commands.explain),
    (["baru", "new"], commands.start_over),
    (["sumber", "sources"], commands.sources),
    (["bahasa", "language"], commands.choose_language),
    (["batal", "cancel"], commands.cancel),
    (["lupakan", "forget"], commands.forget),
    (["status"], commands.status),
)
