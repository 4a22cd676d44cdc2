"""The ASK line as a LangChain `Runnable`, to be lifted into any LangChain or LangGraph program.

`invoke`, `ainvoke`, `stream`, `astream`, `batch` and `abatch` take `{"question": ..., "history":
[...]}` (or a plain string) and give an `Answer`. What `stream` yields are answers that grow claim
by claim; the last one is what `invoke` returns.
"""

from collections.abc import AsyncIterator, Generator
from contextlib import suppress
from contextvars import copy_context
from threading import Event
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from rag.asking import Asked, Asking
from rag.records import Answer


class Chain(Asking, Runnable[Asked, Answer]):
    """Answers questions over one store. Thread-safe: one chain serves a whole bot."""

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Return the answer; a question the articles do not answer has status `not_found`."""
        return super().invoke(input)

    async def ainvoke(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """As `invoke`. Cancelled, it stops the model."""
        async for answer in self.astream(input):
            last = answer
        return last

    def stream(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Generator[Answer, None, None]:
        """Yield the answer as far as it is checked, then the whole of it."""
        return super().stream(input)

    async def astream(
        self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[Answer]:
        """As `stream`, which runs in threads meanwhile. Left or cancelled, it stops the model."""
        import asyncio

        from rag.chat_model import unheard

        answers, stopped, context = self.stream(input), Event(), copy_context()
        context.run(unheard.set, stopped)

        def advance() -> Answer | None:
            return context.run(next, answers, None)

        try:
            while answer := await asyncio.get_running_loop().run_in_executor(None, advance):
                yield answer
        finally:
            stopped.set()
            with suppress(ValueError):  # it is running; then it sees that it is to stop
                answers.close()
