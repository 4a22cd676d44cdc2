"""Results go to stdout, progress and messages to stderr; colour and bars only on a terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

_UNBROKEN = 1_000_000


def print_json(value: Any) -> None:
    """Print one JSON value: indented for a person at a terminal, on one line for a program."""
    indent = 2 if sys.stdout.isatty() else None
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"), flush=True)


def console(stderr: bool = False) -> "Console":
    """Return a console that prints texts as they are: no markup, and no line breaks into a pipe."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:  # Rich would exit with 1
            raise BrokenPipeError

    plain = Piped(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not plain.is_terminal:
        plain.width = _UNBROKEN
    return plain


@contextmanager
def progress(description: str, total: int | None) -> Iterator["Progress"]:
    """Show a progress bar on stderr while the block runs, if stderr is a terminal.

    Elsewhere nothing is printed, where a bar that does not move would leave an empty line.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    out = console(stderr=True)
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        bar.add_task(description, total=total)
        yield bar
