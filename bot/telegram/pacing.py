"""When the next message may leave, so that Telegram hardly ever has to refuse one.

Telegram asks for about one message a second in a chat, with short bursts allowed, 20 a minute in a
group and 30 a second over all; edits count. https://core.telegram.org/bots/faq#broadcasting-to-users
When it refuses all the same, that chat waits, and no other.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]

CHATS = 10_000
"""Chats whose recent messages are remembered."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Messages within so many seconds; a little slower than allowed, as some travel faster."""

    private: tuple[int, float] = (5, 5.5)
    group: tuple[int, float] = (20, 62.0)
    overall: tuple[int, float] = (85, 3.1)


class Window:
    """At most `count` messages within any `seconds`. Whoever holds `order` is the next to leave."""

    def __init__(self, count: int, seconds: float) -> None:
        self.order = asyncio.Lock()
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)
        self._blocked_until = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until one more message may leave, 0 if it may now."""
        full = len(self._times) == self._times.maxlen
        free_at = self._times[0] + self._seconds if full else 0.0
        return max(0.0, free_at - now, self._blocked_until - now)

    def take(self, now: float) -> None:
        """Count a message that leaves now."""
        self._times.append(now)

    def spare(self, now: float) -> int:
        """Return how many messages may leave at once."""
        if now < self._blocked_until:
            return 0
        recent = sum(moment > now - self._seconds for moment in self._times)
        return (self._times.maxlen or 0) - recent

    def block(self, until: float) -> None:
        """Let nothing leave before `until`."""
        self._blocked_until = max(self._blocked_until, until)


class Pacer:
    """The windows of all chats, and the one over all of them."""

    def __init__(self, paces: Paces, clock: Clock = time.monotonic) -> None:
        self._paces = paces
        self._clock = clock
        self._chats: OrderedDict[int, Window] = OrderedDict()
        self._overall = Window(*paces.overall)

    async def turn(self, chat_id: int) -> None:
        """Wait until one message may leave for this chat, in the order of asking."""
        window = self._window(chat_id)
        async with window.order:
            await self._free(window)
            async with self._overall.order:
                await self._free(self._overall)
                self._overall.take(self._clock())
            window.take(self._clock())

    def take_spare(self, chat_id: int, keep: int) -> bool:
        """Take a turn if one is free now and `keep` more would be left, else return False."""
        window, now = self._window(chat_id), self._clock()
        if min(window.spare(now), self._overall.spare(now)) <= keep:
            return False
        window.take(now)
        self._overall.take(now)
        return True

    def block(self, chat_id: int, seconds: float) -> None:
        """Hold this chat back, as Telegram asked."""
        self._window(chat_id).block(self._clock() + seconds)

    async def _free(self, window: Window) -> None:
        while (wait := window.wait(self._clock())) > 0:
            await asyncio.sleep(wait)

    def _window(self, chat_id: int) -> Window:
        # A group's id is negative: https://core.telegram.org/bots/api#chat
        pace = self._paces.group if chat_id < 0 else self._paces.private
        window = self._chats.pop(chat_id, None) or Window(*pace)
        self._chats[chat_id] = window
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return window
