"""One question on its way to its one answer.

A message is opened first, with a line that says nothing yet, and its id is kept; the answer comes
by editing it. A send that fails may have arrived, and sending again would double the answer; an
edit can be repeated without harm, after a lost connection as well as after a killed process.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import aclosing, suppress

from telegram import InlineKeyboardMarkup

from bot.telegram import render
from bot.telegram.chain import answers
from bot.telegram.conversations import Asked
from bot.telegram.delivery import MessageGone, Undeliverable
from bot.telegram.lines import Job
from bot.telegram.progress import EVERY_IN_GROUPS_S, EVERY_S, Progress
from bot.telegram.reply import Reply, keep
from bot.telegram.service import Service
from index.errors import Unreachable

log = logging.getLogger(__name__)

REOPENINGS = 3
"""How often a message that vanishes while it is being answered is opened anew."""
RESTARTING_S = 3.0
"""How long the bot, when it stops, tries to say so."""


class Answering(Job):
    """The job of answering one question, whose message opens as soon as the job is made."""

    def __init__(self, service: Service, asked: Asked, ahead: int = 0) -> None:
        self._service = service
        self._asked = asked
        self._texts = service.texts(asked.language)
        self._stopped = asyncio.Event()
        self._silent = False
        self._slots = list(asked.slots)
        self._opening: asyncio.Task[None] | None = None
        if not self._slots and service.lines.find(asked.id) is None:
            self._opening = asyncio.create_task(self._open(*self._first_words(ahead)))

    @property
    def question_id(self) -> int:
        """Return the id of the question."""
        return self._asked.id

    def cancel(self) -> None:
        """Answer "cancelled" instead, as soon as may be."""
        self._stopped.set()

    def drop(self) -> None:
        """Answer nothing: the question was edited, and its new job writes into the same message."""
        self._silent = True
        self._stopped.set()

    async def run(self) -> None:
        """Answer, and keep that it is answered. Deals with every error but cancellation."""
        try:
            state = await self._answer()
        except Undeliverable:
            state = "undeliverable"
        except Exception as error:
            state = await self._apologize(error)
        if state:
            self._service.conversations.settle(self._asked.id, state)
            log.info("Question %d is %s", self._asked.id, state)

    async def interrupt(self) -> None:
        """Say that the answer comes after the restart, if that can be said at once."""
        chat_id = self._asked.place.chat_id
        text = render.plain(self._texts.telegram.restarting)[0]
        with suppress(TimeoutError, Undeliverable):
            async with asyncio.timeout(RESTARTING_S):
                if self._opening:
                    await self._opening
                for slot in self._slots[:1]:
                    await self._service.delivery.edit_if_free(chat_id, slot, text)

    async def _answer(self) -> str | None:
        service, asked = self._service, self._asked
        reply = await self._reply()
        await self._opened()
        if self._silent:
            return None
        if reply is None:
            await self._fill(render.plain(self._texts.telegram.cancelled))
            return "cancelled"
        service.conversations.keep_reply(asked.id, reply)
        keyboard = service.keyboards.answer(
            reply, asked.id, asked.place.chat_id, self._texts.telegram
        )
        await self._fill(render.answer(reply, self._texts), keyboard)
        return "answered"

    async def _apologize(self, error: Exception) -> str:
        code = self._service.health.failed(error)
        own = self._texts.telegram
        text = own.unreachable if isinstance(error, Unreachable) else own.failed
        try:
            await self._opened()
            await self._fill(render.plain(text.format(code=code)))
        except Undeliverable:
            return "undeliverable"
        return "failed"

    # -- working the answer out

    async def _reply(self) -> Reply | None:
        """Return the finished reply, None if the person cancelled."""
        if self._stopped.is_set():
            return None
        work = asyncio.create_task(self._work())
        stopped = asyncio.create_task(self._stopped.wait())
        try:
            await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
            return work.result() if work.done() and not self._stopped.is_set() else None
        finally:
            work.cancel()
            stopped.cancel()
            await asyncio.gather(work, stopped, return_exceptions=True)

    async def _work(self) -> Reply:
        service, asked = self._service, self._asked
        reply: Reply | None = None
        async with self._progress() as progress, service.seats.seat(asked.place.chat_id):
            if self._opening:
                self._opening.add_done_callback(progress.begin)
            else:
                progress.begin()
            history = service.conversations.history(asked)
            async with aclosing(answers(service.chain, asked.text, history)) as growing:
                async for answer in growing:
                    reply = keep(answer)
                    if reply.claims:
                        progress.update(render.growing(reply))
        if reply is None:
            raise RuntimeError("The chain ended without an answer")
        return reply

    def _progress(self) -> Progress:
        delivery, place = self._service.delivery, self._asked.place

        async def show(text: str) -> None:
            for slot in self._slots[:1]:
                await delivery.edit_if_free(place.chat_id, slot, text, self._cancel_button())

        return Progress(
            typing=lambda: delivery.typing(place.chat_id, place.thread_id),
            show=show,
            still_looking=render.plain(self._texts.telegram.still_looking)[0],
            period=EVERY_S if self._asked.private else EVERY_IN_GROUPS_S,
        )

    # -- the messages that hold it

    def _first_words(self, ahead: int) -> tuple[str, InlineKeyboardMarkup | None]:
        own = self._texts.telegram
        if ahead:
            return own.queued.format(place=ahead), self._cancel_button()
        return own.opening, None

    async def _opened(self) -> None:
        """Have at least one message open."""
        if self._opening:
            await asyncio.shield(self._opening)
        elif not self._slots:
            asked = self._service.conversations.find(self._asked.id)
            self._slots = list(asked.slots) if asked else []
        if not self._slots:
            await self._open(self._texts.telegram.opening)

    async def _open(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        self._slots.append(await self._send(text, keyboard))
        self._service.conversations.keep_slots(self._asked.id, self._slots)

    async def _send(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
        place = self._asked.place
        # In a group, or among several questions, an answer must show what it answers.
        quote = not self._asked.private or keyboard is not None
        return await self._service.delivery.send(
            place.chat_id,
            render.plain(text)[0],
            thread_id=place.thread_id,
            reply_to=self._asked.message_id if quote else None,
            keyboard=keyboard,
        )

    async def _fill(
        self, messages: Sequence[str], keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Write the messages into the open ones; open more, or delete those left over."""
        delivery, chat_id = self._service.delivery, self._asked.place.chat_id
        for number, text in enumerate(messages):
            below = keyboard if number == len(messages) - 1 else None
            if number == len(self._slots):
                await self._open(self._texts.telegram.continued)
            await self._write(number, text, below)
        for slot in self._slots[len(messages) :]:
            await delivery.delete(chat_id, slot)
        del self._slots[len(messages) :]
        self._service.conversations.keep_slots(self._asked.id, self._slots)

    async def _write(self, number: int, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        chat_id = self._asked.place.chat_id
        for _ in range(REOPENINGS):
            try:
                return await self._service.delivery.edit(
                    chat_id, self._slots[number], text, keyboard
                )
            except MessageGone:
                self._slots[number] = await self._send(self._texts.telegram.continued)
                self._service.conversations.keep_slots(self._asked.id, self._slots)
        raise Undeliverable("the message vanishes again and again")

    def _cancel_button(self) -> InlineKeyboardMarkup:
        return self._service.keyboards.cancel(
            self._asked.id, self._asked.place.chat_id, self._texts.telegram
        )
