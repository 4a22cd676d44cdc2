"""Talk to the bot in this terminal, without a token and without Telegram.

python -m tests.telegram_server [--settings of tanya bot ...]

What you type is sent to the bot in private. `:2` presses the second button of the latest message
that has any, `:g TEXT` writes in a group, `:e TEXT` edits what you wrote last, `:i TEXT` asks in
inline mode, `:q` ends.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.telegram_server.server import TOKEN, TelegramServer
from tests.telegram_server.world import Message

YOU = 7
GROUP = -7
TANYA = Path(sys.executable).with_name("tanya")


class Terminal:
    """One person at a terminal: prints what the bot says, sends what is typed."""

    def __init__(self, server: TelegramServer) -> None:
        self._world = server.world
        self._shown: dict[int, str] = {}
        self._last: Message | None = None

    async def show(self) -> None:
        """Print each message of the bot when it is new, and again when it changes."""
        while True:
            for chat_id in (YOU, GROUP):
                for message in self._world.by_bot(chat_id):
                    self._print(message)
            for query_id in list(self._world.inline_answers):
                for result in self._world.inline_answers.pop(query_id)["results"]:
                    print(f"\n  inline: {result['title']}: {result.get('description', '')}")
            for query_id in list(self._world.query_answers):
                if text := self._world.query_answers.pop(query_id).get("text"):
                    print(f"\n  ({text})")
            await asyncio.sleep(0.05)

    def send(self, line: str) -> None:
        """Do what a typed line says."""
        order, _, text = line.partition(" ")
        if order == ":g":
            self._last = self._world.say(YOU, text, chat_id=GROUP)
        elif order == ":e" and self._last:
            self._world.edit(self._last, text)
        elif order == ":i":
            self._world.inline(YOU, text)
        elif order[:1] == ":" and order[1:].isdecimal():
            self._press(int(order[1:]))
        elif line:
            self._last = self._world.say(YOU, line)

    def _press(self, number: int) -> None:
        messages = [m for chat in (GROUP, YOU) for m in self._world.by_bot(chat) if m.keyboard]
        if messages and number <= len(messages[-1].buttons()):
            self._world.press(messages[-1], messages[-1].buttons()[number - 1], YOU)

    def _print(self, message: Message) -> None:
        seen = f"{message.text}\n" + "   ".join(
            f":{number} {label}" for number, label in enumerate(message.buttons(), start=1)
        )
        if self._shown.get(message.id) != seen:
            changed = " (edited)" if message.id in self._shown else ""
            self._shown[message.id] = seen
            where = "group" if message.chat_id == GROUP else "private"
            print(f"\n— bot, {where}{changed}\n{seen}".rstrip(), flush=True)


async def main(arguments: list[str]) -> None:
    """Run the server and the bot until `:q` or the end of input."""
    with tempfile.TemporaryDirectory() as folder:
        async with TelegramServer() as server:
            environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
            state = {"TANYA_TELEGRAM_STATE": folder}
            bot = subprocess.Popen(
                [TANYA, "bot", *arguments], env={**state, **os.environ, **environment}
            )
            terminal = Terminal(server)
            showing = asyncio.create_task(terminal.show())
            print(__doc__)
            try:
                while bot.poll() is None:
                    line = await asyncio.to_thread(sys.stdin.readline)
                    if not line or line.strip() == ":q":
                        break
                    terminal.send(line.strip())
                await asyncio.sleep(1 if not sys.stdin.isatty() else 0)
            finally:
                bot.send_signal(signal.SIGTERM)
                await asyncio.to_thread(bot.wait)
                showing.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
