"""`tanya ask`: a question is answered, or a stream of them."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import click

from bot.contract import answer_json
from bot.options import TEXTS, json_option, with_settings
from bot.terminal import console, print_json
from bot.texts import Texts
from rag import build
from rag.records import Answer
from rag.settings import Settings


@click.command(help=TEXTS.cli.commands["ask"])
@click.argument("question")
@json_option
@click.option("--explain", is_flag=True, help=TEXTS.cli.options["explain"])
@with_settings
def ask(question: str, as_json: bool, explain: bool, settings: Settings, t: Texts) -> int:
    """Answer and say how it ended: 0 answered, 3 not found, 2 for a line that is no question.

    `-` reads one question, or JSON object with `question` and `history`, a line; the code is then
    0 when any of them was answered.
    """
    if not question.strip():
        raise click.UsageError(t.cli.empty_question)
    with closing(build.asking(settings)) as chain:
        if question == "-":
            return _ask_lines(chain, as_json, explain, t)
        answer = chain.invoke(question)
        _show(answer, as_json, explain, t)
        return 0 if answer.status == "answered" else 3


def _ask_lines(chain: Any, as_json: bool, explain: bool, t: Texts) -> int:
    statuses = set()
    for number, asked in _questions():
        if asked is None:
            statuses.add("unreadable")
            message = t.cli.bad_line.format(line=number)
            click.echo(message, err=True)
            if as_json:
                print_json({"line": number, "error": message})
            continue
        answer = chain.invoke(asked)
        statuses.add(answer.status)
        _show(answer, as_json, explain, t)
    if "unreadable" in statuses:
        return 2
    return 3 if statuses == {"not_found"} else 0


def _questions() -> Iterator[tuple[int, Any]]:
    """The numbered lines of stdin as the chain takes them, None for one it could not."""
    for number, line in enumerate(sys.stdin, 1):
        line = line.strip()
        if not line.startswith("{"):
            if line:
                yield number, line
            continue
        yield number, _object(line)


def _object(line: str) -> dict[str, Any] | None:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return None
    question, history = asked.get("question"), asked.get("history") or []
    readable = isinstance(question, str) and question.strip() and isinstance(history, list)
    return asked if readable and all(isinstance(turn, dict) for turn in history) else None


def _show(answer: Answer, as_json: bool, explain: bool, t: Texts) -> None:
    if as_json:
        print_json(answer_json(answer, explain))
        return
    from bot.render import render_answer

    render_answer(answer, t, console(), explain)
