"""A Bot API server on loopback, as strict as Telegram, that people and tests talk through.

`python -m tests.telegram_server` runs `tanya bot` against it, so that the bot can be tried in a
terminal without a token. Rules are those of https://core.telegram.org/bots/api; where Telegram
would silently mend a mistake (a bare `&`, a link with a bad address, a 101st entity), this server
refuses it.
"""
