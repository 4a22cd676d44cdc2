"""Logging that cannot give a secret away.

The token is part of every request's address (https://core.telegram.org/bots/api#making-requests),
so it may turn up in any library's message or traceback. The formatter sees the finished text of
them all.
"""

import logging
from collections.abc import Iterable

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
CHATTY = ("httpx", "httpcore", "telegram", "tornado.access")


class Redacting(logging.Formatter):
    """Formats records, with each secret replaced by stars."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(FORMAT)
        self._secrets = [part for secret in secrets for part in _telling(secret)]

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text, traceback included."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def configure(secrets: Iterable[str]) -> None:
    """Log to stderr from now on: our own news, and the libraries' warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _telling(secret: str) -> list[str]:
    """Return the texts to hide: the secret, and a token's second half, which is the secret one."""
    halves = [secret, secret.partition(":")[2]]
    return [text for text in halves if text]
