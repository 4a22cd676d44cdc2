"""Paths become sources: folders are walked, every file gets its article id."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from index.readers.formats import readable
from index.readers.records import Failure, Reason, Source, printable


def find(paths: Sequence[Path]) -> Iterator[Source | Failure]:
    """Yield the files below the paths in sorted order, each with its article id.

    In a folder the hidden files, README files and other kinds of file are passed over in silence;
    a path that names such a file is a failure. Links to outside the folder are not followed. A file
    met twice comes once; the second of two files with one id is a failure. The lines of a .jsonl
    have ids of their own, so its file has no claim on one.
    """
    met: set[Path] = set()
    ids: set[str] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else _single(path):
            if isinstance(found, Failure):
                yield found
                continue
            real = found.path.resolve()
            if real in met:
                continue
            met.add(real)
            if found.path.suffix.lower() == ".jsonl":
                yield found
            elif found.id in ids:
                yield Failure(printable(found.path), Reason.DUPLICATE_ID)
            else:
                ids.add(found.id)
                yield found


def _single(path: Path) -> Iterator[Source | Failure]:
    reason = _refusal(path)
    if reason is None and not readable(path):
        reason = Reason.UNKNOWN_KIND
    if reason is not None:
        yield Failure(printable(path), reason)
    else:
        yield Source(path, printable(PurePath(path.stem)))


def _walk(folder: Path) -> Iterator[Source | Failure]:
    closed: list[OSError] = []
    root = folder.resolve()
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(place, name) for name in sorted(files) if _wanted(name)):
            if (reason := _refusal(path)) is not None:
                yield Failure(printable(path), reason)
            elif path.is_symlink() and not path.resolve().is_relative_to(root):
                yield Failure(printable(path), Reason.LINK_OUT)
            else:
                yield Source(path, _id(path.relative_to(folder)))
    for error in closed:
        yield Failure(printable(PurePath(error.filename)), Reason.CANNOT_OPEN)


def _wanted(name: str) -> bool:
    hidden = name.startswith(".") or name.lower().startswith("readme.")
    return not hidden and readable(PurePath(name))


def _refusal(path: Path) -> Reason | None:
    """Return why a path is no file to open: a pipe or device would block, a link may dangle."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Reason.MISSING
    except (OSError, ValueError):
        return Reason.CANNOT_OPEN
    return None if stat.S_ISREG(mode) else Reason.NOT_A_FILE


def _id(relative: PurePath) -> str:
    return printable(PurePath(relative.with_suffix("").as_posix()))
