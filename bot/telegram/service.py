"""What the handlers work with: one object, in every handler's context."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from telegram import User
from telegram.ext import CallbackContext, ExtBot

from bot.telegram.access import Access
from bot.telegram.buttons import LANGUAGES, Keyboards, Signer
from bot.telegram.chain import Chain
from bot.telegram.conversations import Conversations
from bot.telegram.delivery import Delivery
from bot.telegram.feedback import Feedback
from bot.telegram.health import Health
from bot.telegram.lines import Lines, Newest, Seats
from bot.texts import Texts, load
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one running bot."""

    settings: Settings
    chain: Chain
    conversations: Conversations
    feedback: Feedback
    access: Access
    delivery: Delivery
    signer: Signer
    keyboards: Keyboards
    lines: Lines
    newest: Newest
    seats: Seats
    health: Health

    def language(self, person: User | None) -> str:
        """Return the interface language: the one chosen, else Telegram's own, else the default."""
        if person is None:
            return self.settings.language
        chosen = self.conversations.language(person.id)
        own = (person.language_code or "").partition("-")[0]
        return chosen or (own if own in LANGUAGES else self.settings.language)

    def texts(self, language: str) -> Texts:
        """Return the texts of an interface language."""
        return _texts(language)


_texts = cache(load)


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of python-telegram-bot, with the service in reach."""

    @property
    def service(self) -> Service:
        """Return the service that `app.build` put into `bot_data`."""
        service: Service = self.bot_data["service"]
        return service
