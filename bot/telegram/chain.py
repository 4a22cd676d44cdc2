"""The chain is synchronous: a thread of its own runs it for each question."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from bot.telegram.conversations import Turn
from index.records import Article
from rag.records import Answer


class Chain(Protocol):
    """What the bot needs of `rag.chain.Chain`."""

    @property
    def fingerprint(self) -> str: ...

    def stream(self, input: Any) -> Iterator[Answer]: ...

    def article(self, article_id: str) -> Article: ...


async def answers(
    chain: Chain, question: str, history: Sequence[Turn]
) -> AsyncGenerator[Answer, None]:
    """Yield the growing answers as the chain makes them; raise what it raises.

    Closing this generator stops the chain at its next answer. The thread is a daemon, so that a
    language model that hangs cannot keep the bot from ending.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[Answer | BaseException | None] = asyncio.Queue()
    closed = threading.Event()

    def put(item: Answer | BaseException | None) -> None:
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            loop.call_soon_threadsafe(arrived.put_nowait, item)

    thread = threading.Thread(
        target=_run, args=(chain, {"question": question, "history": history}, put, closed),
        name="answering", daemon=True,
    )  # fmt: skip
    thread.start()
    try:
        while (item := await arrived.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        closed.set()


def _run(
    chain: Chain,
    asked: dict[str, Any],
    put: Callable[[Answer | BaseException | None], None],
    closed: threading.Event,
) -> None:
    try:
        for answer in chain.stream(asked):
            put(answer)
            if closed.is_set():
                break
        put(None)
    except Exception as error:
        put(error)
