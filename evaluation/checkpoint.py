"""The rows of an unfinished run, a JSON line each, so that a run that was killed can go on."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation.records import Row

_ROW = TypeAdapter(Row)


class Checkpoint:
    """A file of rows that only grows. Every row is in the file before the next one is asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self) -> list[Row]:
        """Return the rows so far and cut off what a kill left of a line."""
        if not self.path.exists():
            return []
        rows, whole = [], 0
        *lines, _torn = self.path.read_bytes().split(b"\n")
        for line in lines:
            try:
                rows.append(_ROW.validate_json(line))
            except ValidationError:
                break
            whole += len(line) + 1
        with self.path.open("rb+") as file:
            file.truncate(whole)
        return rows

    def kept(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows, each one written first."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            for row in rows:
                file.write(_ROW.dump_json(row) + b"\n")
                file.flush()
                yield row

    def discard(self) -> None:
        """Remove the file: the run is finished."""
        self.path.unlink(missing_ok=True)
