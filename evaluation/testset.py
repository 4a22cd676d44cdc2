"""Reading and writing test sets: JSON Lines, one question a line."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import BadTestSet
from evaluation.reasons import Reason
from evaluation.records import Case
from evaluation.validation import reason
from rag.records import Turn

_CASE = TypeAdapter(Case)


def load(path: Path) -> list[Case]:
    """Return the questions of a test set. Raises BadTestSet, as `locate` does."""
    return [case for _, case in locate(path)]


def locate(path: Path) -> list[tuple[int | None, Case]]:
    """Return the questions with the lines that they stand on; SQuAD's have none that tells much.

    The suffix says how the file is read: .json is SQuAD's, .csv and .tsv are tables, all else is
    JSON Lines. Raises BadTestSet for a file that cannot be read, the first line that is no
    question, or an empty set.
    """
    from evaluation.csv_questions import read_csv
    from evaluation.imports import read_squad

    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTestSet(path=path, line=1, reason=_unreadable(error)) from None
    located: list[tuple[int | None, Case]]
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        located = [*read_csv(content, path)]
    elif suffix == ".json":
        located = [(None, case) for case in read_squad(content, path).cases]
    else:
        located = [*_lines(content, path)]
    if not located:
        raise BadTestSet(path=path, line=1, reason=Reason("no_questions"))
    return located


def parse(content: str, path: Path) -> Iterator[Case]:
    """Yield the questions of JSON Lines text. Raises BadTestSet at a line that is none."""
    return (case for _, case in _lines(content, path))


def _lines(content: str, path: Path) -> Iterator[tuple[int, Case]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, _CASE.validate_json(line, strict=True)
        except ValidationError as error:
            raise BadTestSet(path=path, line=number, reason=_invalid(error)) from None


def dump(cases: Iterable[Case]) -> str:
    """Return the questions as JSON Lines text, fields with their default left out."""
    return "".join(_canonical(case) + "\n" for case in cases)


def fingerprint(cases: Sequence[Case]) -> str:
    """Return the SHA-256, in hex, of the questions, whatever their order and layout in the file."""
    lines = sorted(_canonical(case) for case in cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _canonical(case: Case) -> str:
    data = _CASE.dump_python(case, mode="json", exclude_defaults=True)
    return json.dumps(data, ensure_ascii=False)


def _invalid(error: ValidationError) -> Reason:
    in_a_turn = len(error.errors()[0]["loc"]) > 1
    return reason(error, [field.name for field in fields(Turn if in_a_turn else Case)])


def _unreadable(error: OSError | UnicodeDecodeError) -> Reason:
    if isinstance(error, UnicodeDecodeError):
        return Reason("not_utf8")
    return Reason("no_file" if isinstance(error, FileNotFoundError) else "unreadable")
