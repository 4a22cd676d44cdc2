"""The Telegram bot under load, faults and kill -9, against the strict server of the tests.

python -m benchmarks.telegram load      1,000 questions from 50 chats, 5 % of the calls at fault
python -m benchmarks.telegram kill      kill -9 in the middle of 100 questions, and start again
python -m benchmarks.telegram latency   20 chats at once over the sample articles
python -m benchmarks.telegram messages  2,000 generated messages
"""

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.processes import TANYA, tanya
from benchmarks.telegram_bot import answer, question
from tests.telegram_harness import finished, until
from tests.telegram_server.faults import Faults, Limits
from tests.telegram_server.server import TOKEN, TelegramServer
from tests.telegram_server.world import Message, World

CHATS = 50
GROUPS = 10
LONGEST_RUN_S = 900
EVERYTHING = [chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000]
EVERYTHING = [chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000]


@asynccontextmanager
async def process(
    command: list[str], log: Path, environment: dict[str, str]
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """Run a bot as a process of its own, its log in a file; end it in the end."""
    with log.open("ab") as file:
        running = subprocess.Popen(command, stderr=file, env={**os.environ, **environment})
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        await asyncio.to_thread(running.wait, 60)


def known_bot(server: TelegramServer, folder: Path, pause_s: float) -> list[str]:
    """Return the command of the bot over known answers."""
    module = ["-m", "benchmarks.telegram_bot"]
    return [sys.executable, *module, server.url, str(folder / "state"), str(pause_s), "2.0"]


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


def spread(name: str, seconds: Iterable[float]) -> None:
    """Print p50, p95 and the longest, in milliseconds."""
    values = sorted(seconds)
    cuts = quantiles(values, n=20, method="inclusive")
    print(f"{name}: p50 {cuts[9] * 1e3:.0f} ms, p95 {cuts[18] * 1e3:.0f} ms, "
          f"longest {values[-1] * 1e3:.0f} ms ({len(values)} measured)")  # fmt: skip


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


# -- load


async def load(folder: Path, count: int = 1000) -> None:
    """Each chat asks its next question when at most one is unanswered."""
    faults = Faults(rate=0.05, hang_s=3.0, seed=1)
    async with (
        TelegramServer(faults, Limits()) as server,
        process(known_bot(server, folder, 0.03), folder / "log", {}),
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


# -- kill


async def kill(folder: Path, count: int = 100, rounds: int = 10) -> None:
    """Kill the bot five times in each round, at random moments."""
    chance = random.Random(0)
    for nth in range(rounds):
        async with TelegramServer(limits=Limits()) as server:
            command = known_bot(server, folder / str(nth), 0.2)
            for number in range(count):
                ask(server.world, number)
            before = []
            for _ in range(5):
                async with process(command, folder / "log", {}) as running:
                    await until(lambda: server.calls)
                    await asyncio.sleep(chance.uniform(0.5, 2.5))
                    before.append(sum(answers(server.world, count).values()))
                    running.send_signal(signal.SIGKILL)
            async with process(command, folder / "log", {}):
                await until(lambda: sum(answers(server.world, count).values()) >= count, 300)
                await asyncio.sleep(3)
            print(f"round {nth}: killed after {before} answers")
            verdict(server.world, count)


# -- latency


async def latency(folder: Path, chats: int = 20) -> None:
    """Chats in conversation with the bot over the sample articles; then all at one moment."""
    store = str(folder / "index")
    tanya("index", "articles", "--store", store)
    lines = Path("questions/treaty.jsonl").read_text().splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    async with TelegramServer(limits=Limits()) as server:
        environment = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.url,
            "TANYA_STORE": store,
            "TANYA_TELEGRAM_STATE": str(folder / "state"),
            "TANYA_TELEGRAM_PER_MINUTE": "1000",
            "TANYA_TELEGRAM_TOTAL_PER_MINUTE": "100000",
        }
        async with process([str(TANYA), "bot"], folder / "log", environment):
            await _one(server, 1, questions[0])
            print(f"load average {os.getloadavg()[0]:.1f}")
            talks = (_talk(server, 100 + n, questions[n::chats]) for n in range(chats))
            waits = [wait for talk in await asyncio.gather(*talks) for wait in talk]
            spread(f"{chats} chats, first visible reaction", (wait[0] for wait in waits))
            spread(f"{chats} chats, final answer", (wait[1] for wait in waits))
            await asyncio.sleep(5)
            waits = await asyncio.gather(
                *(_one(server, 100 + n, questions[n]) for n in range(chats))
            )
            spread("all at one moment, first visible reaction", (wait[0] for wait in waits))
            spread("all at one moment, final answer", (wait[1] for wait in waits))
        print(f"refused as wrong: {len(server.refusals())}")


async def _talk(
    server: TelegramServer, person: int, questions: Iterable[str]
) -> list[tuple[float, float]]:
    """Ask, read the answer for some seconds, ask again."""
    chance = random.Random(person)
    waits = []
    for text in questions:
        await asyncio.sleep(chance.uniform(3, 9))
        waits.append(await _one(server, person, text))
    return waits


async def _one(server: TelegramServer, person: int, text: str) -> tuple[float, float]:
    """Return the seconds until the first visible reaction, and until the final answer."""
    before = len(server.world.by_bot(person))
    asked = time.monotonic()
    server.world.say(person, text)
    new: list[Message] = await until(lambda: server.world.by_bot(person)[before:], 60)
    typing = [at for at, chat in server.world.actions if chat == person and at >= asked]
    await until(lambda: finished(new), 60)
    return min([new[0].texts[0][0], *typing]) - asked, new[0].texts[-1][0] - asked


# -- messages


async def messages(folder: Path, count: int = 2000) -> None:
    """Every message must be taken in and answered without an error on either side."""
    chance = random.Random(0)
    log = folder / "log"
    async with TelegramServer() as server, process(known_bot(server, folder, 0.0), log, {}):
        for number in range(count):
            person = 100 + number % 100
            group = chance.random() < 0.2
            text = generated(chance)
            server.world.say(person, text, chat_id=-person if group else person)
            if number % 100 == 99:
                await _quiet(server)
        said = sum(len(server.world.by_bot(chat)) for chat in server.world.messages)
    errors = log.read_text().count(" ERROR ")
    refused = dict(Counter(call.outcome for call in server.refusals()))
    print(f"{count} messages, {said} of the bot's; refused as wrong: {refused}, errors: {errors}")


async def _quiet(server: TelegramServer) -> None:
    """Wait until all updates are fetched and no call has come for half a second."""
    await until(
        lambda: (
            len(server.world.updates) == 0
            and time.monotonic() - server.calls[-1].at > 0.5
            and all(
                finished([m]) for chat in server.world.messages for m in server.world.by_bot(chat)
            )
        ),
        120,
    )


def generated(chance: random.Random) -> str:
    """Return a message of up to 4,096 units: any Unicode, markup, commands, long runs."""
    length = chance.choice((1, 5, 30, 200, 2000))
    alphabets: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(EVERYTHING),
        lambda: chance.choice("<>&\"'/bia=;#x0123 "),
        lambda: chance.choice(("<b>", "</b>", "&amp;", "&", "<a href=", "\n", " kode ", "7")),
        lambda: chance.choice(("kode ", "arti ", "12 ", "apa ", "😀", "e\u0301", "\u202e")),
    )
    alphabet = chance.choice(alphabets)
    body = "".join(alphabet() for _ in range(length))
    commands = "tanya ask start help baru sumber bahasa batal lupakan status entah".split()
    beginnings = ("", "", "", "@tanya_bot ", *(f"/{command} " for command in commands))
    return (chance.choice(beginnings) + body)[:2000]


RUNS: dict[str, Callable[[Path], Coroutine[Any, Any, None]]] = {
    "load": load,
    "kill": kill,
    "latency": latency,
    "messages": messages,
}


def main() -> None:
    """Run one of the benchmarks in a folder of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", choices=RUNS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(RUNS[given.run](Path(folder)))


if __name__ == "__main__":
    main()
