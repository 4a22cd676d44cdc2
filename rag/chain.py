"""The ASK line as a LangChain `Runnable`, to be lifted into any LangChain or LangGraph program.

`invoke`, `ainvoke`, `stream`, `astream` and `batch` take `{"question": ..., "history": [...]}` (or
a plain string) and give an `Answer`. What `stream` yields are answers that grow claim by claim; the
last one is what `invoke` returns.
"""

from collections.abc import Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from rag.asking import Asked, Asking
from rag.records import Answer


class Chain(Asking, Runnable[Asked, Answer]):
    """Answers questions over one store. Thread-safe: one chain serves a whole bot."""

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Return the answer; a question the articles do not answer has status `not_found`."""
        return super().invoke(input)

    def stream(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Answer]:
        """Yield the answer as far as it is checked, then the whole of it."""
        return super().stream(input)
