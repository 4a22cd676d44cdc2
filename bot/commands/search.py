"""`tanya search`: retrieval alone, with each leg's rank and score."""

from contextlib import closing

import click

from bot.contract import hits_json
from bot.options import TEXTS, json_option, with_settings
from bot.terminal import console, print_json
from bot.texts import Texts
from rag import build
from rag.settings import Settings


@click.command(help=TEXTS.cli.commands["search"])
@click.argument("query")
@click.option("-k", default=5, type=click.IntRange(1, 100), help=TEXTS.cli.options["k"])
@json_option
@with_settings
def search(query: str, k: int, as_json: bool, settings: Settings, t: Texts) -> None:
    """Print the best `k` passages."""
    if not query.strip():
        raise click.UsageError(t.cli.empty_question)
    with closing(build.asking(settings)) as chain:
        hits = chain.search(query, k)
    if as_json:
        print_json({"query": query, "hits": hits_json(hits)})
        return
    from bot.render import render_hits

    render_hits(hits, t, console())
