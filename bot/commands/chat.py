"""`tanya chat`: questions and answers in conversation, at the terminal."""

import sys
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from typing import TYPE_CHECKING, Any

import click

from bot.options import TEXTS, with_settings
from bot.terminal import console
from bot.texts import Texts
from index.errors import TanyaError
from rag import build
from rag.records import Answer
from rag.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from rag.asking import Asking

TURNS = 6
"""Turns that go along with the next question."""


@click.command(help=TEXTS.cli.commands["chat"])
@with_settings
def chat(settings: Settings, t: Texts) -> None:
    """Answer questions until the reader leaves with /quit or the end of input."""
    with suppress(ImportError):  # not on Windows; there the terminal itself has the arrow keys
        import readline  # noqa: F401
    with closing(build.asking(settings)) as chain:
        Chat(chain, t, console()).run(_read_line if sys.stdin.isatty() else _read_silently)


class Chat:
    """One conversation: its turns so far and the last answer."""

    def __init__(self, chain: "Asking", t: Texts, console: "Console") -> None:
        self._chain = chain
        self._t = t
        self._console = console
        self._turns: list[dict[str, str]] = []
        self._last: Answer | None = None

    def run(self, read: Callable[[str], str | None]) -> None:
        """Read lines and act on them until there are no more. Errors are told, and it goes on."""
        count, _ = self._chain.store.catalogue.counts()
        self._say(self._t.chat.welcome.format(articles=count))
        while True:
            try:
                line = read(self._t.chat.prompt)
                if line is None or line.strip() == "/quit":
                    return
                self._take(line.strip())
            except KeyboardInterrupt:
                self._say(self._t.chat.stopped)
            except TanyaError as error:
                self._say(self._t.error(error))

    def _take(self, line: str) -> None:
        command, _, argument = line.partition(" ")
        if not line.startswith("/"):
            if line:
                self._answer(line)
        elif command == "/new":
            self._turns, self._last = [], None
            self._say(self._t.chat.anew)
        elif command == "/help":
            self._say("\n".join(f"{name:<10} {does}" for name, does in self._t.chat.help.items()))
        elif command not in ("/sources", "/show", "/why"):
            self._say(self._t.chat.unknown.format(command=command))
        elif self._last is None:
            self._say(self._t.chat.nothing_yet)
        else:
            self._look_up(command, argument.strip(), self._last)

    def _answer(self, question: str) -> None:
        """Show claims as they are released, then the whole answer; remember the turn."""
        from rich.text import Text

        from bot.render import render_answer

        answer: Answer | None = None
        with self._live() as live:
            for answer in self._chain.stream({"question": question, "history": self._turns}):
                if live is not None:
                    live.update(Text(answer.text))
        if answer is not None:
            render_answer(answer, self._t, self._console)
            self._last = answer
            self._turns = [*self._turns, {"question": question, "answer": answer.text}][-TURNS:]

    def _live(self) -> Any:
        from rich.live import Live
        from rich.text import Text

        if not self._console.is_terminal:
            return nullcontext()
        return Live(Text("…"), console=self._console, transient=True)

    def _look_up(self, command: str, argument: str, last: Answer) -> None:
        from bot.render import render_answer, render_article, render_sources

        if command == "/why":
            render_answer(last, self._t, self._console, explain=True)
        elif command == "/sources" and last.citations:
            render_sources(last, self._t, self._console)
        else:
            cited = next((c for c in last.citations if str(c.number) == argument), None)
            if cited is None:
                self._say(self._t.chat.no_source.format(number=argument or "1"))
                return
            article = self._chain.article(cited.article_id)
            render_article(article, (cited.start, cited.end), self._t, self._console)

    def _say(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(text))


def _read_line(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


def _read_silently(prompt: str) -> str | None:
    """A line from a pipe, which needs no prompt."""
    line = sys.stdin.readline()
    return line or None
