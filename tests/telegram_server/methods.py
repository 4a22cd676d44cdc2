"""The Bot API's methods, each refusing what Telegram refuses, in its words."""

import json
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.telegram_server.html import BadHtml, parse, units
from tests.telegram_server.world import BOT, Json, Message, World

Parameters = dict[str, Any]
Method = Callable[[World, Parameters], Any]

LONGEST = 4096


class ApiError(Exception):
    """An answer with `ok` false."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.retry_after = retry_after


def get_me(world: World, given: Parameters) -> Json:
    return {**BOT, "can_join_groups": True, "can_read_all_group_messages": not world.privacy,
            "supports_inline_queries": True}  # fmt: skip


def send_message(world: World, given: Parameters) -> Json:
    chat_id = _chat(world, given)
    text, entities = _text(given, "message is too long")
    keyboard = _keyboard(given)
    reply = given.get("reply_parameters") or {}
    replied = reply.get("message_id")
    if replied and replied not in world.messages[chat_id]:
        if not reply.get("allow_sending_without_reply"):
            raise ApiError(400, "Bad Request: message to be replied not found")
        replied = None
    thread = given.get("message_thread_id")
    if thread and not any(m.thread_id == thread for m in world.messages[chat_id].values()):
        raise ApiError(400, "Bad Request: message thread not found")
    message = world.add(chat_id, BOT, text, entities, replied, thread)
    message.keyboard = keyboard
    return world.as_json(message)


def edit_message_text(world: World, given: Parameters) -> Json:
    message = _own(world, given)
    text, entities = _text(given, "MESSAGE_TOO_LONG")
    keyboard = _keyboard(given)
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise _not_modified()
    message.write(text, entities)
    message.keyboard = keyboard
    return world.as_json(message)


def edit_message_reply_markup(world: World, given: Parameters) -> Json:
    message, keyboard = _own(world, given), _keyboard(given)
    if keyboard == message.keyboard:
        raise _not_modified()
    message.keyboard = keyboard
    return world.as_json(message)


def delete_message(world: World, given: Parameters) -> bool:
    chat_id = _chat(world, given)
    if world.messages[chat_id].pop(given["message_id"], None) is None:
        raise ApiError(400, "Bad Request: message to delete not found")
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    if given.get("action") not in {"typing", "upload_document"}:
        raise ApiError(400, "Bad Request: wrong parameter action in request")
    world.actions.append((time.monotonic(), _chat(world, given)))
    return True


def answer_callback_query(world: World, given: Parameters) -> bool:
    if units(given.get("text") or "") > 200:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    return _answer(world.query_answers, given, "callback_query_id")


def answer_inline_query(world: World, given: Parameters) -> bool:
    results = given["results"]
    ids = [result["id"] for result in results]
    if len(results) > 50 or len(set(ids)) < len(ids):
        raise ApiError(400, "Bad Request: RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(result["id"].encode()) <= 64 or not result.get("title"):
            raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
        content = result["input_message_content"]
        _text({**content, "text": content["message_text"]}, "MESSAGE_TOO_LONG")
    return _answer(world.inline_answers, given, "inline_query_id")


def set_my_commands(world: World, given: Parameters) -> bool:
    commands = given["commands"]
    for command in commands:
        good = re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
        if not good or not 1 <= len(command["description"]) <= 256 or len(commands) > 100:
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
    world.commands[given.get("language_code") or ""] = commands
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": set_my_commands,
}
COUNTED = {"sendMessage", "editMessageText", "editMessageReplyMarkup"}
"""Methods that count as a message to their chat."""


def read(form: dict[str, str]) -> Parameters:
    """Return the parameters of a call: each is JSON where it can be, else text."""
    return {key: _value(key, text) for key, text in form.items()}


def _value(key: str, text: str) -> Any:
    if key in {"text", "url", "secret_token", "parse_mode", "language_code", "callback_query_id",
               "inline_query_id", "action"}:  # fmt: skip
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _chat(world: World, given: Parameters) -> int:
    chat_id = given.get("chat_id")
    if not isinstance(chat_id, int) or chat_id not in world.messages:
        raise ApiError(400, "Bad Request: chat not found")
    if chat_id in world.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat_id


def _own(world: World, given: Parameters) -> Message:
    message = world.messages[_chat(world, given)].get(given.get("message_id", 0))
    if message is None:
        raise ApiError(400, "Bad Request: message to edit not found")
    if not message.by_bot:
        raise ApiError(400, "Bad Request: message can't be edited")
    return message


def _text(given: Parameters, too_long: str) -> tuple[str, list[Json]]:
    text: str = given.get("text") or ""
    entities: list[Json] = []
    if given.get("parse_mode") == "HTML":
        try:
            text, entities = parse(text)
        except BadHtml as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    elif given.get("parse_mode"):
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    text = text.strip()
    if not re.sub(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u2800]", "", text):
        raise ApiError(400, "Bad Request: message text is empty")
    if units(text) > LONGEST:
        raise ApiError(400, f"Bad Request: {too_long}")
    return text, entities


def _keyboard(given: Parameters) -> list[list[Json]]:
    rows: list[list[Json]] = (given.get("reply_markup") or {}).get("inline_keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text", "").strip():
            raise ApiError(400, "Bad Request: text buttons must be non-empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def _answer(answers: dict[str, Json], given: Parameters, key: str) -> bool:
    if given[key] in answers:
        raise ApiError(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    answers[given[key]] = given
    return True


def _not_modified() -> ApiError:
    return ApiError(
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message",
    )


def check_webhook(given: Parameters) -> None:
    """Refuse an address or secret that Telegram would refuse; plain http only on loopback."""
    address = urlsplit(given.get("url") or "")
    local = address.hostname in {"127.0.0.1", "localhost"}
    if address.scheme != "https" and not (local and address.scheme == "http"):
        raise ApiError(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", given.get("secret_token") or ""):
        raise ApiError(400, "Bad Request: secret token contains unallowed characters")
