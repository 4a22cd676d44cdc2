"""Questions nobody asked: false premises by swapping, yes or no questions made of sentences.

A swap turns a question that its passage answers into one it does not: another name, another year.
A reader that has not seen such questions answers them with whatever the passage offers.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.sentences import sentences
from training.examples import Example

_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|I|II|III|IV))*")
_NUMBER = re.compile(r"\b\d{1,4}\b")
_DANGLING = re.compile(
    r"(?:ini|itu|hal|ia|dia|mereka|namun|tetapi|selain|kemudian|lalu|akan|sedangkan|sementara|oleh|"
    r"this|that|these|those|it|he|she|they|his|her|their|its|however|but|and|in|also|another)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r",? (?:yang|karena|untuk|dengan|pada|di|which|for|on|because|by) ")
_YES_NO = {
    "id": ("Apakah {}?", "Benarkah {}?", "Apakah benar {}?", "Apakah betul bahwa {}?", "apakah {}"),
    "en": ("Is it true that {}?", "Is it correct that {}?", "Did the text say that {}?"),
}


def false_premises(examples: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    """Swap a name or a number of each question the passage answers, where it has one."""
    names = sorted({m[0] for e in examples for m in _NAME.finditer(e.question) if len(m[0]) > 3})
    for example in examples:
        if example.spans and (question := swapped(example.question, example.passage, names, rng)):
            yield _asked(example, question, (), "false premise")


def swapped(text: str, passage: str, names: Sequence[str], rng: random.Random) -> str | None:
    """`text` with one name or number that the passage has replaced by one that it has not."""
    marks = [
        m
        for pattern in (_NAME, _NUMBER)
        for m in pattern.finditer(text)
        if m[0].casefold() in passage.casefold()
    ]
    if not marks:
        return None
    mark = rng.choice(marks)
    other = _other_number(mark[0], rng) if mark[0].isdigit() else rng.choice(names)
    if re.search(rf"\b{re.escape(other)}\b", passage, re.IGNORECASE):
        return None
    return text[: mark.start()] + other + text[mark.end() :]


def _other_number(digits: str, rng: random.Random) -> str:
    shift = rng.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10))
    return str(abs(int(digits) + shift) or int(digits) + abs(shift))


def yes_no(examples: Sequence[Example], language: str, rng: random.Random) -> Iterator[Example]:
    """Ask whether a sentence of the passage holds: the sentence answers. Every third is false.

    The question may stop before the last clause, so that it is not always a copy; the span is then
    the whole sentence still, for that is what a reader of the answer wants to see.
    """
    names = sorted({m[0] for e in examples for m in _NAME.finditer(e.question) if len(m[0]) > 3})
    for example in examples:
        spans = [
            span for span in sentences(example.passage) if _stands_alone(example.passage, span)
        ]
        if not spans:
            continue
        start, end = rng.choice(spans)
        statement = _shortened(example.passage[start:end].rstrip(" ."), rng)
        question = rng.choice(_YES_NO[language]).format(_lowered(statement))
        if rng.random() < 1 / 3:
            if false := swapped(question, example.passage, names, rng):
                yield _asked(example, false, (), "yes or no")
            continue
        yield _asked(example, question, ((start, end),), "yes or no")


def _asked(
    example: Example, question: str, spans: tuple[tuple[int, int], ...], source: str
) -> Example:
    return replace(example, question=question, spans=spans, source=source, answers=())


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    sentence = text[span[0] : span[1]]
    plain = re.fullmatch(r"[A-Z][^\"“”():;?!\[\]]{40,170}\.", sentence)
    return bool(plain) and not _DANGLING.match(sentence)


def _shortened(statement: str, rng: random.Random) -> str:
    cuts = [m.start() for m in _CLAUSE.finditer(statement)]
    cuts = [cut for cut in cuts if cut > max(30, 0.5 * len(statement))]
    return statement[: rng.choice(cuts)] if cuts and rng.random() < 0.6 else statement


def _lowered(statement: str) -> str:
    """Without the capital of the first word, unless the second word has one too: then a name."""
    first, _, rest = statement.partition(" ")
    keep = rest[:1].isupper() or first[1:2].isupper()
    return statement if keep else statement[0].lower() + statement[1:]
