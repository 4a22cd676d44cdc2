"""Whether a test set can be trusted: what a person who wrote one would want to be told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from evaluation.matching import holds, normalize
from evaluation.records import Case
from index.errors import UnknownArticle
from index.records import Article

_YES_NO = frozenset({"ya", "tidak", "bukan", "belum", "benar", "salah", "yes", "no"})

FindArticle = Callable[[str], Article]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of one question: `kind` names it, `value` is the text, id or question in fault."""

    case_id: str
    kind: str
    value: str


def check(cases: Sequence[Case], article: FindArticle) -> list[Problem]:
    """Return the problems of a test set over the articles that `article` finds, in file order.

    Kinds: `duplicate_id`, `duplicate_question`, `unknown_article`, `answer_not_in_articles` (an
    accepted answer that no named article holds), `fact_not_in_articles` (none of a fact's
    alternatives is), `no_expectation` (answerable, with nothing to judge the answer by),
    `answers_to_unanswerable`, `empty` (a blank question, answer or fact).
    """
    texts = _texts(cases, article)
    return [*_duplicates(cases), *chain.from_iterable(_faults(case, texts) for case in cases)]


def _texts(cases: Sequence[Case], article: FindArticle) -> dict[str, str]:
    texts = {}
    for article_id in dict.fromkeys(chain.from_iterable(case.articles for case in cases)):
        try:
            texts[article_id] = article(article_id).text
        except UnknownArticle:
            continue
    return texts


def _duplicates(cases: Sequence[Case]) -> Iterator[Problem]:
    ids: set[str] = set()
    asked: dict[tuple[str, object], str] = {}
    for case in cases:
        if case.id in ids:
            yield Problem(case.id, "duplicate_id", case.id)
        ids.add(case.id)
        first = asked.setdefault((normalize(case.question), case.history), case.id)
        if first != case.id:
            yield Problem(case.id, "duplicate_question", first)


def _faults(case: Case, texts: dict[str, str]) -> Iterator[Problem]:
    accepted = (*case.answers, *chain.from_iterable(case.facts))
    blank = not case.question.strip() or not all(map(str.strip, accepted)) or () in case.facts
    if blank:
        yield Problem(case.id, "empty", case.question)
    if not case.answerable:
        if case.articles or accepted:
            yield Problem(case.id, "answers_to_unanswerable", case.question)
        return
    if not accepted and not case.articles:
        yield Problem(case.id, "no_expectation", case.question)
    for article_id in case.articles:
        if article_id not in texts:
            yield Problem(case.id, "unknown_article", article_id)
    if case.articles and not blank:
        yield from _not_in_articles(case, [texts.get(name, "") for name in case.articles])


def _not_in_articles(case: Case, texts: Sequence[str]) -> Iterator[Problem]:
    def occurs(accepted: str) -> bool:
        return any(holds(text, accepted) for text in texts)

    for answer in case.answers:
        if answer.lower() not in _YES_NO and not occurs(answer):
            yield Problem(case.id, "answer_not_in_articles", answer)
    for fact in case.facts:
        if not any(map(occurs, fact)):
            yield Problem(case.id, "fact_not_in_articles", " | ".join(fact))
