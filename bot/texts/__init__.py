"""Every sentence a person sees: one record of named texts, one module per language.

A text may hold `{placeholders}`; a test holds the languages to the same ones. A text missing in a
language is a type error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from bot.texts.telegram import TelegramTexts
from evaluation.reasons import Reason
from evaluation.report.texts import EvaluationTexts
from index.errors import TanyaError


@dataclass(frozen=True, slots=True)
class CliTexts:
    """The command line: what its commands say of themselves and of what they did."""

    about: str
    commands: Mapping[str, str]
    options: Mapping[str, str]
    sources: str
    look_up: str
    confidence: str
    timings: str
    unused: str
    dropped: str
    drop_reasons: Mapping[str, str]
    looking: str
    indexing: str
    indexed: str
    removed: str
    failed: str
    failures: Mapping[str, str]
    no_articles: str
    no_hits: str
    empty_question: str
    bad_line: str
    unexpected: str
    system: str
    interrupted: str
    columns: Mapping[str, str]
    checks: Mapping[str, str]
    check_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """A conversation at the terminal. `help` is keyed by command."""

    welcome: str
    prompt: str
    help: Mapping[str, str]
    anew: str
    nothing_yet: str
    no_source: str
    unknown: str
    stopped: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, by where they appear.

    `errors` is keyed by the class name in `index.errors`, over the same placeholders; `phrases` by
    the English words with which a value of an error may begin. `language` is its ISO 639-1 code.
    """

    language: str
    not_found: str
    nearest: str
    notices: Mapping[str, str]
    months: tuple[str, ...]
    date: str
    errors: Mapping[str, str]
    phrases: Mapping[str, str]
    cli: CliTexts
    chat: ChatTexts
    telegram: TelegramTexts
    evaluation: EvaluationTexts

    def error(self, error: TanyaError) -> str:
        """Return what happened, in this language."""
        template = self.errors.get(type(error).__name__)
        if template is None:
            return str(error)
        return self._filled(template, error)

    def _filled(self, template: str, error: TanyaError) -> str:
        return template.format(**{name: self._own(value) for name, value in error.values.items()})

    def _own(self, value: object) -> object:
        if isinstance(value, Reason):
            return self._filled(self.evaluation.reasons[value.kind], value)
        for english, own in self.phrases.items():
            if isinstance(value, str) and value.startswith(english):
                return own + value[len(english) :]
        return value

    def day(self, iso: str) -> str:
        """Return an ISO 8601 date as a newspaper prints it, or the text itself if it is none."""
        year, _, rest = iso.partition("-")
        month, _, day = rest.partition("-")
        if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
            return iso
        return self.date.format(day=int(day), month=self.months[int(month) - 1], year=year)


def load(language: str) -> Texts:
    """Return the texts of `language`, `id` or `en`."""
    texts: Texts = import_module(f"bot.texts.{language}").TEXTS
    return texts
