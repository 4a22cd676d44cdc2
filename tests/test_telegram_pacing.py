"""Rates out and rates in: windows, quotas, and refusals that hold back one chat only."""

import asyncio
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.telegram.access import Access
from bot.telegram.delivery import seconds_of
from bot.telegram.pacing import Pacer, Paces, Window
from bot.texts import load
from rag.settings import Settings
from tests.telegram_harness import answered, finished, running, scenario, until
from tests.telegram_server.faults import Limits
from tests.telegram_server.server import TelegramServer

QUESTION = "Kapan pasar ikan Muara dibuka kembali?"
OWN = load("id").telegram


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 5), st.floats(0.5, 60), st.lists(st.floats(0, 30), max_size=40))
def test_a_window_never_lets_more_leave_than_allowed(
    count: int, seconds: float, gaps: list[float]
) -> None:
    window, now, moments = Window(count, seconds), 0.0, []
    for gap in gaps:
        now += gap
        now += window.wait(now)
        window.take(now)
        moments.append(now)
    for first, one_too_many in zip(moments, moments[count:], strict=False):
        assert one_too_many - first >= seconds * (1 - 1e-9)


def test_a_blocked_window_lets_nothing_leave_before_its_time() -> None:
    window = Window(5, 1.0)
    window.block(50.0)
    window.block(20.0)
    assert window.spare(10.0) == 0
    assert window.wait(10.0) == 40.0
    assert window.spare(60.0) == 5


@scenario
async def test_passing_texts_leave_turns_to_final_ones() -> None:
    clock = Clock()
    pacer = Pacer(Paces(private=(4, 10.0)), clock)
    taken = [pacer.take_spare(7, keep=2) for _ in range(4)]
    assert taken == [True, True, False, False]
    async with asyncio.timeout(1):
        await pacer.turn(7)
        await pacer.turn(7)
    assert pacer.take_spare(8, keep=2)


@scenario
async def test_waiting_in_one_chat_leaves_the_others_free() -> None:
    pacer = Pacer(Paces(private=(1, 60.0)))
    await pacer.turn(7)
    waiting = asyncio.create_task(pacer.turn(7))
    pacer.block(8, 0.2)
    started = time.monotonic()
    await pacer.turn(9)
    assert time.monotonic() - started < 0.1
    await pacer.turn(8)
    assert 0.2 <= time.monotonic() - started < 1
    assert not waiting.done()
    waiting.cancel()


@pytest.mark.parametrize("span", ["true", "false"])
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_a_refusals_time_is_read_as_number_or_span(
    monkeypatch: pytest.MonkeyPatch, span: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", span)
    assert seconds_of(RetryAfter(3)) == 3.0


@scenario
async def test_a_429_holds_back_its_chat_only_and_loses_nothing(tmp_path: Path) -> None:
    async with TelegramServer() as server, running(server, tmp_path):
        server.faults.force("429", "sendMessage", 7, s=1)
        server.faults.force("429", "editMessageText", 7, s=1)
        started = time.monotonic()
        server.world.say(7, QUESTION)
        server.world.say(8, QUESTION)
        await answered(server, 8)
        assert time.monotonic() - started < 1
        assert server.world.by_bot(7) == []
        (message,) = await answered(server, 7)
        assert time.monotonic() - started >= 2
        assert message.text.startswith("Pasar ikan")


@scenario
async def test_telegrams_limits_are_kept_without_being_told(tmp_path: Path) -> None:
    limits = Limits(private=(5, 1.0), group=(8, 2.0))
    # The second more is for a slow machine: what leaves apart may arrive closer together.
    paces = Paces(private=(5, 2.0), group=(8, 3.0))
    async with TelegramServer(limits=limits) as server, running(server, tmp_path, paces=paces):
        for person in (7, 8, 9):
            server.world.say(person, QUESTION)
            server.world.say(person, QUESTION)
            server.world.say(person, QUESTION)
            server.world.say(person, f"/tanya {QUESTION}", chat_id=-5)
            server.world.say(person, f"/tanya {QUESTION}", chat_id=-5)
        await until(lambda: len(finished(server.world.by_bot(-5))) == 6)
        for person in (7, 8, 9):
            await answered(server, person, 3)
        assert [call for call in server.calls if call.outcome.startswith("Too Many")] == []


# -- access


def test_quotas_count_a_minute_a_day_and_everyone() -> None:
    clock = Clock()
    settings = Settings(telegram_per_minute=2, telegram_per_day=3, telegram_total_per_minute=4)
    access = Access(settings, clock)
    assert access.ask(7) is None and access.ask(7) is None
    refusal = access.ask(7)
    assert refusal and (refusal.reason, refusal.seconds, refusal.first) == ("too_fast", 60, True)
    again = access.ask(7)
    assert again and not again.first
    assert access.ask(8) is None and access.ask(8) is None
    busy = access.ask(9)
    assert busy and busy.reason == "busy"
    clock.now += 61
    assert access.ask(7) is None
    used = access.ask(7)
    assert used and used.reason == "quota_used"
    clock.now += 86_400
    assert access.ask(7) is None


def test_the_allow_list_names_people_and_chats_and_admins_always_get_in() -> None:
    access = Access(Settings(telegram_allow=frozenset({7, -5}), telegram_admins=frozenset({1})))
    assert access.allowed(7, 7) and access.allowed(8, -5) and access.allowed(1, 1)
    assert not access.allowed(8, 8)
    assert Access(Settings()).allowed(8, 8)
    assert access.admin(1) and not access.admin(7)


def test_presses_are_counted_too() -> None:
    clock = Clock()
    access = Access(Settings(), clock)
    assert [access.press(7) for _ in range(31)] == [0] * 30 + [60]
    clock.now += 61
    assert access.press(7) == 0
