"""The INDEX line: path -> Article -> Chunk -> vectors and terms -> store -> report."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from index.catalogue import Entry, Manifest
from index.chunking import embedded_text
from index.embedding import Embedder
from index.errors import IndexMismatch
from index.language import detect
from index.readers import Failure, Reason, Source, find, read
from index.records import Article
from index.store import Store, entry

BATCH = 256
"""Chunks embedded and committed together: what a kill can lose, and what memory holds."""

_NOT_SEEN = frozenset({Reason.MISSING, Reason.CANNOT_OPEN})

Progress = Callable[[int, str], None]
"""Called with the number of articles looked at so far and the id of the latest."""


@dataclass(slots=True)
class Report:
    """What one run did; ids in the order met. `seconds` is wall time."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    articles: int = 0
    chunks: int = 0
    seconds: float = 0.0
    index: str = ""


def check(store: Store, wanted: Manifest) -> None:
    """Raise IndexMismatch when the index was made in another way than `wanted`."""
    made = store.catalogue.manifest()
    if made is not None and made != wanted:
        raise IndexMismatch(store=store.place, made=_described(made), wanted=_described(wanted))


def update(
    store: Store,
    embedder: Embedder,
    manifest: Manifest,
    paths: Sequence[Path],
    prune: bool = False,
    progress: Progress = lambda count, article_id: None,
) -> Report:
    """Add and refresh the articles at `paths`; with `prune`, remove all others.

    Unchanged articles are read but not embedded. Memory stays flat however many there are. Nothing
    is pruned when something is missing or cannot be opened: a slip must not empty an index.
    Raises IndexMismatch when the index was made in another way, IndexDamaged when vectors are lost.
    """
    started = time.perf_counter()
    check(store, manifest)
    store.verify()
    store.begin(manifest)
    store.sweep()
    run = _Run(store, embedder, progress)
    for found in _articles(paths):
        run.take(found)
    run.flush()
    if prune and not any(failure.reason in _NOT_SEEN for failure in run.report.failed):
        gone = [known for known in store.catalogue.digests() if known not in run.met]
        store.remove(gone)
        run.report.removed += gone
    store.sweep()
    report = run.report
    report.articles, report.chunks = store.catalogue.counts()
    report.index = store.catalogue.fingerprint
    report.seconds = time.perf_counter() - started
    return report


def count(paths: Sequence[Path]) -> int:
    """Return how many articles the paths promise: one a file, one a line of .jsonl."""
    total = 0
    for source in find(paths):
        if isinstance(source, Source) and source.path.suffix.lower() == ".jsonl":
            with suppress(OSError), source.path.open("rb") as lines:
                total += sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
        else:
            total += 1
    return total


class _Run:
    """One pass over the articles: what was met, what waits to be embedded."""

    def __init__(self, store: Store, embedder: Embedder, progress: Progress) -> None:
        self.report = Report()
        self.met: set[str] = set()
        self._store = store
        self._embedder = embedder
        self._progress = progress
        self._known = store.catalogue.digests()
        self._texts: dict[bytes, str] = {}
        self._waiting: list[Entry] = []

    def take(self, found: Article | Failure) -> None:
        """Take in one article, or note why there is none."""
        if isinstance(found, Failure):
            self.report.failed.append(found)
            return
        if reason := self._refusal(found):
            self.report.failed.append(Failure(found.id, reason))
            return
        self.met.add(found.id)
        candidate = entry(found)
        before = self._known.get(found.id)
        if before == candidate.digest:
            self.report.unchanged.append(found.id)
        else:
            (self.report.updated if before else self.report.added).append(found.id)
            self._waiting.append(candidate)
        if sum(len(e.chunks) for e in self._waiting) >= BATCH:
            self.flush()
        self._progress(len(self.met), found.id)

    def flush(self) -> None:
        """Embed and commit what is waiting."""
        if self._waiting:
            texts = [embedded_text(e.article, chunk) for e in self._waiting for chunk in e.chunks]
            self._store.put(self._waiting, self._embedder.embed_documents(texts))
        self._waiting = []

    def _refusal(self, article: Article) -> Reason | None:
        if article.id in self.met:
            return Reason.DUPLICATE_ID
        text = blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        first = self._texts.setdefault(text, article.id)
        if first == article.id:
            return None
        if article.id in self._known:  # it was the only one once, now it is a copy
            self._store.remove([article.id])
            self.report.removed.append(article.id)
        return Reason.DUPLICATE_TEXT


def _articles(paths: Sequence[Path]) -> Iterator[Article | Failure]:
    for source in find(paths):
        if isinstance(source, Failure):
            yield source
            continue
        for found in read(source):
            if isinstance(found, Article) and found.language is None:
                found = replace(found, language=detect(found.text[:2000]))
            yield found


def _described(manifest: Manifest) -> str:
    return (
        f"{manifest.embedding} ({manifest.dimension}), "
        f"chunker {manifest.chunker}, cleaner {manifest.cleaner}"
    )
