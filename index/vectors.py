"""The vectors, in Chroma: a folder on this machine, or a Chroma server."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.database import failure, first_line
from index.errors import IndexDamaged, IndexInaccessible, TanyaError, Unreachable
from index.records import Article, Chunk

_MOST_AT_ONCE = 1000
"""Chunks in one call: within what every SQLite behind Chroma takes."""
_PATIENCE = 60.0
"""Seconds a server may take for one answer."""


class Vectors:
    """One collection of chunk vectors. Distances are cosine.

    Raises Unreachable when a server does not answer; for a folder IndexDamaged, IndexInaccessible.
    """

    def __init__(self, store: str, collection: str) -> None:
        self._store = store
        self._name = collection
        self._open()

    def _open(self) -> None:
        with translated(self._store):
            self.client = connect(self._store)
            self._collection = self.client.get_or_create_collection(
                self._name,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                embedding_function=None,
            )

    def reopen(self) -> None:
        """See what another process has written since this one opened the folder."""
        self.close()
        self._open()

    def close(self) -> None:
        """Release the files. Chroma shares one engine a folder; the last one to close stops it."""
        session = _http_session(self.client)
        self.client.close()
        if session is not None:
            session.close()

    def put(
        self, chunks: Sequence[tuple[Chunk, Article]], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Add or overwrite chunks. Text and metadata go along for whoever reads Chroma directly."""
        for i in range(0, len(chunks), _MOST_AT_ONCE):
            part = chunks[i : i + _MOST_AT_ONCE]
            with translated(self._store, writing=True):
                self._collection.upsert(
                    ids=[chunk.id for chunk, _ in part],
                    embeddings=vectors[i : i + _MOST_AT_ONCE],
                    documents=[chunk.text for chunk, _ in part],
                    metadatas=[_metadata(chunk, article) for chunk, article in part],
                )

    def nearest(self, vector: Sequence[float], k: int) -> list[tuple[str, float]]:
        """Return the ids and cosine similarities of the `k` nearest chunks, best first."""
        with translated(self._store):
            found = self._collection.query(
                query_embeddings=[vector], n_results=k, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(chunk_id, 1.0 - distance) for chunk_id, distance in pairs]

    def count(self) -> int:
        """Return the number of vectors."""
        with translated(self._store):
            return int(self._collection.count())

    def delete(self, chunk_ids: Sequence[str]) -> None:
        """Delete chunks; unknown ids do no harm."""
        for i in range(0, len(chunk_ids), _MOST_AT_ONCE):
            with translated(self._store, writing=True):
                self._collection.delete(ids=list(chunk_ids[i : i + _MOST_AT_ONCE]))

    def drop(self) -> None:
        """Delete the collection and begin an empty one."""
        with translated(self._store, writing=True):
            self.client.delete_collection(self._name)
        self._open()


def is_server(store: str) -> bool:
    """Say whether `store` is the URL of a Chroma server, not a folder."""
    return store.startswith(("http://", "https://"))


def connect(store: str) -> Any:
    """Return a Chroma client for `store`, with telemetry off."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not is_server(store):
        # Chroma keeps one engine a path and process, whatever the working folder was.
        folder = Path(store).resolve() / "chroma"
        folder.mkdir(parents=True, exist_ok=True)
        _check_schema(folder / "chroma.sqlite3")
        return chromadb.PersistentClient(str(folder), settings)
    url = urlsplit(store)
    client = chromadb.HttpClient(
        host=url.hostname or "localhost",
        port=url.port or (443 if url.scheme == "https" else 8000),
        ssl=url.scheme == "https",
        settings=settings,
    )
    if (session := _http_session(client)) is not None:
        session.timeout = _PATIENCE
    return client


def _check_schema(path: Path) -> None:
    """Raise what SQLite raises for a file whose schema is damaged: Chroma's engine may abort."""
    if path.is_file():
        with closing(sqlite3.connect(path)) as file:
            file.execute("SELECT count(*) FROM sqlite_master")


@contextmanager
def translated(store: str, writing: bool = False) -> Iterator[None]:
    """Turn what Chroma raises, which differs by version and engine, into an error of ours.

    Files that could be opened and take nothing more are not counted as damaged.
    """
    try:
        yield
    except TanyaError:
        raise
    except Exception as error:
        if is_server(store):
            reason, mend = first_line(error), "Run: chroma run"
            raise Unreachable(what="Chroma", where=store, reason=reason, mend=mend) from error
        unknown = IndexInaccessible if writing else IndexDamaged
        raise failure(store, error, unknown) from error


def _http_session(client: Any) -> Any:
    """The client's httpx session, or None: Chroma offers no way to bound or to close it."""
    return getattr(getattr(client, "_server", None), "_session", None)


def _metadata(chunk: Chunk, article: Article) -> dict[str, str | int]:
    known: dict[str, str | int | None] = {
        "article_id": chunk.article_id,
        "start": chunk.start,
        "end": chunk.end,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "url": article.url,
        "language": article.language,
    }
    return {key: value for key, value in known.items() if value is not None}
