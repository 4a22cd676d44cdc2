"""A rebuilt index takes the old one's place when it is whole, and not before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import rebuilding
from index.errors import IndexDamaged
from index.store import Store, open_store
from rag import build
from rag.settings import Settings
from tests.fakes import FakeEmbedder

STORE = Settings(store="store")


class Killed(BaseException):
    """What no handler of errors catches, as little as a kill."""


@pytest.fixture(autouse=True)
def articles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two articles, indexed, and the fake embedder."""
    monkeypatch.setattr(build, "_embedder", lambda settings: FakeEmbedder())
    monkeypatch.setattr(build, "cache_folder", lambda: tmp_path / "cache")
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("satu", "dua"):
        (folder / f"{name}.txt").write_text(f"Berita {name} tentang perjanjian di ibu kota.")
    build.index(STORE, [folder])
    return folder


def indexed() -> set[str]:
    with closing(open_store("store", "articles", Path("cache"))) as store:
        found = store.dense(FakeEmbedder().embed_query("Berita perjanjian"), 10)
        known = store.chunks([chunk_id for chunk_id, _ in found])
        return {article.id for _, article in known.values()}


def test_it_begins_with_nothing_and_leaves_nothing_beside(articles: Path) -> None:
    (articles / "dua.txt").unlink()
    report = build.index(STORE, [articles], rebuild=True)
    assert (report.added, report.articles, indexed()) == (["satu"], 1, {"satu"})
    left = {path.name for path in Path("store").iterdir()} - {"writing.lock"}
    assert left - {"writing.lock"} <= {
        "chroma",
        "articles.db",
        "articles.db-wal",
        "articles.db-shm",
    }


def test_stopped_half_way_the_old_one_answers(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*arguments: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Store, "put", put)
        build.index(STORE, [articles], rebuild=True)
    assert indexed() == {"satu", "dua"}


@pytest.mark.parametrize("moves", [0, 1])
def test_killed_while_it_takes_its_place_the_next_run_goes_on(
    articles: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    rename, made = Path.rename, iter(range(99))

    def killed(path: Path, target: Path) -> Path:
        if path.parent.name == "rebuilt" and next(made) == moves:
            raise Killed
        return rename(path, target)

    (articles / "tiga.txt").write_text("Berita tiga tentang perjanjian di ibu kota.")
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Path, "rename", killed)
        build.index(STORE, [articles], rebuild=True)
    assert build.index(STORE, [articles]).unchanged == ["dua", "satu", "tiga"]
    assert indexed() == {"satu", "dua", "tiga"}


def test_a_path_that_is_not_there_empties_nothing(articles: Path) -> None:
    report = build.index(STORE, [articles, Path("salah")], rebuild=True)
    assert (report.articles, len(report.failed), indexed()) == (2, 1, {"satu", "dua"})


def test_the_other_collections_of_the_folder_stay(articles: Path) -> None:
    build.index(Settings(store="store", collection="arsip"), [articles])
    assert build.index(STORE, [articles], rebuild=True).added == ["dua", "satu"]
    with closing(open_store("store", "arsip", Path("cache"))) as other:
        assert len(other.dense([1.0] + [0.0] * 63, 10)) == 2


def test_a_damaged_one_is_mended(articles: Path) -> None:
    rebuilding.forget(Path("store"), "articles")
    Path("store/articles.db").write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        indexed()
    build.index(STORE, [articles], rebuild=True)
    assert indexed() == {"satu", "dua"}


@pytest.fixture
def reading() -> Iterator[Store]:
    """The index as a bot holds it open."""
    with closing(open_store("store", "articles", Path("cache"))) as store:
        yield store


def test_who_reads_meanwhile_sees_the_new_one(articles: Path, reading: Store) -> None:
    (articles / "tiga.txt").write_text("Berita tiga tentang perjanjian di ibu kota.")
    build.index(STORE, [articles], rebuild=True)
    reading.refresh()
    found = reading.dense(FakeEmbedder().embed_query("Berita tiga"), 10)
    assert {a.id for _, a in reading.chunks([i for i, _ in found]).values()} == {
        "satu", "dua", "tiga",
    }  # fmt: skip
