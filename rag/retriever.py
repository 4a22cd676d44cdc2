"""Retrieval as a LangChain `BaseRetriever`, to be lifted into any LangChain program."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from rag.answerers import PASSAGES
from rag.asking import Asking


class Retriever(BaseRetriever):
    """Gives the best `k` passages of a question as documents, best first.

    `page_content` is `article.text[start:end]` of the metadata's offsets, and `id` the chunk's.
    """

    asking: Any
    """The open index: an `rag.asking.Asking`, or the chain that it becomes."""
    k: int = PASSAGES

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        asking: Asking = self.asking
        return [
            Document(
                hit.chunk.text,
                id=hit.chunk.id,
                metadata={
                    "article_id": hit.article.id,
                    "start": hit.chunk.start,
                    "end": hit.chunk.end,
                    "title": hit.article.title,
                    "source": hit.article.source,
                    "url": hit.article.url,
                    "date": hit.article.date,
                    "language": hit.article.language,
                    "score": hit.score,
                },
            )
            for hit in asking.search(query, self.k)
        ]
