"""A run or a sweep as tables for the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.checking import Problem
from evaluation.compare import Difference
from evaluation.records import Run
from evaluation.report.numbers import mark, printable, shown, shown_difference
from evaluation.report.tables import LONGEST_LIST, STYLES, plain, table
from evaluation.report.texts import EvaluationTexts
from evaluation.summary import Figures, Summary
from evaluation.sweep import SHOWN, Sweep, Trial
from evaluation.variations import described
from evaluation.verdict import GOOD, verdict

_GROUPED = (
    "correct", "hit@5", "fact_recall", "citation_precision", "citation_recall",
    "refusal_precision", "refusal_recall",
)  # fmt: skip


def render_run(run: Run, summary: Summary, t: EvaluationTexts, console: Console) -> None:
    """Print the figures of a run and the questions that were not done right."""
    good = sum(summary.verdicts.get(name, 0) for name in GOOD)
    percent = round(100 * good / summary.questions)
    heading = t.summary.format(
        good=good, questions=summary.questions, percent=percent, seconds=f"{run.seconds:.1f}"
    )
    console.print(heading, style="bold")
    counted = [f"{t.verdicts[name]}: {count}" for name, count in summary.verdicts.items()]
    console.print(" · ".join(counted))
    console.print(_metrics(summary.overall, t))
    console.print(_groups(summary.by_type, t.by_type, t.columns["type"]))
    if len(summary.by_language) > 1:
        console.print(_groups(summary.by_language, t.by_language, t.columns["language"]))
    _print_not_right(run, t, console)


def render_sweep(sweep: Sweep, t: EvaluationTexts, console: Console) -> None:
    """Print one line a trial, and how the others differ from the first."""
    table = Table(box=None, pad_edge=False)
    table.add_column(t.columns["variation"])
    for name in SHOWN:
        table.add_column(name, justify="right")
    for i, trial in enumerate(sweep.trials):
        differences = sweep.differences[i - 1] if i else {}
        cells = [_trial_cell(trial, name, differences.get(name)) for name in SHOWN]
        title = described(trial.variation) + ("" if i else f" ({t.baseline})")
        table.add_row(Text(printable(title)), *cells)
    console.print(table)
    console.print(t.corrected.format(count=sweep.comparisons))


def render_problems(
    problems: Sequence[Problem], questions: int, t: EvaluationTexts, console: Console
) -> None:
    """Print what `--check` found."""
    if not problems:
        console.print(t.sound.format(count=questions))
        return
    console.print(t.problems_found.format(count=len(problems), questions=questions))
    for problem in problems:
        said = t.problems[problem.kind].format(value=printable(problem.value))
        line = "" if problem.line is None else f"{t.on_line.format(line=problem.line)}, "
        console.print(Text(f"  {line}{printable(problem.case_id)}: {said}"))


def _metrics(figures: Figures, t: EvaluationTexts) -> Table:
    rows = table(t, "metric", "value", "interval", "count", "")
    for name, figure in figures.items():
        bounds = f"{shown(name, figure.low)} – {shown(name, figure.high)}"
        interval = "" if figure.low is None else bounds
        count = str(figure.count)
        rows.add_row(name, shown(name, figure.value), interval, count, t.metrics[name])
    return rows


def _groups(groups: dict[str, Figures], title: str, column: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column(column, no_wrap=True)
    table.add_column("n", justify="right")
    for name in _GROUPED:
        table.add_column(name, justify="right")
    for group, figures in groups.items():
        values = [shown(name, figures[name].value) for name in _GROUPED]
        table.add_row(printable(group) or "–", str(figures["correct"].count), *values)
    return table


def _print_not_right(run: Run, t: EvaluationTexts, console: Console) -> None:
    left = [(row, verdict(row)) for row in run.rows if verdict(row) not in GOOD]
    if not left:
        return
    table = Table(title=t.not_right, title_justify="left", box=None, pad_edge=False)
    for name in ("id", "verdict", "question"):
        table.add_column(t.columns[name])
    for row, said in left[:LONGEST_LIST]:
        table.add_row(*plain(row.case.id, t.verdicts[said], row.case.question))
    console.print(table)
    if len(left) > LONGEST_LIST:
        console.print(t.more.format(count=len(left) - LONGEST_LIST))


def _trial_cell(trial: Trial, name: str, difference: Difference | None) -> Text:
    cell = Text(shown(name, trial.summary.overall[name].value))
    if difference is not None and difference.significant and difference.difference is not None:
        cell.append(f" ({shown_difference(name, difference.difference)})*")
        cell.stylize(STYLES[mark(name, difference.difference)])
    return cell
