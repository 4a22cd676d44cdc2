"""The index as one thing: the catalogue and the vectors, kept in step.

In a folder the catalogue lies beside Chroma's files. With a Chroma server it is a mirror in this
machine's cache, which `refresh` brings up to date from the articles on the server's shelf.
"""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Lock

from index.catalogue import Catalogue, Entry, Manifest, digest
from index.chunking import chunk
from index.database import failure
from index.errors import IndexDamaged, NoIndex, UnknownArticle
from index.records import Article, Chunk
from index.shelf import Shelf
from index.vectors import Vectors, is_server

Found = list[tuple[str, float]]

_NO_VECTORS = "vectors are missing"


class Store:
    """An open index. Reading meets whole articles only, whatever a writer is doing meanwhile."""

    def __init__(self, place: str, collection: str, catalogue: Catalogue, vectors: Vectors) -> None:
        self.place = place
        self.catalogue = catalogue
        self._vectors = vectors
        self._shelf = Shelf(vectors.client, place, collection) if is_server(place) else None
        self._seen = catalogue.fingerprint
        self._file = _inode(catalogue.path)
        self._refreshing = Lock()

    def close(self) -> None:
        """Release the files and connections."""
        self._vectors.close()
        self.catalogue.close()

    # -- reading

    def manifest(self) -> Manifest:
        """Return how the index was made. Raises NoIndex while nothing was ever put in."""
        if (manifest := self.catalogue.manifest()) is None:
            raise NoIndex(store=self.place)
        return manifest

    def article(self, article_id: str) -> Article:
        """Return one article. Raises UnknownArticle."""
        if (article := self.catalogue.article(article_id)) is None:
            raise UnknownArticle(article_id=article_id)
        return article

    def dense(self, vector: Sequence[float], k: int) -> Found:
        """Return the ids and cosine similarities of the `k` nearest chunks, best first.

        Raises IndexDamaged where there are chunks and no vectors.
        """
        if found := self._vectors.nearest(vector, k):
            return found
        self.refresh()  # what is written meanwhile has its vectors before it has a row
        if self.catalogue.counts()[1] and not (found := self._vectors.nearest(vector, k)):
            raise IndexDamaged(store=self.place, reason=_NO_VECTORS)
        return found

    def lexical(self, terms: Sequence[str], k: int) -> Found:
        """Return the ids and BM25 scores of the `k` best chunks, best first."""
        return self.catalogue.bm25(terms, k)

    def chunks(self, chunk_ids: Sequence[str]) -> dict[str, tuple[Chunk, Article]]:
        """Return the chunks that are still part of the index, with their articles, by id."""
        return self.catalogue.chunks(chunk_ids)

    def refresh(self) -> None:
        """See what another process has written since this one looked; cheap when nothing has."""
        with self._refreshing:
            if self._shelf is not None:
                self._mirror(self._shelf)
                return
            if self._file != (now := _inode(self.catalogue.path)) and now:  # rebuilt meanwhile
                self.catalogue, self._file = Catalogue(self.catalogue.path), now
            if self._seen != (fingerprint := self.catalogue.fingerprint):
                self._vectors.reopen()
                self._seen = fingerprint

    # -- writing

    def verify(self) -> None:
        """Raise IndexDamaged when Chroma has lost vectors."""
        _, chunks = self.catalogue.counts()  # first, for a writer puts vectors in before rows
        if self._vectors.count() < chunks:
            raise IndexDamaged(store=self.place, reason=_NO_VECTORS)

    def begin(self, manifest: Manifest) -> None:
        """Say how the index is being made, before anything is put in."""
        self.catalogue.begin(manifest)

    def put(self, entries: Sequence[Entry], vectors: Sequence[Sequence[float]]) -> None:
        """Add or replace articles; `vectors` has one row for each chunk of each entry, in order.

        Killed at any moment, this leaves an index that answers as before the call or as after it.
        """
        self.catalogue.announce(entries)
        self._vectors.put([(c, e.article) for e in entries for c in e.chunks], vectors)
        if self._shelf is not None:
            self._shelf.put(entries)
        self.catalogue.put(entries)
        self._publish()

    def remove(self, article_ids: Sequence[str]) -> None:
        """Take articles out. Unknown ids do no harm."""
        if self._shelf is not None:
            self._shelf.remove(article_ids)
        self.catalogue.remove(article_ids)
        self._publish()

    def sweep(self) -> None:
        """Delete from Chroma the chunks of replaced and removed articles and of killed runs."""
        if strays := self.catalogue.strays():
            self._vectors.delete(strays)
            self.catalogue.forget_strays(strays)

    def drop(self) -> None:
        """Empty the index."""
        self._vectors.drop()
        if self._shelf is not None:
            self._shelf.drop()
        self.catalogue.clear()

    def _publish(self) -> None:
        self._seen = self.catalogue.fingerprint
        if self._shelf is not None:
            self._shelf.publish(self.manifest(), self._seen)

    def _mirror(self, shelf: Shelf) -> None:
        manifest, published = shelf.published()
        if manifest is None or published == self.catalogue.fingerprint:
            return
        self.catalogue.begin(manifest)
        theirs, ours = shelf.digests(), self.catalogue.digests()
        self.catalogue.remove([known for known in ours if known not in theirs])
        changed = [known for known, value in theirs.items() if ours.get(known) != value]
        for article in shelf.articles(changed):
            self.catalogue.put([entry(article)])


def entry(article: Article) -> Entry:
    """Return the article with its chunks, ready to be put in."""
    signature = digest(article)
    return Entry(article, tuple(chunk(article, signature)), signature)


def open_store(place: str, collection: str, cache: Path, create: bool = False) -> Store:
    """Open the index at `place`, a folder or a server's URL.

    `cache` is this machine's cache folder, for the mirror of a server. Raises NoIndex unless there
    is one or `create` is set, IndexDamaged, IndexInaccessible, Unreachable.
    """
    path = home(place, collection, cache) / f"{collection}.db"
    try:
        if not (create or is_server(place) or path.is_file()):
            raise NoIndex(store=place)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure(place, error) from error
    with ExitStack() as on_failure:
        catalogue = on_failure.enter_context(closing(Catalogue(path)))
        vectors = on_failure.enter_context(closing(Vectors(place, collection)))
        store = Store(place, collection, catalogue, vectors)
        store.refresh()
        if not create:
            store.manifest()
        on_failure.pop_all()
    return store


def home(place: str, collection: str, cache: Path) -> Path:
    """Return the folder on this machine that belongs to the index at `place`."""
    if not is_server(place):
        return Path(place)
    return cache / "mirrors" / hashlib.sha256(f"{place} {collection}".encode()).hexdigest()[:16]


def _inode(path: Path | str) -> int:
    """What tells a file from another of the same name; 0 where there is none."""
    return Path(path).stat().st_ino if Path(path).exists() else 0
