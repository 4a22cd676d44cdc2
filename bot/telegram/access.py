"""Who may ask, and how often. Counts are kept in memory: they start anew with the bot."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rag.settings import Settings

MINUTE_S = 60.0
DAY_S = 86_400.0
PRESSES_PER_MINUTE = 30
PEOPLE = 10_000
"""People whose recent questions are remembered."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not taken now. `first` is False if the person has just been told."""

    reason: Literal["too_fast", "quota_used", "busy"]
    seconds: int
    first: bool


class Quota:
    """At most `count` within `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Return the seconds until one more is allowed, 0 if it is now."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        return self._times[0] + self._seconds - now if len(self._times) >= self._count else 0.0

    def take(self, now: float) -> None:
        """Count one."""
        self._times.append(now)


@dataclass(slots=True)
class _Person:
    minute: Quota
    day: Quota
    presses: Quota
    told_until: float = 0.0


class Access:
    """The allow-list, the admins and the rates of the settings."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._people: OrderedDict[int, _Person] = OrderedDict()
        self._everyone = Quota(settings.telegram_total_per_minute, MINUTE_S)

    def allowed(self, person_id: int, chat_id: int) -> bool:
        """Say whether this person, or this chat, may use the bot at all."""
        allow = self._settings.telegram_allow
        return not allow or self.admin(person_id) or bool({person_id, chat_id} & allow)

    def admin(self, person_id: int) -> bool:
        """Say whether this person may ask how the bot is doing."""
        return person_id in self._settings.telegram_admins

    def ask(self, person_id: int) -> Refusal | None:
        """Count one question, or say why it must wait."""
        person, now = self._person(person_id), self._clock()
        checks: tuple[tuple[Literal["too_fast", "quota_used", "busy"], Quota], ...] = (
            ("too_fast", person.minute),
            ("quota_used", person.day),
            ("busy", self._everyone),
        )
        for reason, quota in checks:
            if wait := quota.wait(now):
                return Refusal(reason, math.ceil(wait), self.may_tell(person_id))
        for _, quota in checks:
            quota.take(now)
        return None

    def may_tell(self, person_id: int) -> bool:
        """Say whether a refusal may be told: once a minute is enough."""
        person, now = self._person(person_id), self._clock()
        if now < person.told_until:
            return False
        person.told_until = now + MINUTE_S
        return True

    def press(self, person_id: int) -> int:
        """Count one press of a button and return 0, or the seconds it must wait."""
        person, now = self._person(person_id), self._clock()
        if wait := person.presses.wait(now):
            return math.ceil(wait)
        person.presses.take(now)
        return 0

    def _person(self, person_id: int) -> _Person:
        person = self._people.pop(person_id, None) or _Person(
            Quota(self._settings.telegram_per_minute, MINUTE_S),
            Quota(self._settings.telegram_per_day, DAY_S),
            Quota(PRESSES_PER_MINUTE, MINUTE_S),
        )
        self._people[person_id] = person
        if len(self._people) > PEOPLE:
            self._people.popitem(last=False)
        return person
