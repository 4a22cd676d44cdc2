"""Which questions of a test set to ask."""

from collections.abc import Collection, Sequence
from pathlib import Path

from evaluation.errors import NothingSelected
from evaluation.records import Case, Run
from evaluation.verdict import GOOD, verdict


def select(
    cases: Sequence[Case], path: Path, types: Collection[str] = (), failed_of: Run | None = None
) -> list[Case]:
    """Return the questions of these types that were not done right in an earlier run.

    No types means any type, no run any question. Raises NothingSelected.
    """
    chosen = [case for case in cases if not types or case.type in types]
    options = [f"--only {name}" for name in types]
    if failed_of is not None:
        options.append("--failed-of")
        failed = {row.case.id for row in failed_of.rows if verdict(row) not in GOOD}
        chosen = [case for case in chosen if case.id in failed]
    if not chosen:
        raise NothingSelected(path=path, options=" ".join(options))
    return chosen
