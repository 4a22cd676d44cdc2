"""Test sets from a spreadsheet: CSV with a header line, nothing in it passed over in silence."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.errors import BadTestSet
from evaluation.reasons import Reason
from evaluation.records import Case
from index.language import detect

_COLUMNS = {
    "id": "id", "question": "question", "pertanyaan": "question", "answers": "answers",
    "answer": "answers", "jawaban": "answers", "facts": "facts", "fact": "facts",
    "fakta": "facts", "articles": "articles", "article": "articles", "artikel": "articles",
    "type": "type", "jenis": "type", "lang": "lang", "bahasa": "lang",
    "answerable": "answerable", "terjawab": "answerable",
}  # fmt: skip
_YES = frozenset({"true", "1", "yes", "ya", "y", "benar"})
_NO = frozenset({"false", "0", "no", "tidak", "n", "t", "salah"})


def read_csv(content: str, path: Path) -> list[tuple[int, Case]]:
    """Return the questions of a CSV file with the lines that they begin on.

    The first line names the columns; between them stands a tab in a .tsv file, else `,` or `;` or a
    tab. Only `question` is needed; other columns: id, answers, facts, articles, type, lang,
    answerable, in English or Indonesian. Several answers, articles or alternatives of a fact are
    separated by `|`, several facts by `;`. Without facts, an accepted answer is the fact to be
    found. A question is answerable if it has an answer, a fact or an article. Raises BadTestSet,
    also for a column that is not known and for a cell that stands under none.
    """
    header = content.lstrip().split("\n", 1)[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=header.count)
    # Strict, since a quotation mark left open would else swallow the questions after it.
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    cases = []
    names: list[str] = []
    line = 1
    try:
        for line, cells in _numbered(reader, path):
            if not any(map(str.strip, cells)):
                continue
            if not names:
                names = _names(cells)
            else:
                cases.append((line, _case(_row(names, cells), f"{path.stem}-{line}")))
    except Reason as reason:
        raise BadTestSet(path=path, line=line, reason=reason) from None
    return cases


def _names(header: Sequence[str]) -> list[str]:
    """Return the field of each column; a column without a name has none and must stay empty."""
    names: list[str] = []
    for column in (cell.strip() for cell in header):
        name = _COLUMNS.get(column.lower(), "")
        if column and not name:
            nearest = difflib.get_close_matches(column.lower(), _COLUMNS, n=1, cutoff=0.0)[0]
            raise Reason("unknown_column", column=column, nearest=nearest)
        if name and name in names:
            raise Reason("repeated_column", column=column)
        names.append(name)
    if "question" not in names:
        raise Reason("no_question_column")
    return names


def _numbered(reader: Any, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the lines that they begin on; a cell may go over several."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadTestSet(path=path, line=line, reason=Reason("broken_csv")) from None
        yield line, cells


def _row(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    row = {}
    for i, cell in enumerate(cells):
        name = names[i] if i < len(names) else ""
        if name:
            row[name] = cell.strip()
        elif cell.strip():
            raise Reason("extra_cell", value=cell.strip())
    return row


def _case(row: Mapping[str, str], fallback_id: str) -> Case:
    if not row.get("question"):
        raise Reason("empty_question")
    answers, articles = _parts(row.get("answers", "")), _parts(row.get("articles", ""))
    facts = tuple(filter(None, (_parts(fact) for fact in row.get("facts", "").split(";"))))
    return Case(
        id=row.get("id") or fallback_id,
        question=row["question"],
        lang=row.get("lang") or detect(row["question"]),
        answerable=_flag(row.get("answerable", ""), default=bool(answers or facts or articles)),
        type=row.get("type", ""),
        articles=articles,
        answers=answers,
        facts=facts or ((answers,) if answers else ()),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _flag(cell: str, default: bool) -> bool:
    if cell and cell.lower() not in _YES | _NO:
        raise Reason("bad_flag", value=cell)
    return cell.lower() in _YES if cell else default
