"""`tanya index`: articles go in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.contract import report_json
from bot.options import TEXTS, json_option, with_settings
from bot.terminal import print_json, progress
from bot.texts import Texts
from index.indexing import Progress, Report, count
from rag import build
from rag.settings import Settings


@click.command(help=TEXTS.cli.commands["index"])
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--prune", is_flag=True, help=TEXTS.cli.options["prune"])
@click.option("--rebuild", is_flag=True, help=TEXTS.cli.options["rebuild"])
@json_option
@with_settings
def index(
    paths: tuple[Path, ...],
    prune: bool,
    rebuild: bool,
    as_json: bool,
    settings: Settings,
    t: Texts,
) -> int:
    """Index the paths and say what was done; 6 when some inputs failed."""
    where = paths or (Path("articles"),)
    with _progress(where, t) as advance:
        report = build.index(settings, where, prune=prune, rebuild=rebuild, progress=advance)
    if as_json:
        print_json(report_json(report))
    else:
        _say(report, where, t)
    return 6 if report.failed else 0


@contextmanager
def _progress(paths: tuple[Path, ...], t: Texts) -> Iterator[Progress]:
    with progress(t.cli.indexing, total=count(paths)) as bar:
        yield lambda done, article_id: bar.update(bar.task_ids[0], completed=done)


def _say(report: Report, paths: tuple[Path, ...], t: Texts) -> None:
    met = report.added or report.updated or report.unchanged or report.failed
    if not (met or report.removed):
        click.echo(t.cli.no_articles.format(paths=", ".join(map(str, paths))))
        return
    for failure in report.failed:
        reason = t.cli.failures.get(str(failure.reason), str(failure.reason))
        click.echo(t.cli.failed.format(path=failure.path, reason=reason), err=True)
    counted = {
        name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed")
    }
    click.echo(
        t.cli.indexed.format(
            **counted,
            articles=report.articles,
            chunks=report.chunks,
            seconds=f"{report.seconds:.1f}",
        )
    )
