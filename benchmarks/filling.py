"""Public passages go into a store as articles, without files in between."""

import json
from itertools import islice
from pathlib import Path

from index.catalogue import Manifest
from index.chunking import embedded_text
from index.embedding import Embedder
from index.language import detect
from index.records import Article
from index.store import Store, entry

BATCH = 256
"""Passages embedded and committed together."""


def fill(store: Store, embedder: Embedder, passages: Path, titles: bool = True) -> None:
    """Put every passage of a JSON Lines file in as an article of its own."""
    store.begin(Manifest(embedder.identity, embedder.dimension, 0, 0))
    with passages.open(encoding="utf-8") as lines:
        while rows := [json.loads(line) for line in islice(lines, BATCH)]:
            entries = [
                entry(
                    Article(
                        row["id"],
                        row["text"],
                        title=row["title"] if titles else "",
                        language=detect(row["text"]),
                    )
                )
                for row in rows
            ]
            texts = [embedded_text(e.article, chunk) for e in entries for chunk in e.chunks]
            store.put(entries, embedder.embed_documents(texts))
