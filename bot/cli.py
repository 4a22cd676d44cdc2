"""The command `tanya`: finds the command, runs it, and turns errors into a sentence and a code.

0 done or answered · 1 unexpected · 2 usage or settings · 3 not found in the articles
4 no index, or one made in another way · 5 a model or server cannot be reached
6 some inputs failed, the rest are in · 7 a gate failed
"""

import logging
import os
import signal
import sys
from gettext import gettext
from importlib import import_module
from typing import Any, NoReturn

import click

from bot.options import TEXTS
from bot.texts.click import speak
from index.errors import IndexInaccessible, IndexUnusable, TanyaError, Unreachable

COMMANDS = {
    "index": ("bot.commands.index", "index"),
    "ask": ("bot.commands.ask", "ask"),
    "chat": ("bot.commands.chat", "chat"),
    "search": ("bot.commands.search", "search"),
    "articles": ("bot.commands.articles", "articles"),
    "show": ("bot.commands.articles", "show"),
    "remove": ("bot.commands.articles", "remove"),
    "eval": ("bot.commands.evaluation", "eval_command"),
    "compare": ("bot.commands.evaluation", "compare_command"),
    "bot": ("bot.commands.telegram", "bot_command"),
    "feedback": ("bot.commands.telegram", "feedback_command"),
    "models": ("bot.commands.models", "models"),
    "doctor": ("bot.commands.doctor", "doctor"),
}
"""Each command's module and name in it; the module is imported when the command runs."""


class _Commands(click.Group):
    """A group that knows its commands' names and helps without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, TEXTS.cli.commands[name]) for name in COMMANDS])


@click.group(
    cls=_Commands, help=TEXTS.cli.about, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(
    package_name="tanya", message="%(version)s", help=TEXTS.cli.options["version"]
)
def cli() -> None:
    """The group itself does nothing."""


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    logging.getLogger().addHandler(logging.NullHandler())
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream: Any = getattr(sys, name) or os.fdopen(os.open(os.devnull, os.O_RDWR), mode)
        stream.reconfigure(encoding="utf-8", errors="replace")
        setattr(sys, name, stream)
    code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to be said
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever happens, no traceback is shown."""
    # Bytes that are no UTF-8 reach Python as lone surrogates, which no database or terminal takes.
    arguments = [text.encode("utf-8", "replace").decode() for text in arguments]
    speak(TEXTS.language)
    try:
        result = cli.main(arguments, prog_name="tanya", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(TEXTS.cli.interrupted, err=True)
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone; that is not our failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except TanyaError as error:
        click.echo(TEXTS.error(error), err=True)
        return exit_code(error)
    except OSError as error:
        message = TEXTS.cli.system.format(reason=error.strerror, path=error.filename or "stdout")
        click.echo(message if error.strerror else _unexpected(error), err=True)
        return 1
    except Exception as error:
        click.echo(_unexpected(error), err=True)
        return 1


def exit_code(error: TanyaError) -> int:
    """Return the exit code that names the cause of `error`."""
    if isinstance(error, IndexUnusable):
        return 4
    if isinstance(error, IndexInaccessible):
        return 1
    return 5 if isinstance(error, Unreachable) else 2


def _unexpected(error: Exception) -> str:
    """Keep the trace in a file and return the sentence that names it."""
    import traceback

    from rag.build import cache_folder

    log: Any = cache_folder() / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        log = "-"
    return TEXTS.cli.unexpected.format(error=type(error).__name__, log=log)


if __name__ == "__main__":
    main()
