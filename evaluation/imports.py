"""Test sets from elsewhere: SQuAD 2.0 JSON, with its paragraphs as articles, and simple CSV."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import BadTestSet
from evaluation.reasons import Reason
from evaluation.records import Case
from index.language import detect
from index.records import Article

_COLUMNS = {
    "id": "id", "question": "question", "pertanyaan": "question", "answers": "answers",
    "answer": "answers", "jawaban": "answers", "facts": "facts", "fakta": "facts",
    "articles": "articles", "article": "articles", "artikel": "articles", "type": "type",
    "jenis": "type", "lang": "lang", "bahasa": "lang", "answerable": "answerable",
    "terjawab": "answerable",
}  # fmt: skip
_YES = frozenset({"true", "1", "yes", "ya", "y", "benar"})
_NO = frozenset({"false", "0", "no", "tidak", "n", "t", "salah"})


@dataclass(frozen=True, slots=True)
class Imported:
    """Questions, and the articles that they are about."""

    cases: list[Case]
    articles: list[Article]


def read_squad(content: str, path: Path) -> Imported:
    """Return the questions and paragraphs of a SQuAD 1.1 or 2.0 file.

    Each paragraph becomes an article `<title>-<number>`, which its questions name; an accepted
    answer is the fact to be found. Layout: https://rajpurkar.github.io/SQuAD-explorer. Raises
    BadTestSet for another layout.
    """
    imported = Imported([], [])
    numbers: Counter[str] = Counter()
    try:
        for group in json.loads(content)["data"]:
            title = str(group.get("title", ""))
            for paragraph in group["paragraphs"]:
                numbers[title] += 1
                article_id = f"{title or 'article'}-{numbers[title]}"
                article = Article(article_id, str(paragraph["context"]), title)
                imported.articles.append(article)
                imported.cases.extend(_squad_case(qa, article.id) for qa in paragraph["qas"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        line, reason = _not_squad(error)
        raise BadTestSet(path=path, line=line, reason=reason) from None
    return imported


def _not_squad(error: Exception) -> tuple[int, Reason]:
    if isinstance(error, json.JSONDecodeError):
        return error.lineno, Reason("not_json", column=error.colno)
    key = error.args[0] if isinstance(error, KeyError) else "data/paragraphs/qas"
    return 1, Reason("not_squad", key=key)


def _squad_case(qa: Mapping[str, Any], article_id: str) -> Case:
    answers = tuple(dict.fromkeys(str(answer["text"]) for answer in qa.get("answers") or ()))
    answerable = bool(answers) and not qa.get("is_impossible", False)
    return Case(
        id=str(qa["id"]),
        question=str(qa["question"]).strip(),
        lang=detect(qa["question"]),
        answerable=answerable,
        articles=(article_id,) if answerable else (),
        answers=answers if answerable else (),
        facts=(answers,) if answerable else (),
    )


def read_csv(content: str, path: Path) -> list[Case]:
    """Return the questions of a CSV file with a header line, `,` or `;` or tab between columns.

    Only `question` is needed; other columns: id, answers, facts, articles, type, lang, answerable,
    in English or Indonesian. Several answers, articles or alternatives of a fact are separated by
    `|`, several facts by `;`. Without facts, an accepted answer is the fact to be found. A question
    is answerable if it has an answer, a fact or an article. Raises BadTestSet.
    """
    header = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        names = [_COLUMNS.get(name.strip().lower(), "") for name in next(reader, [])]
        if "question" not in names:
            raise BadTestSet(path=path, line=1, reason=Reason("no_question_column"))
        return list(_csv_cases(reader, names, path))
    except csv.Error:
        raise BadTestSet(path=path, line=reader.line_num, reason=Reason("broken_csv")) from None


def _csv_cases(reader: Any, names: list[str], path: Path) -> Iterator[Case]:
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        if not any(row.values()):
            continue
        try:
            yield _csv_case(row, f"{path.stem}-{reader.line_num}")
        except Reason as reason:
            raise BadTestSet(path=path, line=reader.line_num, reason=reason) from None


def _csv_case(row: Mapping[str, str], fallback_id: str) -> Case:
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
