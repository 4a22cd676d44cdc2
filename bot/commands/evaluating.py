"""What `tanya eval` does with a test set: check it, convert it, run it, run it in variations."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.terminal import console, print_json, progress
from evaluation import judge, runs, testset
from evaluation.checking import check as check_cases
from evaluation.evaluate import evaluate
from evaluation.gates import broken_floors, known_metric
from evaluation.imports import read_squad
from evaluation.provenance import public_settings
from evaluation.records import Case, Row, Run
from evaluation.report.html import html
from evaluation.report.junit import junit
from evaluation.report.sentences import broken_gate, judged
from evaluation.report.terminal import render_problems, render_run, render_sweep
from evaluation.report.texts import EvaluationTexts
from evaluation.selection import select
from evaluation.summary import Summary, summarize
from evaluation.sweep import Trial, sweep
from evaluation.variations import Variation, Varied, combinations, described, varied
from rag import build
from rag.settings import Settings

RUNS = Path("data/runs")
"""Where runs are saved unless `--out` says otherwise."""

Given = Mapping[str, Any]


def check(file: Path, settings: Settings, t: EvaluationTexts, as_json: bool) -> int:
    """Say what is wrong with a test set; 7 when anything is."""
    located = testset.locate(file)
    with closing(build.store(settings)) as store:
        problems = check_cases(located, store.catalogue.articles())
    if as_json:
        found = [asdict(problem) for problem in problems]
        print_json({"questions": len(located), "problems": found})
    else:
        render_problems(problems, len(located), t, console())
    if file.suffix.lower() == ".json" and any(p.kind == "unknown_article" for p in problems):
        click.echo(t.squad_hint.format(file=file), err=True)
    return 7 if problems else 0


def convert(file: Path, folder: Path, t: EvaluationTexts) -> int:
    """Write the test set, and SQuAD's paragraphs as articles, in our own formats."""
    cases = testset.load(file)
    written = {"questions.jsonl": testset.dump(cases)}
    if file.suffix.lower() == ".json":
        imported = read_squad(file.read_text(encoding="utf-8-sig"), file)
        lines = (
            json.dumps({"id": a.id, "title": a.title, "text": a.text}, ensure_ascii=False)
            for a in imported.articles
        )
        written["articles.jsonl"] = "".join(line + "\n" for line in lines)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (folder / name).write_text(content, encoding="utf-8")
        click.echo(t.converted.format(path=folder / name))
    return 0


def run(file: Path, settings: Settings, t: EvaluationTexts, given: Given) -> int:
    """Run the test set once, save, report and hold it against the gates."""
    floors: dict[str, float] = {known_metric(name): limit for name, limit in given["min"].items()}
    cases = _cases(file, given)
    if not cases:
        return _nothing_left(t, given)
    path = given["out"] or _default(file)
    done, summary = _evaluated(file, cases, Varied(settings), t, given, path)
    opinion = _opinion(done, settings, given)
    broken = broken_floors(summary, floors)
    if given["html"]:
        _write(given["html"], html(done, summary, t, broken, opinion))
    if given["junit"]:
        _write(given["junit"], junit(done, list(floors), broken, t))
    if given["as_json"]:
        advice = {"judge": opinion.as_json()} if opinion else {}
        print_json({**runs.run_json(done, summary), **advice})
    else:
        render_run(done, summary, t, console())
        if opinion:
            click.echo(judged(opinion, t))
    for gate in broken:
        click.echo(broken_gate(gate, t), err=True)
    return _unreachable(done.rows) or (7 if broken else 0)


def vary(file: Path, settings: Settings, t: EvaluationTexts, given: Given) -> int:
    """Run the test set with every combination, and test each against the first."""
    cases = _cases(file, given)
    if not cases:
        return _nothing_left(t, given)
    chosen = [(v, varied(settings, v)) for v in combinations(given["vary"])]
    trials = []
    for number, (variation, system) in enumerate(chosen, start=1):
        click.echo(described(variation), err=True)
        path = _default(file, f"-{number}")
        done, summary = _evaluated(file, cases, system, t, given, path, variation)
        trials.append(Trial(variation, done, summary, str(path)))
    found = sweep(trials)
    if given["as_json"]:
        print_json(found.as_json())
    else:
        render_sweep(found, t, console())
    return 0


def _cases(file: Path, given: Given) -> list[Case]:
    earlier = runs.load(given["failed_of"]) if given["failed_of"] else None
    return select(testset.load(file), file, given["only"], earlier)


def _nothing_left(t: EvaluationTexts, given: Given) -> int:
    """Say that the run of `--failed-of` left nothing to be run; nothing is written."""
    if given["as_json"]:
        print_json({"questions": 0, "verdicts": {}, "metrics": {}, "counts": {}, "rows": []})
    click.echo(t.all_right, err=given["as_json"])
    return 0


def _evaluated(
    file: Path,
    cases: Sequence[Case],
    system: Varied,
    t: EvaluationTexts,
    given: Given,
    path: Path,
    variation: Variation | None = None,
) -> tuple[Run, Summary]:
    """Build the system, ask it every question under a progress bar, and save the run."""
    if system.own_index:
        embedding = system.settings.embedding
        click.echo(t.index_first.format(articles=given["articles"], embedding=embedding), err=True)
        build.index(system.settings, [given["articles"]])
    chain = build.chain(system.settings, passages=system.passages)
    made = {**public_settings(system.settings), **(variation or {})}
    with progress(t.asking, total=len(cases)) as bar:

        def advance(row: Row) -> None:
            bar.advance(bar.task_ids[0])

        done = evaluate(chain, cases, file, made, path.parent, given["concurrency"], advance)
    summary = summarize(done.rows)
    runs.save(done, summary, path)
    click.echo(t.saved.format(path=path), err=True)
    return done, summary


def _opinion(done: Run, settings: Settings, given: Given) -> judge.Opinion | None:
    if not given["judge"]:
        return None
    ask = judge.chat_model(given["judge"], settings.ollama_host)
    return judge.judge(done, given["judge"], ask, given["votes"])


def _unreachable(rows: Sequence[Row]) -> int:
    """5 when not one question could be asked because something could not be reached."""
    return 5 if all(row.error.startswith("Unreachable:") for row in rows) else 0


def _default(file: Path, suffix: str = "") -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return RUNS / f"{file.stem}-{moment}{suffix}.json"


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
