"""Vectors that are made once: an embedder with a file beside it, for benchmarks run many times."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import numpy as np

from index.embedding import Embedder

_SCHEMA = "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
_BATCH = 256
"""Texts embedded and written together: what an interrupted run loses."""


class Remembered(Embedder):
    """The vectors of `embedder`, in single precision; none in the file at `path` is made again."""

    def __init__(self, embedder: Embedder, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.identity = embedder.identity
        self.dimension = embedder.dimension
        self._embedder = embedder
        self._path = path

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        return self._all("passage", texts, self._embedder.embed_documents)

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each question."""
        return self._all("query", texts, lambda new: list(map(self._embedder.embed_query, new)))

    def _all(
        self, kind: str, texts: list[str], embed: Callable[[list[str]], list[list[float]]]
    ) -> list[list[float]]:
        keys = [
            blake2b(f"{self.identity} {kind} {text}".encode(), digest_size=16).digest()
            for text in texts
        ]
        with closing(sqlite3.connect(self._path, timeout=60)) as file:
            file.execute(_SCHEMA)
            get = "SELECT value FROM vector WHERE key = ?"
            known = {key: row[0] for key in keys if (row := file.execute(get, (key,)).fetchone())}
            every = dict(zip(keys, texts, strict=True))
            new = [(key, text) for key, text in every.items() if key not in known]
            for i in range(0, len(new), _BATCH):
                part = new[i : i + _BATCH]
                vectors = np.asarray(embed([text for _, text in part]), np.float32)
                made = {k: v.tobytes() for (k, _), v in zip(part, vectors, strict=True)}
                with file:
                    file.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", made.items())
                known |= made
        return [np.frombuffer(known[key], np.float32).tolist() for key in keys]
