"""The whole of one evaluation: ask, keep each row as it comes, and finish with a run."""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from evaluation.checkpoint import Checkpoint
from evaluation.errors import SameIds
from evaluation.provenance import identity, versions
from evaluation.records import Case, Row, Run
from evaluation.running import ask_all, cited_articles
from evaluation.system import System
from evaluation.testset import fingerprint

OnRow = Callable[[Row], None]


def evaluate(
    system: System,
    cases: Sequence[Case],
    path: Path,
    settings: Mapping[str, str],
    folder: Path,
    concurrency: int = 1,
    on_row: OnRow = lambda row: None,
) -> Run:
    """Ask every question and return the run, its rows in the order of `cases`.

    `path` names the test set, `settings` what the system was made with. While it runs, the rows are
    kept in `folder`; a run with the same questions, settings, versions, code and index goes on from
    there, but asks again what failed, and `on_row` is told of the rows found there too. Raises
    SameIds, IndexUnusable.
    """
    _check_ids(cases, path)
    started, clock = datetime.now(UTC), time.perf_counter()
    made: dict[str, Any] = {
        "test_set_hash": fingerprint(cases),
        "index": system.fingerprint,
        "settings": dict(settings),
        "versions": versions(),
        "concurrency": concurrency,
    }
    checkpoint = Checkpoint(folder / f".{path.stem}-{identity(made)}.partial")
    kept = [row for row in checkpoint.rows() if row.status != "failed"]
    done = {row.case.id for row in kept}
    left = [case for case in cases if case.id not in done]
    rows = {}
    for row in chain(kept, checkpoint.kept(ask_all(system, left, concurrency))):
        rows[row.case.id] = row
        on_row(row)
    ordered = tuple(rows[case.id] for case in cases)
    run = Run(
        test_set=path.name,
        started=started.isoformat(timespec="seconds"),
        seconds=time.perf_counter() - clock,
        rows=ordered,
        articles=cited_articles(system, ordered),
        **made,
    )
    checkpoint.discard()
    return run


def _check_ids(cases: Sequence[Case], path: Path) -> None:
    case_id, times = Counter(case.id for case in cases).most_common(1)[0]
    if times > 1:
        raise SameIds(path=path, case_id=case_id)
