"""`tanya eval` and `tanya compare`: test sets are run, runs are compared."""

import math
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from bot.options import TEXTS, json_option, with_settings
from bot.terminal import console, print_json
from bot.texts import Texts
from index.errors import MissingExtra
from rag.settings import Settings

_T = TEXTS.evaluation
Command = Callable[..., Any]
_PACKAGES = ("ir_measures", "scipy", "jinja2")


def _limits(
    context: click.Context, option: click.Parameter, given: Sequence[str]
) -> dict[str, float]:
    """Read METRIC=NUMBER texts."""
    limits = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            limits[name] = float(number)
        except ValueError:
            raise click.BadParameter(_T.bad_gate.format(text=text)) from None
        if not math.isfinite(limits[name]):
            raise click.BadParameter(_T.bad_gate.format(text=text))
        if option.name == "max_drop" and limits[name] < 0:
            raise click.BadParameter(_T.negative_drop.format(text=text))
    return limits


def _path(*, exists: bool = False) -> click.Path:
    return click.Path(path_type=Path, dir_okay=False, exists=exists)


def _option(name: str, **settings: Any) -> Callable[[Command], Command]:
    return click.option(f"--{name}", help=_T.options[name.replace("-", "_")], **settings)


@click.command("eval", help=TEXTS.cli.commands["eval"])
@click.argument("file", type=_path(exists=True))
@_option("check", is_flag=True)
@_option("out", type=_path())
@_option("html", type=_path())
@_option("junit", type=_path())
@_option("min", multiple=True, callback=_limits, metavar=_T.metavars["limit"])
@_option("only", multiple=True, metavar=_T.metavars["type"])
@_option("failed-of", type=_path(exists=True), metavar=_T.metavars["run"])
@_option("concurrency", default=1, type=click.IntRange(1, 64))
@_option("vary", multiple=True, metavar=_T.metavars["vary"])
@_option("articles", default="articles", type=click.Path(path_type=Path))
@_option("convert", type=click.Path(path_type=Path, file_okay=False), metavar=_T.metavars["folder"])
@_option("judge", metavar=_T.metavars["model"])
@_option("votes", default=3, type=click.IntRange(1, 9))
@json_option
@with_settings
def eval_command(file: Path, settings: Settings, t: Texts, **given: Any) -> int:
    """Run a test set and report; 7 when a gate fails, 5 when no question could be asked."""
    _require_extra()
    from bot.commands.evaluating import check, convert, run, vary

    if given["convert"] is not None:
        return convert(file, given["convert"], t.evaluation)
    if given["check"]:
        return check(file, settings, t.evaluation, given["as_json"])
    if given["vary"]:
        single = [name for name in ("out", "html", "junit", "min", "judge") if given[name]]
        if single:
            raise click.UsageError(t.evaluation.alone.format(option=f"--{single[0]}"))
        return vary(file, settings, t.evaluation, given)
    return run(file, settings, t.evaluation, given)


@click.command("compare", help=TEXTS.cli.commands["compare"])
@click.argument("a", type=_path(exists=True))
@click.argument("b", type=_path(exists=True))
@_option("max-drop", multiple=True, callback=_limits, metavar=_T.metavars["limit"])
@_option("strict", is_flag=True)
@_option("any-index", is_flag=True)
@_option("answers", is_flag=True)
@json_option
@with_settings
def compare_command(
    a: Path,
    b: Path,
    max_drop: dict[str, float],
    strict: bool,
    any_index: bool,
    answers: bool,
    as_json: bool,
    settings: Settings,
    t: Texts,
) -> int:
    """Compare two saved runs; 7 when one of the drops is not allowed."""
    _require_extra()
    if strict and not max_drop:
        raise click.UsageError(t.evaluation.strict_alone)
    from evaluation import runs
    from evaluation.compare import compare
    from evaluation.gates import broken_drops
    from evaluation.report.comparison import render_comparison
    from evaluation.report.sentences import broken_gate

    comparison = compare(runs.load(a), runs.load(b), (str(a), str(b)), any_index)
    broken = broken_drops(comparison, max_drop, strict)
    if as_json:
        print_json({**comparison.as_json(), "broken": [gate.metric for gate in broken]})
    else:
        render_comparison(comparison, t.evaluation, console(), answers)
    for name in max_drop:
        if comparison.differences[name].p_value is None and not strict:
            click.echo(t.evaluation.untested.format(metric=name), err=True)
    for gate in broken:
        click.echo(broken_gate(gate, t.evaluation, drop=True), err=True)
    return 7 if broken else 0


def _require_extra() -> None:
    """Raise MissingExtra when what evaluations compute with is not installed."""
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise MissingExtra(part="tanya eval", package=package, extra="eval")
