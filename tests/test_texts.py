"""The two languages say the same things, with the same placeholders."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

import bot.texts
from bot.cli import run
from bot.texts import load
from index import errors
from rag.settings import Settings

PLACEHOLDER = re.compile(r"\{(\w+)")


def leaves(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Every single text below `value`, with where it stands."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, text in value.items():
            yield from leaves(f"{name}.{key}", text)
    elif isinstance(value, tuple):
        for i, text in enumerate(value):
            yield from leaves(f"{name}.{i}", text)
    elif isinstance(value, str):
        yield name, value


def test_both_languages_have_the_same_texts_and_placeholders() -> None:
    indonesian, english = (dict(leaves("", load(language))) for language in ("id", "en"))
    # English is the language of the errors themselves; menu keys are the commands as typed.
    own = (".errors.", ".phrases.", ".cli.failures.", ".telegram.menu.")
    assert {n for n in indonesian if not n.startswith(own)} == {
        n for n in english if not n.startswith(own)
    }
    for name in indonesian.keys() & english.keys():
        assert set(PLACEHOLDER.findall(indonesian[name])) == set(PLACEHOLDER.findall(english[name]))


def concrete() -> list[type[errors.TanyaError]]:
    every = [c for c in vars(errors).values() if isinstance(c, type)]
    return [c for c in every if issubclass(c, errors.TanyaError) and "message" in vars(c)][1:]


@pytest.mark.parametrize("error", concrete(), ids=lambda error: error.__name__)
def test_every_error_has_an_indonesian_sentence(error: type[errors.TanyaError]) -> None:
    sentence = load("id").errors[error.__name__]
    assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(error.message))


def test_what_mends_an_error_is_said_in_indonesian() -> None:
    error = errors.Unreachable(what="Ollama", where="x", reason="-", mend="Run: ollama serve")
    assert load("id").error(error).endswith("(-). Jalankan: ollama serve")
    assert load("en").error(error).endswith("(-). Run: ollama serve")


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_what_a_setting_allows_is_said_in_indonesian(field: Field[object]) -> None:
    allowed = field.metadata["allowed"]
    assert not allowed or allowed.startswith(tuple(load("id").phrases))


def test_dates_as_a_newspaper_prints_them() -> None:
    assert load("id").day("2024-06-19") == "19 Juni 2024"
    assert load("en").day("2024-06-01") == "1 June 2024"
    assert [load("id").day(odd) for odd in ("", "2024", "kemarin", "2024-13-01")] == [
        "", "2024", "kemarin", "2024-13-01",
    ]  # fmt: skip


LOCALE = Path(bot.texts.__file__).parent / "locale" / "id" / "LC_MESSAGES" / "tanya.po"


def test_clicks_own_words_are_compiled_and_still_said_by_click() -> None:
    with LOCALE.open("rb") as file:
        catalogue = read_po(file)
    with LOCALE.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    source = "".join(path.read_text() for path in Path(click.__file__).parent.glob("*.py"))
    said = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    for message in catalogue:
        if message.id:
            ids, texts = _tuple(message.id), _tuple(message.string)
            assert set(ids) <= set(said)
            assert compiled.ngettext(ids[0], ids[-1], 2) == texts[0] or len(ids) == 1
            assert compiled.gettext(ids[0]) == texts[0] or len(ids) == 2


def _tuple(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


@pytest.mark.parametrize("arguments", [["ask"], ["akk"], ["ask", "--jsn"], ["search", "x", "-k0"]])
def test_usage_errors_are_in_indonesian(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 2
    printed = capsys.readouterr().err
    assert "Galat: " in printed and "Pemakaian: tanya" in printed
    assert "Error" not in printed and "Usage" not in printed
