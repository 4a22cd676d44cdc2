"""The seam: what an evaluation needs of the system that it measures. The chain is one."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from index.records import Article
from rag.records import Answer, Hit


class System(Protocol):
    """Anything that answers questions with citations over an index of articles.

    `asked` is `{"question": str, "history": [{"question", "answer"}, ...]}`. `article` gives the
    text that quotes are checked against and raises UnknownArticle.
    """

    @property
    def fingerprint(self) -> str:
        """Return what identifies the content of the index."""

    def invoke(self, asked: Mapping[str, Any], /) -> Answer:
        """Return the answer to one question."""

    def search(self, asked: Mapping[str, Any], k: int, /) -> Sequence[Hit]:
        """Return the best `k` passages, best first, without answering."""

    def article(self, article_id: str, /) -> Article:
        """Return one indexed article."""
