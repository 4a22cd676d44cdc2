"""What goes wrong on purpose, and the rates Telegram holds bots to."""

import math
import random
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["429", "500", "409", "401", "drop", "drop_after", "hang", "hang_after"]
"""`drop` resets the connection, `hang` holds it for long; `_after`: the work was done before."""

RANDOM_KINDS: tuple[Kind, ...] = ("429", "500", "drop", "drop_after", "hang", "hang_after")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to go wrong. `seconds`: how long to hang, or how long to tell the bot to wait."""

    kind: Kind
    seconds: float = 1.0


@dataclass
class Faults:
    """Faults on demand (`force`), and at random for a share of the calls."""

    rate: float = 0.0
    kinds: tuple[Kind, ...] = RANDOM_KINDS
    hang_s: float = 2.0
    seed: int = 0
    methods: frozenset[str] = frozenset(
        {"sendMessage", "editMessageText", "sendChatAction", "answerCallbackQuery", "getUpdates"}
    )
    _forced: dict[tuple[str, int | None], deque[Fault]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def force(
        self, kind: Kind, method: str, chat_id: int | None = None, times: int = 1, s: float = 1.0
    ) -> None:
        """Have the next `times` calls of a method go wrong, in one chat or (None) in any."""
        self._forced[method, chat_id].extend([Fault(kind, s)] * times)

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return what goes wrong with this call, if anything."""
        for key in ((method, chat_id), (method, None)):
            if self._forced[key]:
                return self._forced[key].popleft()
        if method not in self.methods or self._random.random() >= self.rate:
            return None
        kind = self._random.choice(self.kinds)
        seconds = self._random.choice((1.0, 2.0, 3.0)) if kind == "429" else self.hang_s
        return Fault(kind, seconds)


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages within so many seconds. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits

    One a second in a chat and 30 a second over all, with short bursts; 20 a minute in a group.
    """

    private: tuple[int, float] = (5, 5.0)
    group: tuple[int, float] = (20, 60.0)
    overall: tuple[int, float] = (90, 3.0)


class Rates:
    """Counts the messages and edits of the last seconds."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._times: dict[int | None, deque[float]] = defaultdict(deque)

    def wait(self, chat_id: int) -> int:
        """Count a message; or, if it is one too many, return the whole seconds to wait."""
        if self._limits is None:
            return 0
        now = time.monotonic()
        pace = self._limits.group if chat_id < 0 else self._limits.private
        windows = ((self._times[chat_id], pace), (self._times[None], self._limits.overall))
        for times, (count, seconds) in windows:
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= count:
                return max(1, math.ceil(times[0] + seconds - now))
        for times, _ in windows:
            times.append(now)
        return 0
