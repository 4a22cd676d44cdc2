"""How long readers wait: `tanya bot` over the sample articles, and 20 chats at once."""

import asyncio
import json
import os
import random
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import quantiles

from benchmarks.processes import TANYA, tanya
from benchmarks.telegram_bot import process
from tests.telegram_harness import finished, until
from tests.telegram_server.faults import Limits
from tests.telegram_server.server import TOKEN, TelegramServer
from tests.telegram_server.world import Message


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


def spread(name: str, seconds: Iterable[float]) -> None:
    """Print p50, p95 and the longest, in milliseconds."""
    values = sorted(seconds)
    cuts = quantiles(values, n=20, method="inclusive")
    print(f"{name}: p50 {cuts[9] * 1e3:.0f} ms, p95 {cuts[18] * 1e3:.0f} ms, "
          f"longest {values[-1] * 1e3:.0f} ms ({len(values)} measured)")  # fmt: skip
