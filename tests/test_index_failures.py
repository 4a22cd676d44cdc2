"""What is left of an index when its files or its disk give way, and what the user is told."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run
from index.errors import IndexDamaged
from index.store import open_store
from rag import build
from tests.fakes import FakeEmbedder

Capture = pytest.CaptureFixture[str]
TANYA = Path(sys.executable).with_name("tanya")


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    """Two articles and their index, made with the fake embedder."""
    monkeypatch.setattr(build, "_embedder", lambda settings: FakeEmbedder())
    monkeypatch.setattr("rag.reader_model.load_reader", lambda: None)
    monkeypatch.setattr(build, "cache_folder", lambda: tmp_path / "cache")
    for name, text in (("satu", "Pasal 4 mewajibkan bantuan."), ("dalam/dua", "Kim pulang.")):
        path = Path(f"articles/{name}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert run(["index"]) == 0
    capsys.readouterr()


CATALOGUE, CHROMA = Path("data/index/articles.db"), Path("data/index/chroma/chroma.sqlite3")
Spoil = Callable[[Path], None]


def _spoilt_in_the_middle(path: Path) -> None:
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:4096] + b"\xd3" * (size - 4096))


def _cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _no_database(path: Path) -> None:
    path.write_bytes(b"bukan basis data " * 1000)


def _schema_in_no_encoding(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE\xd3TABLE"))


def _gone(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    ("path", "spoil"),
    [
        (CATALOGUE, _spoilt_in_the_middle),
        (CATALOGUE, _cut_off),
        (CATALOGUE, _no_database),
        (CATALOGUE, _schema_in_no_encoding),
        (CHROMA, _spoilt_in_the_middle),
        (CHROMA, _cut_off),
        (CHROMA, _no_database),
        (CHROMA, _schema_in_no_encoding),
        (CHROMA, _gone),
    ],
)
def test_a_damaged_index_says_how_to_rebuild_it_and_can_be(
    capsys: Capture, path: Path, spoil: Spoil
) -> None:
    spoil(path)
    for command in (["ask", "Apa isi Pasal 4?"], ["index"], ["doctor"]):
        assert run(command) == 4
        printed = capsys.readouterr()
        assert "tanya index --rebuild" in printed.out + printed.err
    assert run(["index", "--rebuild"]) == 0
    assert run(["ask", "Apa isi Pasal 4?"]) == 0


def test_a_file_in_the_place_of_a_folder_is_rebuilt() -> None:
    _gone(CHROMA)
    CHROMA.parent.write_text("bukan folder")
    assert run(["articles"]) == 1
    assert run(["index", "--rebuild"]) == 0
    assert run(["ask", "Apa isi Pasal 4?"]) == 0


@pytest.mark.slow
def test_a_full_disk_is_named_and_the_next_run_finishes(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / "many" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Berita {number}. " + "Sidang dibuka lagi. " * 90)
    command = [str(TANYA), "index", f"{tmp_path}/many", "--store", f"{tmp_path}/full", "--json"]
    full = subprocess.run(command, preexec_fn=_little_room, capture_output=True, text=True)
    assert full.returncode == 1
    assert "Periksa ruang disk" in full.stderr
    finished = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(finished.stdout)["articles"] == 30


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))


def test_missing_vectors_are_noticed_by_whoever_asks() -> None:
    with closing(open_store("data/index", "articles", Path())) as store:
        store._vectors.delete([chunk_id for chunk_id, _ in store.dense([1.0] * 64, 9)])
        with pytest.raises(IndexDamaged, match="vectors are missing"):
            store.dense([1.0] * 64, 9)
        with pytest.raises(IndexDamaged, match="vectors are missing"):
            store.verify()


def _close(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have the system refuse to list the folder, as it would to anyone but its superuser."""
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if str(path) == str(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_what_cannot_be_opened_is_not_gone(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _close(monkeypatch, Path("articles/dalam"))
    assert run(["index", "--prune"]) == 6
    assert "articles/dalam (tidak dapat dibuka)" in capsys.readouterr().err
    run(["articles", "--json"])
    assert "dalam/dua" in capsys.readouterr().out


def test_streams_that_are_closed_or_not_read_to_the_end_are_no_failure() -> None:
    closed = subprocess.run(f"'{TANYA}' articles <&- >&- 2>&-", shell=True)
    assert closed.returncode == 0
    with subprocess.Popen(
        [TANYA, "articles"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
