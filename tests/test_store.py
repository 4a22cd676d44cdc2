"""The index kept in step: one contract over a folder and over a real Chroma server."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index.catalogue import Manifest
from index.errors import IndexDamaged, NoIndex, UnknownArticle, Unreachable
from index.records import Article
from index.store import Store, entry, open_store
from index.terms import query_terms
from tests.fakes import FakeEmbedder

MANIFEST = Manifest("fake/trigrams", 64, 1, 1)
TREATY = Article(
    "traktat", "Pasal 4 mewajibkan bantuan militer.", title="Traktat", date="2024-06-19"
)
VISIT = Article("lawatan", "Putin berkunjung ke Pyongyang pada Rabu (19/6).", language="id")


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on loopback that ends with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = Path(sys.executable).with_name("chroma")
    server = subprocess.Popen(
        [command, "run", "--host", "127.0.0.1", "--port", str(port), "--path", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an index may live."""
    if request.param == "folder":
        return str(tmp_path / "index")
    url: str = request.getfixturevalue("chroma_server")
    return url


@pytest.fixture
def collection(request: pytest.FixtureRequest) -> str:
    """A collection of its own for each test, since tests share the server."""
    return "c" + str(abs(hash(request.node.nodeid)))


Open = Callable[..., Store]


@pytest.fixture
def opened(place: str, collection: str, tmp_path: Path) -> Iterator[Open]:
    """Opens the index of this test, once more for each reader; closes them all."""
    with ExitStack() as stack:

        def open_one(reader: str = "one", place: str = place) -> Store:
            store = open_store(place, collection, tmp_path / reader, create=True)
            return stack.enter_context(closing(store))

        yield open_one


def fill(store: Store, *articles: Article) -> None:
    store.begin(MANIFEST)
    entries = [entry(article) for article in articles]
    texts = [chunk.text for e in entries for chunk in e.chunks]
    store.put(entries, FakeEmbedder().embed_documents(texts))


def found(store: Store, text: str) -> set[str]:
    """The articles that either leg finds."""
    vector = FakeEmbedder().embed_query(text)
    ids = [chunk_id for chunk_id, _ in store.dense(vector, 5) + store.lexical(query_terms(text), 5)]
    return {article.id for _, article in store.chunks(ids).values()}


def test_what_is_put_in_is_found_by_both_legs(opened: Open) -> None:
    store = opened()
    fill(store, TREATY, VISIT)
    (best, similarity), *_ = store.dense(FakeEmbedder().embed_query(TREATY.text), 2)
    assert store.chunks([best])[best][1] == TREATY
    assert similarity == pytest.approx(1.0, abs=1e-3)
    (best, score), *_ = store.lexical(["pasalno4"], 2)
    assert store.chunks([best])[best][0].text == TREATY.text
    assert score > 0
    assert store.article("lawatan") == VISIT


def test_a_changed_article_leaves_no_stale_chunk(opened: Open) -> None:
    store = opened()
    fill(store, TREATY)
    fill(store, Article("traktat", "Isi baru sama sekali.", title="Traktat"))
    store.sweep()
    assert store.catalogue.strays() == []
    assert len(store.dense(FakeEmbedder().embed_query("isi"), 10)) == 1
    assert store.lexical(["pasalno4"], 5) == []


def test_a_removed_article_is_gone(opened: Open) -> None:
    store = opened()
    fill(store, TREATY, VISIT)
    store.remove(["traktat"])
    assert "traktat" not in found(store, TREATY.text)
    with pytest.raises(UnknownArticle):
        store.article("traktat")


def test_killed_before_the_commit_nothing_half_is_seen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    fill(store, TREATY)
    before = store.catalogue.fingerprint

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.catalogue, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        fill(store, VISIT)
    monkeypatch.undo()
    assert store.catalogue.fingerprint == before
    assert found(store, VISIT.text) <= {"traktat"}
    store.sweep()
    assert len(store.dense(FakeEmbedder().embed_query("isi"), 10)) == 1


def test_another_reader_sees_what_was_written(opened: Open) -> None:
    writer = opened()
    fill(writer, TREATY)
    reader = opened("two")
    fill(writer, VISIT)
    writer.remove(["traktat"])
    reader.refresh()
    assert found(reader, VISIT.text) == {"lawatan"}
    assert reader.catalogue.fingerprint == writer.catalogue.fingerprint
    assert reader.article("lawatan") == VISIT


def test_the_fingerprint_depends_on_content_not_on_order(opened: Open, tmp_path: Path) -> None:
    one, two = opened(place=str(tmp_path / "a")), opened(place=str(tmp_path / "b"))
    fill(one, TREATY)
    fill(one, VISIT)
    fill(two, Article("lain", "Sementara."))
    fill(two, VISIT, TREATY)
    assert one.catalogue.fingerprint != two.catalogue.fingerprint
    two.remove(["lain"])
    assert one.catalogue.fingerprint == two.catalogue.fingerprint


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="tanya index"):
        open_store(str(tmp_path / "nowhere"), "articles", tmp_path)
    with pytest.raises(Unreachable):
        open_store("http://127.0.0.1:9", "articles", tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "articles.db").write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        open_store(str(broken), "articles", tmp_path)
