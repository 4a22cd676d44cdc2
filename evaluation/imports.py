"""Test sets from elsewhere: SQuAD 2.0 JSON, with its paragraphs as articles."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import BadTestSet
from evaluation.reasons import Reason
from evaluation.records import Case
from index.language import detect
from index.records import Article


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
