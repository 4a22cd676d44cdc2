"""Every sentence a person sees: one record of named texts, one module per language.

A text may hold `{placeholders}`; a test holds the languages to the same ones. A text missing in a
language is a type error.
"""

from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, by where they appear."""

    not_found: str
    nearest: str


def load(language: str) -> Texts:
    """Return the texts of `language`, `id` or `en`."""
    texts: Texts = import_module(f"bot.texts.{language}").TEXTS
    return texts
