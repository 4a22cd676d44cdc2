"""Who is answered when: a line for each person in a chat, and seats that chats share fairly."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Protocol
from weakref import WeakValueDictionary

Key = tuple[int, int]
"""A chat and a person."""

SEATS_PER_CHAT = 2
"""Questions of one chat worked on at once: a busy group leaves seats to the others."""
LONGEST = 20
"""Questions of one person in one chat that may wait."""


class Job(Protocol):
    """One question on its way. `run` deals with its own errors."""

    @property
    def question_id(self) -> int: ...

    async def run(self) -> None: ...

    def cancel(self) -> None: ...

    async def interrupt(self) -> None: ...


class Lines:
    """One job at a time for each key, in the order they came."""

    def __init__(self) -> None:
        self._lines: dict[Key, deque[Job]] = {}
        self._tasks: dict[Key, asyncio.Task[None]] = {}
        self._closed = False

    def ahead(self, key: Key) -> int:
        """Return how many jobs come before the next one to join, the running one included."""
        return len(self._lines.get(key, ()))

    def join(self, key: Key, job: Job) -> None:
        """Put a job at the end of its line. After `close` it is left for the next start."""
        if self._closed:
            return
        self._lines.setdefault(key, deque()).append(job)
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._work(key))

    def jobs(self, key: Key) -> tuple[Job, ...]:
        """Return the jobs of one line, the running one first."""
        return tuple(self._lines.get(key, ()))

    def of_person(self, person_id: int) -> list[Job]:
        """Return one person's jobs in all chats."""
        return [job for key, line in self._lines.items() if key[1] == person_id for job in line]

    def find(self, question_id: int) -> Job | None:
        """Return the last job for one question, if any is on its way."""
        jobs = [job for line in self._lines.values() for job in line]
        return next((job for job in jobs[::-1] if job.question_id == question_id), None)

    def counts(self) -> tuple[int, int]:
        """Return how many jobs run and how many wait."""
        return len(self._tasks), sum(map(len, self._lines.values())) - len(self._tasks)

    async def close(self, grace_s: float) -> None:
        """Let running jobs finish for `grace_s` seconds, then interrupt whatever is left."""
        self._closed = True
        lines, tasks = list(self._lines.values()), list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(job.interrupt() for line in lines for job in line))

    async def _work(self, key: Key) -> None:
        line = self._lines[key]
        try:
            while line and not self._closed:
                await line[0].run()
                line.popleft()
        finally:
            del self._lines[key], self._tasks[key]


class Newest:
    """One task at most for each person: a new one ends the one before."""

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def start(self, person_id: int, work: Coroutine[Any, Any, None]) -> None:
        """Begin a person's new task."""
        if earlier := self._tasks.pop(person_id, None):
            earlier.cancel()
        task = self._tasks[person_id] = asyncio.create_task(work)
        task.add_done_callback(partial(self._ended, person_id))

    async def close(self) -> None:
        """End all tasks."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, person_id: int, task: asyncio.Task[None]) -> None:
        if self._tasks.get(person_id) is task:
            del self._tasks[person_id]


class Seats:
    """Places at the work itself, which is what the processor or the language model limits."""

    def __init__(self, count: int) -> None:
        self._all = asyncio.Semaphore(count)
        self._chats: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def seat(self, chat_id: int) -> AsyncIterator[None]:
        """Wait for a seat and hold it."""
        chat = self._chats.get(chat_id) or asyncio.Semaphore(SEATS_PER_CHAT)
        self._chats[chat_id] = chat
        async with chat, self._all:
            yield
