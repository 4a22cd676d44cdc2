"""The Telegram bot under load, faults and kill -9, against the strict server of the tests.

python -m benchmarks.telegram load      1,000 questions from 50 chats, 5 % of the calls at fault
python -m benchmarks.telegram kill      kill -9 in the middle of 100 questions, and start again
python -m benchmarks.telegram latency   20 chats at once over the sample articles
python -m benchmarks.telegram messages  2,000 generated messages
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from benchmarks.telegram_latency import latency
from benchmarks.telegram_load import kill, load
from benchmarks.telegram_messages import messages

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
