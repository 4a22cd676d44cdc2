"""One writer at a time: Chroma's files do not survive two."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBusy


@contextmanager
def writing(place: str, folder: Path) -> Iterator[None]:
    """Hold the right to write the index at `place` while the block runs.

    The lock is a file in `folder` that the system lets go of when the process ends, however it
    ends. Raises IndexBusy when another process holds it.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "writing.lock", timeout=0):
            yield
    except Timeout:
        raise IndexBusy(store=place) from None
