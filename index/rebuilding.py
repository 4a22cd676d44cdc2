"""An index is rebuilt beside the old one, which answers until the new one is whole.

Both lie in one folder, for that folder may be a mount whose surroundings cannot be written.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_UNFINISHED = "rebuilding"
_FINISHED = "rebuilt"


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give an empty folder for the new index; when the block ends well, it replaces the old one."""
    unfinished = folder / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        yield unfinished
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    unfinished.rename(folder / _FINISHED)
    finish(folder)


def finish(folder: Path) -> None:
    """Put a new index that is whole in the place of the old one, if there is one.

    Killed half-way, it goes on where it was the next time: what has moved is not there to move.
    """
    finished = folder / _FINISHED
    if not finished.is_dir():
        return
    for new in sorted(finished.iterdir(), key=lambda path: path.suffix == ".db"):
        _delete(folder / new.name)
        forget(folder, new.stem)
        new.rename(folder / new.name)
    finished.rmdir()


def forget(folder: Path, collection: str) -> None:
    """Delete the catalogue of a collection with its journals, in whatever state they are."""
    for journal in ("", "-wal", "-shm"):
        _delete(folder / f"{collection}.db{journal}")


def _delete(path: Path) -> None:
    """Delete whatever lies at `path`."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
