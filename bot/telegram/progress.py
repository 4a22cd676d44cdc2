"""What a person sees while an answer is on its way."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from itertools import count
from types import TracebackType
from typing import Any, Self

EVERY_S = 1.2
EVERY_IN_GROUPS_S = 3.0
"""Seconds between two edits of one message."""
TYPING_S = 4.5
"""How often to say "typing": it fades after five seconds."""

Act = Callable[[], Coroutine[Any, Any, None]]
Show = Callable[[str], Awaitable[None]]


class Progress:
    """Shows the latest text by `show`, once a period; says so when there is none for long.

    Leaving the context waits for an edit that is under way, so none comes after the final text.
    """

    def __init__(self, typing: Act, show: Show, still_looking: str, period: float) -> None:
        self._typing = typing
        self._show = show
        self._period = period
        self._slow = still_looking
        self._latest = ""
        self._begun = asyncio.Event()
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._edit()), asyncio.create_task(self._type())]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._begun.set()
        await asyncio.gather(*self._tasks)

    def begin(self, _: object = None) -> None:
        """Count the first period from now: the message to edit is there."""
        self._begun.set()

    def update(self, text: str) -> None:
        """Have this text shown at the next occasion."""
        self._latest = text

    async def _edit(self) -> None:
        shown = ""
        await self._begun.wait()
        for tick in count():
            if await self._ends_within(self._period):
                return
            text = self._latest or (self._slow if tick > 0 else "")
            if text != shown:
                shown = text
                await self._show(text)

    async def _type(self) -> None:
        while True:
            typing = asyncio.create_task(self._typing())
            if await self._ends_within(TYPING_S):
                typing.cancel()
                return

    async def _ends_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return False
        return True
