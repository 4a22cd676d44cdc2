"""Reading and writing test sets: JSON Lines, one question a line."""

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import BadTestSet
from evaluation.records import Case

_CASE = TypeAdapter(Case)


def load(path: Path) -> list[Case]:
    """Return the questions of a test set, by its suffix: .jsonl, SQuAD's .json, or .csv.

    Raises BadTestSet for a file that cannot be read, the first line that is no question, or an
    empty set.
    """
    from evaluation.imports import read_csv, read_squad

    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTestSet(path=path, line=1, reason=_unreadable(error)) from None
    if path.suffix == ".csv":
        cases = read_csv(content, path)
    elif path.suffix == ".json":
        cases = read_squad(content, path).cases
    else:
        cases = list(parse(content, path))
    if not cases:
        raise BadTestSet(path=path, line=1, reason="no question in this file")
    return cases


def parse(content: str, path: Path) -> Iterator[Case]:
    """Yield the questions of JSON Lines text. Raises BadTestSet at a line that is none."""
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _CASE.validate_json(line, strict=True)
        except ValidationError as error:
            raise BadTestSet(path=path, line=number, reason=_reason(error)) from None


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


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "unexpected_keyword_argument":
        known = [field.name for field in fields(Case)]
        nearest = difflib.get_close_matches(where, known, n=1, cutoff=0.0)[0]
        return f"unknown field {where!r}, did you mean {nearest!r}?"
    return f"{where}: {first['msg']}" if where else first["msg"]


def _unreadable(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "not UTF-8 text"
