"""Whether a test set can be trusted: what a person who wrote one would want to be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from evaluation.matching import normalize, words
from evaluation.records import Case
from index.records import Article

_YES_NO = frozenset({"ya", "tidak", "bukan", "belum", "benar", "salah", "yes", "no"})
_LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
    hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
    za zh zu""".split()
)
"""ISO 639-1: https://www.loc.gov/standards/iso639-2/php/code_list.php."""

Located = tuple[int | None, Case]
"""A question and its line in the file; None in a format whose lines mean nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of one question: `kind` names it, `value` is the text, id or question in fault."""

    case_id: str
    kind: str
    value: str
    line: int | None = None


def check(located: Sequence[Located], articles: Iterable[Article]) -> list[Problem]:
    """Return the problems of a test set over `articles`, all that there are, in file order.

    Kinds: `duplicate_id`, `duplicate_question`, `unknown_article`, `repeated_article`,
    `unknown_language` (no ISO 639-1 code), `answer_not_in_articles` and `fact_not_in_articles` (an
    accepted answer, or an alternative of a fact, that no named article holds), `answer_nowhere` and
    `fact_nowhere` (the same where no article is named: it is in none at all), `no_expectation`
    (answerable, with nothing to judge the answer by), `answers_to_unanswerable`, `empty` (a blank
    question, answer or fact).
    """
    texts = _texts([case for _, case in located], articles)
    ids: set[str] = set()
    asked: dict[tuple[str, object], str] = {}
    return [
        Problem(case.id, kind, value, line)
        for line, case in located
        for kind, value in chain(_duplicates(case, ids, asked), _faults(case, texts))
    ]


def _texts(cases: Sequence[Case], articles: Iterable[Article]) -> dict[str, str]:
    """Return the words of the articles that are needed, by id: all if a question names none."""
    named = set(chain.from_iterable(case.articles for case in cases))
    every = any(_accepted(case) and not case.articles for case in cases)
    return {article.id: words(article.text) for article in articles if every or article.id in named}


def _accepted(case: Case) -> tuple[str, ...]:
    return (*case.answers, *chain.from_iterable(case.facts))


def _duplicates(
    case: Case, ids: set[str], asked: dict[tuple[str, object], str]
) -> Iterator[tuple[str, str]]:
    if case.id in ids:
        yield "duplicate_id", case.id
    ids.add(case.id)
    first = asked.setdefault((normalize(case.question), case.history), case.id)
    if first != case.id:
        yield "duplicate_question", first


def _faults(case: Case, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    accepted = _accepted(case)
    blank = not case.question.strip() or not all(map(str.strip, accepted)) or () in case.facts
    if blank:
        yield "empty", case.question
    if case.lang not in _LANGUAGES:
        yield "unknown_language", case.lang
    for article_id, times in Counter(case.articles).items():
        if article_id not in texts:
            yield "unknown_article", article_id
        if times > 1:
            yield "repeated_article", article_id
    if not case.answerable:
        if case.articles or accepted:
            yield "answers_to_unanswerable", case.question
    elif not accepted and not case.articles:
        yield "no_expectation", case.question
    elif not blank:
        yield from _absent(case, texts)


def _absent(case: Case, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was accepted although it can be quoted from no article."""
    where = "not_in_articles" if case.articles else "nowhere"
    searched = [texts.get(name, "") for name in case.articles] if case.articles else texts.values()

    def absent(accepted: str) -> bool:
        wanted = words(accepted)
        found = wanted.strip() and any(wanted in text for text in searched)
        return not found and normalize(accepted) not in _YES_NO

    missing = [answer for answer in case.answers if absent(answer)]
    yield from ((f"answer_{where}", answer) for answer in missing)
    for alternative in chain.from_iterable(case.facts):
        if alternative not in missing and absent(alternative):
            yield f"fact_{where}", alternative
