"""Which questions of a test set to ask."""

from collections.abc import Collection, Sequence
from pathlib import Path

from evaluation.errors import NothingSelected, OtherTestSet, UnknownType
from evaluation.records import Case, Run
from evaluation.verdict import GOOD, verdict


def select(
    cases: Sequence[Case], path: Path, types: Collection[str] = (), failed_of: Run | None = None
) -> list[Case]:
    """Return the questions of these types that were not done right in an earlier run.

    No types means any type, no run any question. None are left where the earlier run did all of
    them right. Raises UnknownType, OtherTestSet, and NothingSelected for types that the earlier run
    did not ask.
    """
    _check_types(cases, path, types)
    chosen = [case for case in cases if not types or case.type in types]
    if failed_of is None:
        return chosen
    _check_same(cases, path, failed_of)
    said = {row.case.id: verdict(row) for row in failed_of.rows}
    asked = [case for case in chosen if case.id in said]
    if not asked:
        options = [*(f"--only {name}" for name in types), "--failed-of"]
        raise NothingSelected(path=path, options=" ".join(options))
    return [case for case in asked if said[case.id] not in GOOD]


def _check_types(cases: Sequence[Case], path: Path, types: Collection[str]) -> None:
    known = dict.fromkeys(case.type for case in cases)
    for name in types:
        if name not in known:
            listed = ", ".join(filter(None, known)) or "–"
            raise UnknownType(path=path, type=name, known=listed)


def _check_same(cases: Sequence[Case], path: Path, run: Run) -> None:
    """Raise OtherTestSet if not one question is in both; ids alone may be alike by chance."""
    here = {(case.id, case.question) for case in cases}
    if not any((row.case.id, row.case.question) in here for row in run.rows):
        raise OtherTestSet(path=path, asked=run.test_set)
