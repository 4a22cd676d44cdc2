"""SQLite files whose failures are errors of ours: in use, closed to us, on a full disk, damaged.

Result codes: https://www.sqlite.org/rescode.html
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexBusy, IndexDamaged, IndexInaccessible, TanyaError

_IN_USE = frozenset({5, 6})
_NOT_THE_FILES = frozenset({3, 8, 10, 13, 14})
"""Permission, read-only, input or output, full, cannot open."""
_CODE = re.compile(r"\(code: (\d+)\)")


def failure(store: str, error: Exception, unknown: type[TanyaError] = IndexDamaged) -> TanyaError:
    """Return what `error`, raised by SQLite or by what stands on it, means for the index.

    Chroma's engine tells SQLite's code in its message; without a code it is `unknown`.
    """
    reason = first_line(error)
    if isinstance(error, OSError):
        return IndexInaccessible(store=store, reason=error.strerror or reason)
    told = _CODE.search(reason)
    code = getattr(error, "sqlite_errorcode", int(told[1]) if told else 0) & 0xFF
    if code in _IN_USE:
        return IndexBusy(store=store)
    if code:
        unknown = IndexInaccessible if code in _NOT_THE_FILES else IndexDamaged
    return unknown(store=store, reason=reason)


def first_line(error: Exception) -> str:
    """Return what an error says of itself, or its name where it says nothing."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def connect(path: Path | str) -> sqlite3.Connection:
    """Open a file of an index, for several threads; `:memory:` keeps no file.

    Here and from then on, what goes wrong is raised as a TanyaError that names the file's folder.
    """
    with _translated(path):
        return sqlite3.connect(path, check_same_thread=False, timeout=30, factory=_Connection)


@contextmanager
def _translated(path: Path | str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # damage may speak in any bytes
        raise failure(str(Path(path).parent), error) from error


class _Connection(sqlite3.Connection):
    def __init__(self, path: Path | str, *given: Any, **named: Any) -> None:
        self.path = path
        super().__init__(path, *given, **named)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).executemany(sql, parameters)

    def executescript(self, script: str, /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).executescript(script)

    def __exit__(self, *raised: Any) -> Any:
        with _translated(self.path):  # the commit
            return super().__exit__(*raised)


class _Cursor(sqlite3.Cursor):
    connection: _Connection

    def execute(self, sql: str, parameters: Any = (), /) -> "_Cursor":
        with _translated(self.connection.path):
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> "_Cursor":
        with _translated(self.connection.path):
            return super().executemany(sql, parameters)

    def executescript(self, script: str, /) -> sqlite3.Cursor:
        with _translated(self.connection.path):
            return super().executescript(script)

    def fetchone(self) -> Any:
        with _translated(self.connection.path):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _translated(self.connection.path):
            return super().fetchall()

    def __next__(self) -> Any:
        with _translated(self.connection.path):
            return super().__next__()
