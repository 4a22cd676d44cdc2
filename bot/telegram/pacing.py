"""When the next message may leave, so that Telegram never has to refuse one.

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


@dataclass(frozen=True, slots=True)
class Paces:
    """Messages within so many seconds; a little slower than allowed, as the two clocks differ."""

    private: tuple[int, float] = (5, 5.2)
    group: tuple[int, float] = (20, 61.0)
    overall: tuple[int, float] = (90, 3.1)


CHATS = 10_000
"""Chats whose recent messages are remembered."""


class Window:
    """At most `count` messages within any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)
        self._blocked_until = 0.0

    def reserve(self, now: float) -> float:
        """Take the next free moment and return it; callers are served in the order they ask."""
        moment = max(now, self.free_at(), self._times[-1] if self._times else 0.0)
        self._times.append(moment)
        return moment

    def free_at(self) -> float:
        """Return the moment from which one more message may leave."""
        full = len(self._times) == self._times.maxlen
        return max(self._blocked_until, self._times[0] + self._seconds if full else 0.0)

    def spare(self, now: float) -> int:
        """Return how many messages may leave at once."""
        if self.blocked(now):
            return 0
        recent = sum(moment > now - self._seconds for moment in self._times)
        return (self._times.maxlen or 0) - recent

    def block(self, until: float) -> None:
        """Let nothing leave before `until`."""
        self._blocked_until = max(self._blocked_until, until)

    def blocked(self, now: float) -> bool:
        """Say whether Telegram refused, and the time it named is not over."""
        return now < self._blocked_until


class Pacer:
    """The windows of all chats, and the one over all of them."""

    def __init__(self, paces: Paces, clock: Clock = time.monotonic) -> None:
        self._paces = paces
        self._clock = clock
        self._chats: OrderedDict[int, Window] = OrderedDict()
        self._overall = Window(*paces.overall)

    async def turn(self, chat_id: int) -> None:
        """Wait until one message may leave for this chat."""
        window = self._window(chat_id)
        await self._until(window.reserve(self._clock()))
        while window.blocked(self._clock()):
            await self._until(window.reserve(self._clock()))
        await self._until(self._overall.reserve(self._clock()))

    def take_spare(self, chat_id: int, keep: int) -> bool:
        """Take a turn if one is free now and `keep` more would be left, else return False."""
        window, now = self._window(chat_id), self._clock()
        if window.spare(now) <= keep or self._overall.spare(now) <= keep:
            return False
        window.reserve(now)
        self._overall.reserve(now)
        return True

    def block(self, chat_id: int, seconds: float) -> None:
        """Hold this chat back, as Telegram asked."""
        self._window(chat_id).block(self._clock() + seconds)

    def _window(self, chat_id: int) -> Window:
        # A group's id is negative: https://core.telegram.org/bots/api#chat
        pace = self._paces.group if chat_id < 0 else self._paces.private
        window = self._chats.pop(chat_id, None) or Window(*pace)
        self._chats[chat_id] = window
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        return window

    async def _until(self, moment: float) -> None:
        if (wait := moment - self._clock()) > 0:
            await asyncio.sleep(wait)
