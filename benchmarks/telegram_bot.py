"""The bot over a tiny chain of known answers, as a process that a benchmark can load and kill.

python -m benchmarks.telegram_bot URL STATE_FOLDER PAUSE_S PATIENCE_S
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.telegram import logs
from bot.telegram.app import build
from bot.telegram.serving import serve
from index.records import Article
from rag.settings import Settings
from tests.fake_chain import FakeChain
from tests.telegram_server.server import TOKEN, TelegramServer

CODES = 1000
ROOT = Path(__file__).parent.parent


def question(number: int) -> str:
    """Return the question that only one sentence answers."""
    return f"Apa arti kode {number}?"


def answer(number: int) -> str:
    """Return how the answer to it begins."""
    return f"Kode {number} berarti barang {number} itu."


def command(server: TelegramServer, folder: Path, pause_s: float) -> list[str]:
    """Return the command that runs the bot over known answers."""
    module = ["-m", "benchmarks.telegram_bot"]
    return [sys.executable, *module, server.url, str(folder / "state"), str(pause_s), "2.0"]


@asynccontextmanager
async def process(
    command: list[str], log: Path, environment: dict[str, str]
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """Run a bot as a process of its own, its log in a file; end it in the end."""
    with log.open("ab") as file:
        running = subprocess.Popen(
            command, stderr=file, cwd=ROOT, env={**os.environ, **environment}
        )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        await asyncio.to_thread(running.wait, 60)


async def run(url: str, folder: str, pause_s: float, patience_s: float) -> None:
    """Run until SIGTERM."""
    logs.configure((TOKEN,))
    article = Article("kode", " ".join(map(answer, range(CODES))), title="Daftar kode")
    settings = Settings(
        telegram_token=TOKEN,
        telegram_api_url=url,
        telegram_state=folder,
        telegram_per_minute=1000,
        telegram_per_day=100_000,
        telegram_total_per_minute=100_000,
    )
    chain = FakeChain((article,), claims=1, pause_s=pause_s)
    bot = build(settings, chain, patience_s=patience_s)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    try:
        await serve(bot, stop)
    finally:
        bot.close()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])))
