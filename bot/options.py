"""Options that many commands share, and the settings they lead to."""

import functools
import os
from collections.abc import Callable
from typing import Any

import click

from bot import texts
from index.errors import SettingsError
from rag import settings as settings_module
from rag.settings import Settings

_SETTINGS = {
    "store": "TANYA_STORE",
    "collection": "TANYA_COLLECTION",
    "embedding": "TANYA_EMBEDDING",
    "chat_model": "TANYA_CHAT_MODEL",
    "language": "TANYA_LANGUAGE",
}


def interface_texts() -> texts.Texts:
    """Return the texts for help and errors, when no settings can be had yet."""
    try:
        return texts.load(settings_module.load().language)
    except SettingsError:
        language = os.environ.get("TANYA_LANGUAGE", "")
        return texts.load(language if language in ("id", "en") else "id")


TEXTS = interface_texts()
"""The texts of this process's help; commands use those of their own settings."""

json_option = click.option("--json", "as_json", is_flag=True, help=TEXTS.cli.options["json"])


def with_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `settings` and `t`, its texts, from its options, environment and `.env`."""

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        options = {
            key: value for name, key in _SETTINGS.items() if (value := given.pop(name)) is not None
        }
        loaded = settings_module.load(options)
        return command(settings=loaded, t=texts.load(loaded.language), **given)

    for name in reversed(_SETTINGS):
        option = click.option(f"--{name.replace('_', '-')}", help=TEXTS.cli.options[name])
        run = option(run)
    return run


__all__ = ["TEXTS", "Settings", "interface_texts", "json_option", "with_settings"]
