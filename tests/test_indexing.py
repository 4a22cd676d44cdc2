"""Indexing: what costs something, what is reported, what a kill leaves behind."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.catalogue import Manifest
from index.errors import IndexBusy, IndexMismatch
from index.indexing import Report, count, update
from index.lock import writing
from index.readers import Reason
from index.store import Store, open_store
from tests.fakes import FakeEmbedder

MANIFEST = Manifest("fake/trigrams", 64, 1, 1)


class World:
    """A folder of articles, the index of it and the embedder that counts."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self.embedder = FakeEmbedder()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def index(self, prune: bool = False, manifest: Manifest = MANIFEST) -> Report:
        self.embedder.embedded.clear()
        return update(self.store, self.embedder, manifest, [self.folder], prune=prune)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with closing(open_store(str(tmp_path / "i"), "articles", tmp_path, create=True)) as store:
        world = World(tmp_path / "articles", store)
        world.write("satu.txt", "Putin tiba di Pyongyang pada hari Rabu.")
        world.write("dalam/dua.md", "---\ntitle: Dua\n---\n\nKim menyambut tamunya di bandara.")
        yield world


def test_the_first_run_adds_and_the_second_costs_nothing(world: World) -> None:
    first = world.index()
    assert first.added == ["satu", "dalam/dua"]
    assert (first.articles, first.chunks) == (2, 2)
    second = world.index()
    assert second.unchanged == ["satu", "dalam/dua"]
    assert world.embedder.embedded == []
    assert second.index == first.index


def test_a_changed_article_alone_is_embedded_again(world: World) -> None:
    world.index()
    world.write("satu.txt", "Putin pulang dari Pyongyang pada hari Kamis.")
    report = world.index()
    assert report.updated == ["satu"]
    assert len(world.embedder.embedded) == 1
    assert world.store.article("satu").text.startswith("Putin pulang")


def test_what_is_gone_leaves_only_when_asked(world: World) -> None:
    world.index()
    (world.folder / "satu.txt").unlink()
    assert world.index().articles == 2
    report = world.index(prune=True)
    assert report.removed == ["satu"]
    assert report.articles == 1


def test_a_misspelt_path_empties_nothing(world: World) -> None:
    world.index()
    report = update(world.store, world.embedder, MANIFEST, [Path("salah")], prune=True)
    assert report.removed == []
    assert [failure.reason for failure in report.failed] == [Reason.MISSING]
    assert report.articles == 2


def test_bad_inputs_are_named_and_the_rest_goes_in(world: World) -> None:
    world.write("kosong.txt", " \n")
    (world.folder / "biner.txt").write_bytes(bytes(range(256)) * 20)
    world.write("salinan.txt", "Putin tiba di Pyongyang pada hari Rabu.")
    report = world.index()
    assert report.articles == 2
    assert {f.path.rpartition("/")[2]: f.reason for f in report.failed} == {
        "kosong.txt": Reason.EMPTY,
        "biner.txt": Reason.BINARY,
        "satu": Reason.DUPLICATE_TEXT,
    }


def test_each_line_of_jsonl_is_an_article(world: World) -> None:
    lines = [
        {"id": "a", "text": "Satu kalimat."},
        {"id": "b", "text": "Dua kalimat.", "date": "2024-06-19"},
    ]
    world.write("banyak.jsonl", "\n".join(map(json.dumps, lines)) + "\nbukan json\n")
    report = world.index()
    assert {"a", "b"} <= set(report.added)
    assert world.store.article("b").date == "2024-06-19"
    assert [f.reason for f in report.failed] == [Reason.BAD_JSON]
    assert count([world.folder]) == 5


def test_another_model_is_a_mismatch_that_says_what_to_run(world: World) -> None:
    world.index()
    with pytest.raises(IndexMismatch, match="tanya index --rebuild"):
        world.index(manifest=Manifest("another/model", 64, 1, 1))


def test_a_killed_run_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("index.indexing.BATCH", 1)

    def killed(texts: list[str]) -> list[list[float]]:
        raise KeyboardInterrupt

    monkeypatch.setattr(world.embedder, "embed_documents", killed)
    with pytest.raises(KeyboardInterrupt):
        world.index()
    monkeypatch.undo()
    finished = world.index()
    with closing(open_store(str(tmp_path / "j"), "articles", tmp_path, create=True)) as fresh:
        undisturbed = update(fresh, FakeEmbedder(), MANIFEST, [world.folder])
    assert finished.index == undisturbed.index


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with writing("here", tmp_path), pytest.raises(IndexBusy), writing("here", tmp_path):
        pass


def test_the_language_is_found_where_the_file_does_not_say(world: World) -> None:
    world.write("en.txt", "The treaty was signed by the two leaders in the capital of the North.")
    world.index()
    assert world.store.article("en").language == "en"
    assert world.store.article("satu").language == "id"
