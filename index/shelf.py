"""The articles themselves on a Chroma server, for readers on other machines.

A second collection beside the vectors holds each article's text with its digest, and in its own
metadata how the index was made. From these every reader rebuilds chunks and terms for itself: both
follow from the article alone, so nothing can drift.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from index.catalogue import Entry, Manifest
from index.records import Article
from index.vectors import translated

_PAGE = 500
_DESCRIBED = ("title", "source", "url", "date", "language")


class Shelf:
    """The articles on the server `place`, in the collection `<name>.texts`.

    Raises Unreachable when the server does not answer.
    """

    def __init__(self, client: Any, place: str, name: str) -> None:
        self._client = client
        self._place = place
        self._name = f"{name}.texts"
        self._open()

    def _open(self) -> None:
        with translated(self._place):
            self._texts = self._client.get_or_create_collection(self._name, embedding_function=None)

    def published(self) -> tuple[Manifest | None, str]:
        """Return how the index was made and the fingerprint last published, in one request."""
        self._open()
        known = dict(self._texts.metadata or {})
        fingerprint = str(known.pop("fingerprint", ""))
        return (Manifest(**known) if known else None), fingerprint

    def publish(self, manifest: Manifest, fingerprint: str) -> None:
        """Tell the readers that there is something new."""
        with translated(self._place):
            self._texts.modify(metadata={**asdict(manifest), "fingerprint": fingerprint})

    def digests(self) -> dict[str, str]:
        """Return the digest of every article by id."""
        found: dict[str, str] = {}
        while True:
            page = self._page(limit=_PAGE, offset=len(found), include=["metadatas"])
            if not page["ids"]:
                return found
            digests = (metadata["digest"] for metadata in page["metadatas"])
            found.update(zip(page["ids"], digests, strict=True))

    def articles(self, article_ids: Sequence[str]) -> Iterator[Article]:
        """Yield these articles, as far as they are still there."""
        for i in range(0, len(article_ids), _PAGE):
            wanted = list(article_ids[i : i + _PAGE])
            page = self._page(ids=wanted, include=["metadatas", "documents"])
            for article_id, text, known in zip(
                page["ids"], page["documents"], page["metadatas"], strict=True
            ):
                yield Article(article_id, text, **{k: known[k] for k in _DESCRIBED if k in known})

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or overwrite articles."""
        entries = list(entries)
        with translated(self._place):
            self._texts.upsert(
                ids=[entry.article.id for entry in entries],
                embeddings=[[1.0]] * len(entries),  # Chroma asks for one; nobody searches these
                documents=[entry.article.text for entry in entries],
                metadatas=[_metadata(entry) for entry in entries],
            )

    def remove(self, article_ids: Sequence[str]) -> None:
        """Take articles out; unknown ids do no harm."""
        for i in range(0, len(article_ids), _PAGE):
            with translated(self._place):
                self._texts.delete(ids=list(article_ids[i : i + _PAGE]))

    def drop(self) -> None:
        """Delete all articles."""
        with translated(self._place):
            self._client.delete_collection(self._name)
        self._open()

    def _page(self, **wanted: Any) -> Any:
        with translated(self._place):
            return self._texts.get(**wanted)


def _metadata(entry: Entry) -> dict[str, str]:
    described = {key: getattr(entry.article, key) for key in _DESCRIBED}
    return {"digest": entry.digest, **{k: v for k, v in described.items() if v is not None}}
