"""Whatever people may send: every message is taken in, and none of the bot's own is refused."""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.telegram_bot import command, process
from tests.telegram_harness import finished, until
from tests.telegram_server.server import TelegramServer

EVERYTHING = [chr(code) for code in range(1, 0x110000) if not 0xD800 <= code < 0xE000]


async def messages(folder: Path, count: int = 2000) -> None:
    """Every message must be taken in and answered without an error on either side."""
    chance = random.Random(0)
    log = folder / "log"
    async with TelegramServer() as server, process(command(server, folder, 0.0), log, {}):
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
