"""The shape of the house: what may be imported when, what documents promise."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from rag.settings import Settings, load

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "langchain", "langchain_core", "chromadb", "onnxruntime", "telegram", "numpy")


def modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    statement = "import bot.cli; bot.cli.run(['--help'])"
    assert modules_after(statement).isdisjoint(HEAVY)


def test_answering_without_a_chat_model_loads_no_langchain() -> None:
    loaded = modules_after(
        "import rag.asking, rag.retrieval, rag.build, rag.answerers.reader"
        "\nfrom index.embedding import build_embedder; build_embedder('embedded').embed_query('?')"
    )
    unused = {"langchain", "langchain_core", "langsmith", "pydantic", "torch", "telegram", "scipy"}
    assert loaded.isdisjoint(unused)


def test_the_example_settings_are_the_settings() -> None:
    written = dict(
        line.split("=", 1)
        for line in (ROOT / ".env.example").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert written == {f.metadata["key"]: f.metadata["default"] for f in fields(Settings)}
    assert load({}, {}, ROOT / ".env.example") == Settings()


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_command_is_documented() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in documents())
    assert [name for name in COMMANDS if f"tanya {name}" not in text] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_documents_name_only_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for command in re.findall(r"^\$? ?tanya (\w+)", text, re.MULTILINE):
        assert command in COMMANDS
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT)
    home = re.compile(r"(?<![\w.])/(?:home|root|Users)/\w+")
    for name in listed.stdout.split():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".json", ".yml", ".txt"}:
            assert not home.search(path.read_text(encoding="utf-8", errors="ignore")), name


def test_runs_without_a_settings_file_in_a_home_of_its_own() -> None:
    assert not any(key.startswith("TANYA_") for key in os.environ)
