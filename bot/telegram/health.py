"""How the bot is doing: what an admin asks for, and the ids under which errors are logged."""

import logging
import secrets
import time
from collections import deque

log = logging.getLogger(__name__)

HOUR_S = 3600


class Health:
    """Counts what went wrong since the start."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._errors: deque[tuple[float, str]] = deque(maxlen=1000)

    def failed(self, error: BaseException) -> str:
        """Log an error with its trace, and return the short id a person may quote."""
        code = secrets.token_hex(3)
        self._errors.append((time.monotonic(), code))
        log.error("Error %s: %s", code, type(error).__name__, exc_info=error)
        return code

    def recent_errors(self) -> list[str]:
        """Return the ids of the last hour's errors, the latest first."""
        since = time.monotonic() - HOUR_S
        return [code for moment, code in reversed(self._errors) if moment >= since]

    def uptime_s(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self._started
