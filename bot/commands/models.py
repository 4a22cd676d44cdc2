"""`tanya models`: the bundled model as files for other programs."""

from pathlib import Path

import click

from bot.options import TEXTS


@click.group(help=TEXTS.cli.commands["models"])
def models() -> None:
    """The group itself does nothing."""


@models.command(help=TEXTS.cli.options["export"])
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write the embedded model as a sentence-transformers folder."""
    from index.e5.export import export as export_model

    export_model(folder)
    click.echo(str(folder))
