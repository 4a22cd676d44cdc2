"""`tanya doctor`: one line for each part, pass, warn or fail, with what mends it."""

import click

from bot.cli import exit_code
from bot.options import TEXTS, json_option, with_settings
from bot.terminal import console, print_json
from bot.texts import Texts
from rag.checkup import Finding, examine
from rag.settings import Settings

_STYLES = {"pass": "green", "warn": "yellow", "fail": "bold red"}


@click.command(help=TEXTS.cli.commands["doctor"])
@json_option
@with_settings
def doctor(as_json: bool, settings: Settings, t: Texts) -> int:
    """Print the findings; the code is that of the first part that failed."""
    findings = [Finding("settings", "pass", settings.store), *examine(settings)]
    if as_json:
        print_json({"checks": [_json(finding, t) for finding in findings]})
    else:
        _render(findings, t)
    failed = [finding.error for finding in findings if finding.status == "fail"]
    return next((exit_code(error) if error else 5 for error in failed), 0)


def _message(finding: Finding, t: Texts) -> str:
    return t.error(finding.error) if finding.error else finding.detail


def _json(finding: Finding, t: Texts) -> dict[str, str]:
    return {
        "name": finding.part,
        "status": finding.status,
        "message": _message(finding, t),
        "mend": finding.mend,
    }


def _render(findings: list[Finding], t: Texts) -> None:
    from rich.text import Text

    out = console()
    for finding in findings:
        mend = f" → {finding.mend}" if finding.mend and not finding.error else ""
        out.print(
            Text.assemble(
                (f"{t.cli.checks[finding.status]:<10}", _STYLES[finding.status]),
                f"{t.cli.check_names[finding.part]}: {_message(finding, t)}{mend}",
            )
        )
