"""`tanya bot` runs the Telegram bot, `tanya feedback` works with what its readers said."""

from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import click

from bot.options import TEXTS, with_settings
from bot.terminal import print_json
from bot.texts import Texts
from index.errors import BadSetting, MissingExtra
from rag import build
from rag.settings import Settings


@click.command("bot", help=TEXTS.cli.commands["bot"])
@with_settings
def bot_command(settings: Settings, t: Texts) -> None:
    """Run the bot until it is told to stop."""
    if find_spec("telegram") is None:
        raise MissingExtra(part="tanya bot", package="python-telegram-bot", extra="telegram")
    if not settings.telegram_token:
        raise BadSetting(key="TELEGRAM_BOT_TOKEN", value="", allowed="a token from BotFather")
    from bot.telegram.serving import run

    with closing(build.asking(settings)) as chain:
        build.warm_up(settings)
        run(settings, chain)


@click.group("feedback", help=TEXTS.cli.commands["feedback"])
def feedback_command() -> None:
    """The group itself does nothing."""


@feedback_command.command(help=TEXTS.cli.options["feedback_export"])
@with_settings
def export(settings: Settings, t: Texts) -> None:
    """Print one QA test-set line for each question that readers rated."""
    from bot.telegram.database import connect
    from bot.telegram.feedback import Feedback

    with closing(connect(Path(settings.telegram_state))) as database:
        for line in Feedback(database).lines():
            print_json(line)
