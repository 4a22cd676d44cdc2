"""Updates on their way in: kept on disk first, then handled, one after the other for each person.

Both ways of receiving wait for `Inbox.put` before Telegram learns that an update arrived (polling
by its next offset, a webhook by its answer), so what a killed bot had not dealt with is still
known. https://core.telegram.org/bots/api#getupdates
"""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Coroutine
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.telegram.journal import Journal

MOST_AT_ONCE = 4096


class Inbox(asyncio.Queue[object]):
    """The queue between python-telegram-bot's receiver and its handlers."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def put(self, item: object) -> None:
        """Keep and queue an update; one received before is passed over.

        Raises TelegramError if it cannot be kept: the receiver then asks for it again.
        """
        if isinstance(item, Update):
            try:
                new = self._journal.receive(item.update_id, item.to_json())
            except sqlite3.Error as error:
                raise TelegramError(f"An update could not be kept: {error}") from error
            if not new:
                return
        await super().put(item)

    def restore(self, bot: Bot) -> int:
        """Queue what was received and not dealt with; return how many updates that is."""
        pending = self._journal.pending()
        for payload in pending:
            self.put_nowait(Update.de_json(json.loads(payload), bot))
        return len(pending)


class InOrder(BaseUpdateProcessor):
    """Handles one person's updates in a chat in their order, and those of others meanwhile."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(MOST_AT_ONCE)
        self._journal = journal
        self._locks: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: `close` has been called."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update in its turn, then note that it has been dealt with."""
        assert isinstance(coroutine, Coroutine)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            async with self._lock(update):
                if not self._closed:
                    await coroutine
                    self._finish(update)
        finally:
            coroutine.close()
            self._tasks.discard(task)

    async def close(self) -> None:
        """Stop handling. What is unfinished stays in the journal for the next start."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finish(self, update: object) -> None:
        if isinstance(update, Update):
            self._journal.finish(update.update_id)

    def _lock(self, update: object) -> asyncio.Lock:
        chat = update.effective_chat if isinstance(update, Update) else None
        user = update.effective_user if isinstance(update, Update) else None
        key = (chat.id if chat else 0, user.id if user else 0)
        lock = self._locks.get(key) or asyncio.Lock()
        self._locks[key] = lock
        return lock
