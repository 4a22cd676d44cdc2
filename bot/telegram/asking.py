"""Messages that are questions: which are, what they ask, and their way into the line."""

import re

from telegram import Chat, Message, MessageEntity, Update, User

from bot.telegram import render
from bot.telegram.answering import Answering
from bot.telegram.conversations import Place
from bot.telegram.lines import LONGEST
from bot.telegram.service import Context, Service
from bot.texts.telegram import TelegramTexts


async def private(update: Update, context: Context) -> None:
    """Take any text of a private chat, forwarded or not, as a question."""
    if message := update.message:
        await ask(context, message, render.clean(message.text or "").strip())


async def group(update: Update, context: Context) -> None:
    """Take a reply to the bot, or a message that mentions it, as a question."""
    message = update.message
    if message and addressed(message, context.bot.id, context.bot.username):
        await ask(context, message, _without_mention(message, context.bot.username))


async def command(update: Update, context: Context) -> None:
    """Take what follows /tanya, or else the message it replies to, as a question."""
    if message := update.message:
        await ask(context, message, _after_command(message))


async def edited(update: Update, context: Context) -> None:
    """Answer an edited question again, in the place of its first answer."""
    message, service = update.edited_message, context.service
    if message is None or not message.text:
        return
    text = _after_command(message) if message.text.startswith("/") else render.clean(message.text)
    text = _without_name(text, context.bot.username)
    place = place_of(message)
    if not text or service.access.ask(place.person_id):
        return
    if asked := service.conversations.revise(place, message.message_id, text):
        job = Answering(service, asked)
        if isinstance(earlier := service.lines.find(asked.id), Answering):
            earlier.drop()
        service.lines.join((place.chat_id, place.person_id), job)


async def ask(context: Context, message: Message, text: str) -> None:
    """Put a question into its person's line, or tell why not."""
    service, place = context.service, place_of(message)
    language = service.language(message.from_user)
    own = service.texts(language).telegram
    if (refusal := _refusal(service, place, text, own)) is not None:
        if refusal:
            await tell(context, message, refusal)
        return
    private = message.chat.type == Chat.PRIVATE
    asked = service.conversations.ask(place, message.message_id, private, language, text)
    if asked:
        key = (place.chat_id, place.person_id)
        service.lines.join(key, Answering(service, asked, service.lines.ahead(key)))


async def tell(context: Context, message: Message, text: str) -> None:
    """Send a text of the bot's own where the message came from."""
    place = place_of(message)
    for part in render.plain(text):
        await context.service.delivery.send(
            place.chat_id,
            part,
            thread_id=place.thread_id,
            reply_to=None if message.chat.type == Chat.PRIVATE else message.message_id,
        )


def place_of(message: Message) -> Place:
    """Return where a message stands. An anonymous admin or channel counts as the person."""
    thread = message.message_thread_id if message.is_topic_message else None
    sender: Chat | User | None = message.sender_chat or message.from_user
    return Place(message.chat.id, thread or 0, sender.id if sender else message.chat.id)


def addressed(message: Message, bot_id: int, username: str) -> bool:
    """Say whether a group's message is meant for the bot."""
    replied = message.reply_to_message
    # Every message of a topic "replies" to the one that opened the topic.
    author = replied.from_user if replied and replied.forum_topic_created is None else None
    if author and author.id == bot_id:
        return True
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    return f"@{username}".lower() in (mention.lower() for mention in mentions)


def _refusal(service: Service, place: Place, text: str, own: TelegramTexts) -> str | None:
    """Return why a question is not taken; empty if the person has just been told."""
    if not text:
        return own.no_question
    if service.lines.ahead((place.chat_id, place.person_id)) > LONGEST:
        return own.queue_full
    if refusal := service.access.ask(place.person_id):
        template: str = getattr(own, refusal.reason)
        return template.format(seconds=refusal.seconds) if refusal.first else ""
    return None


def _after_command(message: Message) -> str:
    _, *rest = (message.text or "").split(maxsplit=1)
    text = rest[0] if rest else ""
    replied = message.reply_to_message
    if not text and replied and not (replied.from_user and replied.from_user.is_bot):
        text = replied.text or ""
    return render.clean(text).strip()


def _without_mention(message: Message, username: str) -> str:
    return _without_name(render.clean(message.text or ""), username)


def _without_name(text: str, username: str) -> str:
    return re.sub(rf"@{re.escape(username)}\b", " ", text, flags=re.IGNORECASE).strip()
