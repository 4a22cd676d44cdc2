"""Run files: one JSON file a run, written at once or not at all."""

import json
import os
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import BadRun
from evaluation.reasons import Reason
from evaluation.records import Run
from evaluation.summary import Summary, scores_by_row
from evaluation.validation import reason
from evaluation.verdict import verdict

_RUN = TypeAdapter(Run)


def save(run: Run, summary: Summary, path: Path) -> None:
    """Write the run, its scores included, so that a reader finds the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    text = json.dumps(run_json(run, summary), ensure_ascii=False, indent=1)
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(path)


def load(path: Path) -> Run:
    """Return a saved run. Raises BadRun."""
    try:
        run = _RUN.validate_json(path.read_bytes())
    except OSError as error:
        kind = "no_file" if isinstance(error, FileNotFoundError) else "unreadable"
        raise BadRun(path=path, reason=Reason(kind)) from None
    except ValidationError as error:
        raise BadRun(path=path, reason=reason(error)) from None
    return run


def run_json(run: Run, summary: Summary) -> dict[str, Any]:
    """Return the run as JSON: its figures first, each row with its verdict and scores."""
    data = _RUN.dump_python(run, mode="json")
    rows = data.pop("rows")
    articles = data.pop("articles")
    for row, shown, scores in zip(run.rows, rows, scores_by_row(run.rows), strict=True):
        shown["verdict"] = verdict(row)
        shown["scores"] = scores
    return {**data, **summary.as_json(), "rows": rows, "articles": articles}
