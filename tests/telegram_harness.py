"""The bot and the strict server, running together in one event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

from bot.telegram.app import Bot, build
from bot.telegram.chain import Chain
from bot.telegram.pacing import Paces
from bot.telegram.serving import serve
from rag.settings import Settings
from tests.fake_chain import FakeChain
from tests.telegram_server.server import TOKEN, TelegramServer
from tests.telegram_server.world import Message

FAST = Paces((1000, 1.0), (1000, 1.0), (1000, 1.0))
"""For tests that are not about rates."""


@asynccontextmanager
async def running(
    server: TelegramServer,
    folder: Path,
    chain: Chain | None = None,
    paces: Paces = FAST,
    patience_s: float = 1.0,
    grace_s: float = 2.0,
    **settings: Any,
) -> AsyncIterator[Bot]:
    """Run a bot with its state in `folder`; leaving stops it as SIGTERM would."""
    chosen = replace(
        Settings(),
        telegram_token=TOKEN,
        telegram_api_url=server.url,
        telegram_state=str(folder),
        **settings,
    )
    bot = build(chosen, chain or FakeChain(), paces, patience_s)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(bot, stop, grace_s))
    try:
        await until(lambda: serving.done() or bool(bot.app.updater and bot.app.updater.running))
        yield bot
    finally:
        stop.set()
        try:
            await serving
        finally:
            bot.close()


async def until(condition: Callable[[], Any], timeout: float = 10.0) -> Any:
    """Wait until `condition` gives something true, and return that."""
    async with asyncio.timeout(timeout):
        while not (found := condition()):
            await asyncio.sleep(0.005)
    return found


async def answered(server: TelegramServer, chat_id: int, count: int = 1) -> list[Message]:
    """Wait until the bot has `count` finished messages in a chat, and return all of its own."""
    await until(lambda: len(finished(server.world.by_bot(chat_id))) >= count)
    return server.world.by_bot(chat_id)


def finished(messages: Iterable[Message]) -> list[Message]:
    """Return the messages that are no opening lines, places in a line or growing answers."""
    under_way = (["Batalkan"], ["Cancel"])
    return [m for m in messages if not m.text.endswith("…") and m.buttons() not in under_way]


def scenario(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an asynchronous test in an event loop of its own."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run
