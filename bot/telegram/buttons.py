"""The buttons under a message, and the signed data they carry.

Telegram gives a bot 64 bytes a button, and a modified client can send back any it likes. So the
data names what is meant and ends in a code that only this bot can make, for this chat only.
https://core.telegram.org/bots/api#inlinekeyboardbutton
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.feedback import REASONS
from bot.telegram.render import shorten
from bot.telegram.reply import Reply
from bot.texts.telegram import TelegramTexts
from rag.records import Citation

Row = Sequence[tuple[str, "Press"]]
Kind = Literal["source", "why", "up", "down", "reason", "back", "cancel", "language"]

LANGUAGES = ("id", "en")
MOST_SOURCES = 40
_MAC_BYTES = 9


@dataclass(frozen=True, slots=True)
class Press:
    """What a button means: `question_id` 0 where no question is meant, `item` the nth of a kind."""

    kind: Kind
    question_id: int = 0
    item: int = 0


class Signer:
    """Turns presses into callback data and back."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def data(self, press: Press, chat_id: int) -> str:
        """Return the callback data, at most 64 bytes."""
        body = f"{press.kind}.{press.question_id}.{press.item}"
        return f"{body}.{self._mac(body, chat_id)}"

    def read(self, data: str, chat_id: int) -> Press | None:
        """Return what the data means, or None if this bot did not make it for this chat."""
        body, _, mac = data.rpartition(".")
        if not hmac.compare_digest(
            mac.encode("utf-8", "replace"), self._mac(body, chat_id).encode()
        ):
            return None
        kind, question_id, item = body.split(".")
        return Press(cast(Kind, kind), int(question_id), int(item))

    def secret(self, purpose: str) -> str:
        """Return a secret for another purpose, the same in all bots that share the key."""
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256).hex()

    def _mac(self, body: str, chat_id: int) -> str:
        code = hmac.digest(self._key, f"{chat_id} {body}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(code[:_MAC_BYTES]).decode()


class Keyboards:
    """The keyboards of the bot's messages."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def answer(
        self, reply: Reply, question_id: int, chat_id: int, texts: TelegramTexts
    ) -> InlineKeyboardMarkup:
        """Return a button for each source or nearest passage, why, and the thumbs."""
        width = 2 if reply.status == "answered" else 1
        label = _outlet if reply.status == "answered" else _title
        sources = [
            (f"[{passage.number}] {label(passage)}", Press("source", question_id, passage.number))
            for passage in reply.passages[:MOST_SOURCES]
        ]
        last = [
            (texts.button_why, Press("why", question_id)),
            ("👍", Press("up", question_id)),
            ("👎", Press("down", question_id)),
        ]
        return self._markup((*_rows(sources, width), last), chat_id)

    def reasons(self, question_id: int, chat_id: int, texts: TelegramTexts) -> InlineKeyboardMarkup:
        """Return a button for each reason of a complaint, and the way back."""
        reasons = [
            (texts.reasons[reason], Press("reason", question_id, number))
            for number, reason in enumerate(REASONS)
        ]
        back = [(texts.button_back, Press("back", question_id))]
        return self._markup((*_rows(reasons, 2), back), chat_id)

    def cancel(self, question_id: int, chat_id: int, texts: TelegramTexts) -> InlineKeyboardMarkup:
        """Return the button that cancels a question on its way."""
        return self._markup([[(texts.button_cancel, Press("cancel", question_id))]], chat_id)

    def languages(self, chat_id: int, texts: TelegramTexts) -> InlineKeyboardMarkup:
        """Return a button for each language of the interface."""
        labels = [
            (texts.languages[language], Press("language", item=number))
            for number, language in enumerate(LANGUAGES)
        ]
        return self._markup(_rows(labels, 1), chat_id)

    def _markup(self, rows: Iterable[Row], chat_id: int) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(
            [
                [
                    InlineKeyboardButton(label, callback_data=self._signer.data(press, chat_id))
                    for label, press in row
                ]
                for row in rows
            ]
        )


def _rows(buttons: Row, width: int) -> Iterator[Row]:
    for start in range(0, len(buttons), width):
        yield buttons[start : start + width]


def _outlet(passage: Citation) -> str:
    return shorten(passage.source or passage.title or passage.article_id, 24)


def _title(passage: Citation) -> str:
    return shorten(passage.title or passage.article_id, 48)
