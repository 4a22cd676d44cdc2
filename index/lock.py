"""One writer at a time: Chroma's files do not survive two."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BadSetting, IndexBusy


@contextmanager
def writing(place: str, folder: Path) -> Iterator[None]:
    """Hold the right to write the index at `place` while the block runs.

    The lock is a file in `folder` that the system lets go of when the process ends, however it
    ends. Raises IndexBusy when another process holds it, BadSetting where nothing can be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "writing.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IndexBusy(store=place) from None
    except OSError as error:
        allowed = f"a folder that can be written ({error.strerror})"
        raise BadSetting(key="TANYA_STORE", value=place, allowed=allowed) from error
    try:
        yield
    finally:
        lock.release()
