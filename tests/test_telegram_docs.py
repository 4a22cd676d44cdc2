"""The pages about the bot say what is there: its commands, its settings, files that work."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from bot.cli import COMMANDS as TANYA
from bot.telegram import app
from bot.telegram.lines import LONGEST
from bot.telegram.serving import GRACE_S
from bot.texts import load

DOCS = Path(__file__).parent.parent / "docs"
OPERATORS = (DOCS / "telegram.md").read_text(encoding="utf-8")
READERS = (DOCS / "telegram-pembaca.md").read_text(encoding="utf-8")
EXAMPLE = (DOCS.parent / ".env.example").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the page's one block of code in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", OPERATORS, re.DOTALL)
    return str(found)


def names(page: str) -> set[str]:
    """Return the commands that a page's tables explain."""
    rows = [line for line in page.splitlines() if line.startswith("| `/")]
    return {name for row in rows for name in re.findall(r"`/(\w+)`", row.split("|")[1])}


def test_every_command_is_explained_and_none_is_made_up() -> None:
    handled = {"tanya", "ask", "start"} | {name for given, _ in app.COMMANDS for name in given}
    botfather = {"setinline", "setprivacy"}
    assert names(OPERATORS) - botfather == handled - {"start"}
    assert names(READERS) == set(load("id").telegram.menu)


def test_every_setting_named_is_one_and_none_of_the_bots_is_left_out() -> None:
    settings = set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))
    named = set(re.findall(r"(?:TANYA|TELEGRAM)_[A-Z_]+", OPERATORS))
    assert named <= settings
    assert {key for key in settings if "TELEGRAM" in key or "WEBHOOK" in key} <= named


def test_the_unit_and_the_compose_file_can_be_read_and_run_a_command_there_is() -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini"))
    service = unit["Service"]
    bot = yaml.safe_load(block("yaml"))["services"]["bot"]
    for command in (service["ExecStart"], bot["command"]):
        assert re.findall(r"bin/tanya (\w+)", command) == ["bot"]
    assert "bot" in TANYA
    assert int(service["TimeoutStopSec"]) > GRACE_S
    assert int(bot["stop_grace_period"].rstrip("s")) > GRACE_S


@pytest.mark.parametrize("told", [f"at most {LONGEST}", "for ten seconds", "`Running as @…`"])
def test_figures_in_the_page_are_those_of_the_code(told: str) -> None:
    assert told in OPERATORS
    assert GRACE_S == 10
