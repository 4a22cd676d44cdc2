"""What Telegram remembers: people, chats, messages, and the updates a bot has yet to fetch."""

import asyncio
import itertools
import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.html import units

BOT = {"id": 42, "is_bot": True, "first_name": "Tanya", "username": "tanya_bot"}
Json = dict[str, Any]


@dataclass
class Message:
    """A message as it is now; `texts` holds every text it ever had, with the moments."""

    id: int
    chat_id: int
    sender: Json
    text: str
    entities: list[Json] = field(default_factory=list)
    keyboard: list[list[Json]] = field(default_factory=list)
    reply_to: int | None = None
    thread_id: int | None = None
    texts: list[tuple[float, str]] = field(default_factory=list)
    extra: Json = field(default_factory=dict)

    @property
    def by_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    def buttons(self) -> list[str]:
        """Return the labels of the buttons."""
        return [button["text"] for row in self.keyboard for button in row]

    def write(self, text: str, entities: list[Json]) -> None:
        """Give the message a text."""
        self.text, self.entities = text, entities
        self.texts.append((time.monotonic(), text))


class World:
    """All chats of one bot. People act through `say`, `edit`, `press` and `inline`."""

    def __init__(self, privacy: bool = False) -> None:
        self.privacy = privacy
        self.messages: dict[int, dict[int, Message]] = {}
        self.blocked: set[int] = set()
        self.updates: list[Json] = []
        self.arrived = asyncio.Event()
        self.query_answers: dict[str, Json] = {}
        self.inline_answers: dict[str, Json] = {}
        self.actions: list[tuple[float, int]] = []
        self.commands: dict[str, list[Json]] = {}
        self.changed = asyncio.Event()
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(100_000)
        self._query_ids = itertools.count(1)

    # -- what people do

    def say(
        self, person_id: int, text: str, *, chat_id: int | None = None, language: str = "id",
        reply_to: int | None = None, thread_id: int | None = None, **extra: Any,
    ) -> Message:  # fmt: skip
        """Have a person write; without `chat_id` in private. `extra` adds fields, as `voice`."""
        sender = _person(person_id, language)
        chat_id = person_id if chat_id is None else chat_id
        message = self.add(chat_id, sender, text, _spotted(text), reply_to, thread_id)
        message.extra = extra
        if self._reaches_bot(message):
            self._push("message", self.as_json(message))
        return message

    def edit(self, message: Message, text: str) -> None:
        """Have a person change what they wrote."""
        message.write(text, _spotted(text))
        self._push("edited_message", {**self.as_json(message), "edit_date": int(time.time())})

    def press(
        self, message: Message, label: str, person_id: int | None = None, language: str = "id"
    ) -> str:
        """Have a person press the button that begins with `label`; return the query's id."""
        buttons = [button for row in message.keyboard for button in row]
        data = next(b["callback_data"] for b in buttons if b["text"].startswith(label))
        return self.send_data(message, data, person_id or message.chat_id, language)

    def send_data(self, message: Message, data: str, person_id: int, language: str = "id") -> str:
        """Have a client send callback data, be it from a button or made up."""
        query_id = str(next(self._query_ids))
        self._push(
            "callback_query",
            {"id": query_id, "from": _person(person_id, language), "data": data,
             "chat_instance": "1", "message": self.as_json(message)},
        )  # fmt: skip
        return query_id

    def inline(self, person_id: int, query: str, language: str = "id") -> str:
        """Have a person type after the bot's name; return the query's id."""
        query_id = str(next(self._query_ids))
        self._push(
            "inline_query",
            {"id": query_id, "from": _person(person_id, language), "query": query, "offset": ""},
        )
        return query_id

    # -- what can be seen

    def by_bot(self, chat_id: int) -> list[Message]:
        """Return the bot's messages in a chat, oldest first."""
        return [m for m in self.messages.get(chat_id, {}).values() if m.by_bot]

    def as_json(self, message: Message, deep: bool = True) -> Json:
        """Return a message as the Bot API gives it."""
        chat_id = message.chat_id
        kind = "private" if chat_id > 0 else "supergroup"
        found: Json = {
            "message_id": message.id,
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": kind, "title": "Redaksi", "first_name": "Pembaca"},
            "from": message.sender,
            **message.extra,
        }
        if message.text:
            found |= {"text": message.text, "entities": message.entities}
        if message.thread_id:
            found |= {"message_thread_id": message.thread_id, "is_topic_message": True}
        replied = self.messages[chat_id].get(message.reply_to or 0)
        if replied and deep:
            found["reply_to_message"] = self.as_json(replied, deep=False)
        return found

    # -- keeping

    def add(
        self, chat_id: int, sender: Json, text: str, entities: list[Json],
        reply_to: int | None = None, thread_id: int | None = None,
    ) -> Message:  # fmt: skip
        """Put a new message into a chat."""
        message = Message(next(self._message_ids), chat_id, sender, text, entities)
        message.reply_to, message.thread_id = reply_to, thread_id
        message.texts.append((time.monotonic(), text))
        self.messages.setdefault(chat_id, {})[message.id] = message
        return message

    def _push(self, kind: str, content: Json) -> None:
        self.updates.append({"update_id": next(self._update_ids), kind: content})
        self.arrived.set()

    def _reaches_bot(self, message: Message) -> bool:
        """Say whether a bot gets to see this: with privacy mode on, not all of a group's talk.

        https://core.telegram.org/bots/features#privacy-mode
        """
        replied = self.messages[message.chat_id].get(message.reply_to or 0)
        command = message.text.startswith("/")
        return bool(
            message.chat_id > 0 or not self.privacy or command or (replied and replied.by_bot)
        )


def _person(person_id: int, language: str) -> Json:
    return {"id": person_id, "is_bot": False, "first_name": "Pembaca", "language_code": language}


def _spotted(text: str) -> list[Json]:
    """Return the commands and mentions that Telegram marks in what people write."""
    patterns = {"bot_command": r"(?<!\S)/\w{1,64}(?:@\w+)?", "mention": r"(?<!\w)@\w{4,32}"}
    return [
        {"type": kind, "offset": units(text[: found.start()]), "length": units(found.group())}
        for kind, pattern in patterns.items()
        for found in re.finditer(pattern, text, re.ASCII)
    ]
