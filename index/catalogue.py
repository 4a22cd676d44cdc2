"""The catalogue: articles, chunks, lexical index and manifest in one SQLite file.

What it holds is what the index holds; Chroma keeps the vectors of the same chunks. One transaction
replaces an article with its chunks and terms, so a reader never sees half of one. Chunk ids that
Chroma may hold and the catalogue does not (a run was killed in between) stand in `stray` until the
next run deletes them.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.chunking import embedded_text
from index.database import connect
from index.records import Article, Chunk
from index.terms import rarest, terms

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, title TEXT NOT NULL,
    source TEXT NOT NULL, url TEXT, date TEXT, language TEXT, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunk (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS chunk_article ON chunk (article_id);
CREATE VIRTUAL TABLE IF NOT EXISTS term USING fts5 (body, tokenize = "unicode61");
CREATE VIRTUAL TABLE IF NOT EXISTS term_row USING fts5vocab (term, row);
CREATE TABLE IF NOT EXISTS stray (chunk_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = "id, text, title, source, url, date, language"
_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Manifest:
    """How an index was made. Two indexes with equal manifests have comparable vectors."""

    embedding: str
    dimension: int
    chunker: int
    cleaner: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its chunks, ready to be put in. `digest` covers everything indexed of it."""

    article: Article
    chunks: tuple[Chunk, ...]
    digest: str


def digest(article: Article) -> str:
    """Return the SHA-256, in hex, of everything of an article that is indexed."""
    return _sha256(json.dumps(asdict(article), ensure_ascii=False, sort_keys=True))


