"""Many questions to the bot over known answers, with faults, then with kill -9."""

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.telegram_bot import answer, command, process, question
from benchmarks.telegram_latency import spread
from tests.telegram_harness import finished, until
from tests.telegram_server.faults import Faults, Limits
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import World

CHATS = 50
GROUPS = 10
LONGEST_RUN_S = 900


async def load(folder: Path, count: int = 1000) -> None:
    """Each chat asks its next question when at most one is unanswered."""
    faults = Faults(rate=0.05, hang_s=3.0, seed=1)
    async with (
        TelegramServer(faults, Limits()) as server,
        process(command(server, folder, 0.03), folder / "log", {}),
    ):
        held_back = chat_of(1)[0]
        server.faults.force("429", "sendMessage", held_back, s=30)
        asked: dict[int, float] = {}
        started = time.monotonic()
        chats = [_chat(server, range(chat, count, CHATS), asked) for chat in range(CHATS)]
        took = await asyncio.wait_for(asyncio.gather(*chats), LONGEST_RUN_S)
        print(f"{count} questions, {CHATS} chats: {time.monotonic() - started:.0f} s, "
              f"{len(server.calls)} calls")  # fmt: skip
        print(f"outcomes: {dict(Counter(_kind(call.outcome) for call in server.calls))}")
        await asyncio.sleep(5)
        verdict(server.world, count)
        print(f"refused as wrong: {[call.outcome for call in server.refusals()]}")
        hurt = {c.chat_id for c in server.calls if c.outcome.startswith("Too Many")}
        names = {chat_of(chat)[0]: times for chat, times in enumerate(took)}
        early = [t for chat, times in names.items() if chat > 0 and chat != held_back
                 for t in times[:3]]  # fmt: skip
        print(f"chats that met a 429: {len(hurt)}")
        print(f"the chat told to wait 30 s: its first answer after {names[held_back][0]:.1f} s")
        spread("first three answers of the other private chats meanwhile", early)


async def _chat(
    server: TelegramServer, numbers: Iterable[int], asked: dict[int, float]
) -> list[float]:
    """Ask one after the other; return the seconds each took."""
    took = []
    for number in numbers:
        asked[number] = time.monotonic()
        ask(server.world, number)
        chat_id, _ = chat_of(number)
        await until(_answered(server.world, chat_id, number), LONGEST_RUN_S)
        took.append(time.monotonic() - asked[number])
    return took


def _answered(world: World, chat_id: int, number: int) -> Callable[[], bool]:
    beginning = answer(number)
    return lambda: any(m.text.startswith(beginning) for m in world.by_bot(chat_id)[-3:])


def _kind(outcome: str) -> str:
    return "not modified" if "not modified" in outcome else outcome.partition(":")[0]


async def kill(folder: Path, count: int = 100, rounds: int = 5) -> None:
    """Kill the bot five times in each round, each time after some more answers."""
    chance = random.Random(0)
    for nth in range(rounds):
        async with TelegramServer(limits=Limits()) as server:
            bot, before = command(server, folder / str(nth), 0.2), [0]
            for number in range(count):
                ask(server.world, number)
            for _ in range(5):
                async with process(bot, folder / "log", {}) as running:
                    more = before[-1] + chance.randint(1, 18)
                    await _answers(server.world, count, min(more, count))
                    await asyncio.sleep(chance.uniform(0, 0.5))
                    running.send_signal(signal.SIGKILL)
                before.append(sum(answers(server.world, count).values()))
            async with process(bot, folder / "log", {}):
                await _answers(server.world, count, count)
                await asyncio.sleep(3)
            print(f"round {nth}: killed after {before[1:]} answers", flush=True)
            verdict(server.world, count)


async def _answers(world: World, count: int, wanted: int) -> None:
    """Wait until so many of the questions are answered."""
    await until(lambda: sum(answers(world, count).values()) >= wanted, LONGEST_RUN_S)


def chat_of(number: int) -> tuple[int, int]:
    """Return the chat and the person of the nth question: every fifth chat is a group."""
    chat = number % CHATS
    person = 1000 + chat
    return (-person if chat % (CHATS // GROUPS) == 0 else person), person


def ask(world: World, number: int) -> None:
    """Have the nth question asked."""
    chat_id, person = chat_of(number)
    world.say(person, f"/tanya {question(number)}", chat_id=chat_id)


def answers(world: World, count: int) -> Counter[int]:
    """Count the finished messages that answer each question, in its own chat."""
    found: Counter[int] = Counter()
    for number in range(count):
        chat_id, _ = chat_of(number)
        beginning = answer(number)
        found[number] = sum(m.text.startswith(beginning) for m in world.by_bot(chat_id))
    return found


def verdict(world: World, count: int) -> None:
    """Print how many questions got no, one or several answers, and what was left lying about."""
    found = answers(world, count)
    every = [m for chat in world.messages for m in world.by_bot(chat)]
    lost = [number for number in range(count) if found[number] == 0]
    doubled = [number for number in range(count) if found[number] > 1]
    print(f"answered once: {count - len(lost) - len(doubled)} of {count}, "
          f"lost {lost}, doubled {doubled}")  # fmt: skip
    print(f"opening lines left behind by lost replies: {len(every) - len(finished(every))}")
    others = Counter(m.text for m in finished(every) if not m.text.startswith("Kode "))
    print(f"other texts: {dict(others)}")
