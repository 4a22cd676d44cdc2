"""`tanya articles`, `tanya show`, `tanya remove`: what is in the index."""

from contextlib import closing

import click

from bot.contract import article_json
from bot.options import TEXTS, json_option, with_settings
from bot.terminal import console, print_json
from bot.texts import Texts
from rag import build
from rag.settings import Settings


@click.command(help=TEXTS.cli.commands["articles"])
@json_option
@with_settings
def articles(as_json: bool, settings: Settings, t: Texts) -> None:
    """List what is indexed."""
    with closing(build.store(settings)) as store:
        indexed = list(store.catalogue.articles())
    if as_json:
        print_json({"articles": [article_json(article, text=False) for article in indexed]})
        return
    from bot.render import render_articles

    render_articles(indexed, t, console())


def _span(context: click.Context, option: click.Parameter, value: str) -> tuple[int, int] | None:
    if not value:
        return None
    start, _, end = value.partition(":")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise click.BadParameter("START:END")
    return int(start), int(end)


@click.command(help=TEXTS.cli.commands["show"])
@click.argument("article_id", metavar="ID")
@click.option("--span", default="", callback=_span, help=TEXTS.cli.options["span"])
@json_option
@with_settings
def show(
    article_id: str, span: tuple[int, int] | None, as_json: bool, settings: Settings, t: Texts
) -> None:
    """Print the cleaned text of one article, a cited span marked."""
    with closing(build.store(settings)) as store:
        article = store.article(article_id)
    if span is not None and span[1] > len(article.text):
        raise click.BadParameter(f"{span[0]}:{span[1]} > {len(article.text)}", param_hint="--span")
    if as_json:
        print_json(article_json(article))
        return
    from bot.render import render_article

    render_article(article, span, t, console())


@click.command(help=TEXTS.cli.commands["remove"])
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@json_option
@with_settings
def remove(article_ids: tuple[str, ...], as_json: bool, settings: Settings, t: Texts) -> None:
    """Take articles out; when one of the ids is unknown, none is."""
    build.remove(settings, article_ids)
    if as_json:
        print_json({"removed": list(article_ids)})
    else:
        click.echo(t.cli.removed.format(ids=", ".join(article_ids)))
