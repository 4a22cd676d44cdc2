"""Who among several running bots took an update, and which of them are no longer alive.

Each running bot holds a lock on a file of its own; the system releases it however the bot ends.
"""

import fcntl
import os
import secrets
from pathlib import Path


class Owner:
    """This running bot, by a name that no other has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = secrets.token_hex(8)
        self._handle = os.open(self._path(self.name), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def dead(self, names: set[str]) -> set[str]:
        """Return those of `names` whose bot has ended."""
        return {name for name in names if name != self.name and self._ended(name)}

    def close(self) -> None:
        """Give the name up: what it had not finished may be taken over."""
        self._path(self.name).unlink(missing_ok=True)
        os.close(self._handle)

    def _ended(self, name: str) -> bool:
        try:
            handle = os.open(self._path(name), os.O_RDWR)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            self._path(name).unlink(missing_ok=True)
            return True
        finally:
            os.close(handle)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"
