"""The record of what the Telegram bot says. Texts are plain; the bot makes them safe for HTML."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TelegramTexts:
    """The Telegram bot's texts in one language."""

    # -- commands
    menu: Mapping[str, str]
    start: str
    help: str
    new_conversation: str
    no_sources: str
    choose_language: str
    language_set: str
    languages: Mapping[str, str]
    nothing_to_cancel: str
    forgotten: str
    status: str
    extractive: str
    unknown_command: str
    no_question: str
    only_text: str

    # -- while an answer is on its way
    opening: str
    still_looking: str
    continued: str
    queued: str
    queue_full: str
    cancelled: str
    restarting: str

    # -- an answer, and what is below and behind it
    not_found: str
    nearest: str
    sources: str
    why_confidence: str
    why_found: str
    why_unused: str
    why_dropped: str
    why_nothing_dropped: str
    why_written_by: str
    other_drop_reason: str
    article_changed: str
    article_gone: str
    answer_gone: str

    # -- buttons
    button_why: str
    button_cancel: str
    button_back: str
    button_ask_here: str
    reasons: Mapping[str, str]
    ask_reason: str
    thanks: str
    bad_button: str
    not_your_question: str

    # -- inline mode
    inline_title: str
    inline_source: str

    # -- access and errors
    not_allowed: str
    too_fast: str
    pressed_too_fast: str
    quota_used: str
    busy: str
    failed: str
    unreachable: str