class Catalogue:
    """The open catalogue at `path`, which is made when it is not there. `:memory:` keeps no file.

    May be used from several threads. Other processes may read while one writes. Whatever is called,
    IndexDamaged, IndexInaccessible and IndexBusy may be raised.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self._db = connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -- what it holds

    def manifest(self) -> Manifest | None:
        """Return how the index was made, or None while nothing was ever put in."""
        row = self._value("made")
        return Manifest(**json.loads(row)) if row else None

    @property
    def fingerprint(self) -> str:
        """Return 16 hex digits that are equal when manifest and articles are."""
        return _sha256(f"{self._value('made')} {self._value('sum')}")[:16]

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of chunks."""
        articles = self._db.execute("SELECT count(*) FROM article").fetchone()[0]
        return articles, self._db.execute("SELECT count(*) FROM chunk").fetchone()[0]

    def digests(self) -> dict[str, str]:
        """Return the digest of every article by id."""
        return dict(self._db.execute("SELECT id, digest FROM article"))

    def articles(self) -> Iterator[Article]:
        """Yield every article, by id."""
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM article ORDER BY id"):
            yield Article(*row)

    def article(self, article_id: str) -> Article | None:
        """Return one article, or None."""
        return self._articles([article_id]).get(article_id)

    def chunks(self, chunk_ids: Sequence[str]) -> dict[str, tuple[Chunk, Article]]:
        """Return the known ones of these chunks, each with its article, by chunk id."""
        marks = ", ".join("?" * len(chunk_ids))
        found = self._db.execute(
            f"SELECT id, article_id, start, end FROM chunk WHERE id IN ({marks})", chunk_ids
        ).fetchall()
        articles = self._articles({row[1] for row in found})
        return {
            chunk_id: (Chunk(chunk_id, a.id, a.text[start:end], start, end), a)
            for chunk_id, article_id, start, end in found
            if (a := articles.get(article_id))
        }

    def _articles(self, article_ids: Collection[str]) -> dict[str, Article]:
        marks = ", ".join("?" * len(article_ids))
        query = f"SELECT {_COLUMNS} FROM article WHERE id IN ({marks})"
        return {
            row[0]: Article(*row) for row in self._db.execute(query, (*article_ids,)).fetchall()
        }

    # -- the lexical leg

    def document_frequency(self, term: str) -> int:
        """Return the number of chunks that hold `term`."""
        row = self._db.execute("SELECT doc FROM term_row WHERE term = ?", (term,)).fetchone()
        return int(row[0]) if row else 0

    def bm25(self, wanted: Sequence[str], k: int) -> list[tuple[str, float]]:
        """Return the ids and BM25 scores of the best `k` chunks holding any of the rarest terms.

        Scores are positive, higher is better (SQLite FTS5's bm25 with its sign turned).
        """
        rare = rarest({term: self.document_frequency(term) for term in wanted})
        if not rare:
            return []
        query = " OR ".join(f'"{term}"' for term in rare)
        return self._db.execute(
            """SELECT chunk.id, -best.score FROM
                 (SELECT rowid, bm25(term) AS score FROM term WHERE term MATCH ?
                  ORDER BY score LIMIT ?) AS best
               JOIN chunk ON chunk.number = best.rowid ORDER BY best.score, chunk.id""",
            (query, k),
        ).fetchall()

    # -- changing it

    def begin(self, manifest: Manifest) -> None:
        """Say how the index is being made, before anything is put in."""
        with self._db:
            self._store("made", json.dumps(asdict(manifest), sort_keys=True))

    def announce(self, entries: Iterable[Entry]) -> None:
        """Note the chunks that are about to go into Chroma."""
        with self._db:
            self._note_stray(chunk.id for entry in entries for chunk in entry.chunks)

    def put(self, entries: Iterable[Entry]) -> None:
        """Replace or add articles whose vectors are in Chroma, all in one transaction."""
        with self._db:
            for entry in entries:
                self._take_out(entry.article.id)
                self._insert(entry)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles out; their chunks become stray."""
        with self._db:
            for article_id in article_ids:
                self._take_out(article_id)

    def strays(self) -> list[str]:
        """Return the chunk ids that Chroma may hold and the catalogue does not."""
        return [row[0] for row in self._db.execute("SELECT chunk_id FROM stray")]

    def forget_strays(self, chunk_ids: Iterable[str]) -> None:
        """Say that these are no longer in Chroma."""
        with self._db:
            self._db.executemany(
                "DELETE FROM stray WHERE chunk_id = ?", ((chunk_id,) for chunk_id in chunk_ids)
            )

    def clear(self) -> None:
        """Forget everything."""
        with self._db:
            for table in ("article", "chunk", "term", "stray", "manifest"):
                self._db.execute(f"DELETE FROM {table}")

    # -- inside one transaction

    def _insert(self, entry: Entry) -> None:
        a = entry.article
        self._db.execute(
            "INSERT INTO article (digest, id, text, title, source, url, date, language)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (entry.digest, *(getattr(a, c) for c in _COLUMNS.split(", "))),
        )
        self._add_to_sum(entry.digest, 1)
        for chunk in entry.chunks:
            number = self._db.execute(
                "INSERT INTO chunk (id, article_id, start, end) VALUES (?, ?, ?, ?)",
                (chunk.id, a.id, chunk.start, chunk.end),
            ).lastrowid
            body = " ".join(terms(embedded_text(a, chunk)))
            self._db.execute("INSERT INTO term (rowid, body) VALUES (?, ?)", (number, body))
            self._db.execute("DELETE FROM stray WHERE chunk_id = ?", (chunk.id,))

    def _take_out(self, article_id: str) -> None:
        query = "SELECT digest FROM article WHERE id = ?"
        row = self._db.execute(query, (article_id,)).fetchone()
        if row is None:
            return
        self._add_to_sum(row[0], -1)
        chunks = self._db.execute(
            "SELECT number, id FROM chunk WHERE article_id = ?", (article_id,)
        ).fetchall()
        self._note_stray(chunk_id for _, chunk_id in chunks)
        self._db.executemany("DELETE FROM term WHERE rowid = ?", [(n,) for n, _ in chunks])
        self._db.execute("DELETE FROM chunk WHERE article_id = ?", (article_id,))
        self._db.execute("DELETE FROM article WHERE id = ?", (article_id,))

    def _note_stray(self, chunk_ids: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO stray VALUES (?)", ((chunk_id,) for chunk_id in chunk_ids)
        )

    def _add_to_sum(self, digest: str, sign: int) -> None:
        """A sum does not depend on the order, so a fingerprint needs no second look at the rest."""
        total = (int(self._value("sum") or "0", 16) + sign * int(digest, 16)) % _MODULUS
        self._store("sum", f"{total:x}")

    def _value(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM manifest WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _store(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO manifest VALUES (?, ?)", (key, value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
