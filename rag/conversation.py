"""Follow-up questions, made to stand alone before anything is searched.

"dan kapan?" finds nothing: what it asks about stands in the turns before. Rules tell a follow-up
from a question that is complete, which is never touched, and carry over what it leaves out: the
person that "dia" is, the topic of the last question, or that question itself with another name in
it ("kalau Jepang?"). A chat model, where there is one, words it better; what it writes counts only
if every name and number in it comes from the conversation.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.errors import Unreachable
from index.language import detect
from index.references import references
from index.terms import STOP_WORDS, query_terms
from rag.chat_model import ChatModel, write
from rag.names import name_words, people
from rag.numerals import numbers
from rag.places import Place, places
from rag.prompts import rewrite_messages
from rag.pronouns import PERSON, POINTING
from rag.records import Question, Turn

TURNS = 6
"""Turns that are looked back on."""
LONGEST = 300
"""Characters of a rewritten question."""

_LEAD = re.compile(
    r"\A\s*(?:(?:dan|lalu|lantas|terus|trus|oke|ok|nah|kemudian|sekarang|and|then|so|okay|but|also"
    r"|а|и|но|тогда|그럼|그리고|그러면)\b[,\s]*)+",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\A\s*(?:(?:ka?lau|klo|kalo)\s+(?:dengan\s+|soal\s+)?|(?:bagaimana|gimana|gmn)\s+(?:dengan|dgn"
    r"|soal)\s+|(?:dan|and)\s+(?=(?:dari|di|ke|untuk|from|in|to|for)\s+\w+\W*\Z)"
    r"|(?:what|how)\s+about\s+|а\s+(?:что\s+)?(?:насчёт\s+|насчет\s+))(?P<other>.+?)\W*\Z",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\W*(?:(?:ya|iya|yes|yeah|ok|oke|okay|boleh|mau|silakan|sure|please|lanjut(?:kan)?|terus|dong"
    r"|(?:tolong\s+)?(?:jelaskan|ceritakan|uraikan)(?:\s+(?:lebih\s+)?(?:lanjut|rinci|lengkap|detail"
    r"|lagi|banyak|jauh))*|lebih\s+(?:rinci|lanjut|detail)|go\s+on|tell\s+me\s+more|more|explain"
    r"|да|подробнее|расскажи(?:те)?|네|예|응|계속|더|자세히|알려\s*줘|yakin)\b\W*)+",
    re.IGNORECASE,
)
_ITS = re.compile(r"(?<=\w{3})nya\b", re.IGNORECASE)
_NOT_ITS = re.compile(
    r"\b(?:hanya|tanya|punya|biasanya|akhirnya|misalnya|sebelumnya|seluruhnya|memangnya)\b", re.I
)
_SMALL = frozenset("kata bilang soal aja sih gmn brp sm juga dong kok deh".split())
_ASKING = re.compile(
    r"\A\W*(?:(?:tolong\s+|coba\s+)?(?:siapa|apa|kapan|(?:di|ke|dari)\s*mana|mengapa|kenapa|bagaimana"
    r"|gimana|(?:ada\s+|sudah\s+)?berapa(?:\s+lama|\s+banyak|\s+kali)?|sejak\s+kapan|mana"
    r"|(?:tanggal|tahun|hari|jam)\s+(?:berapa|apa))(?:kah)?(?:\s+(?:saja|aja|yang|isi|kata))*"
    r"|(?:who|what|when|where|why|which|how(?:\s+(?:many|much|long|old))?)"
    r"(?:\s+(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could))?"
    r"|is|are|was|were|did|does|do|кто|что|когда|где|почему|как|сколько|какой|какая|какие)\b\s*",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:siapa(?:kah)?|who|кто|кем)\b|누구|누가", re.IGNORECASE)
_OFFER = re.compile(
    r"\A(?:apakah\s+anda\s+)?(?:mau|ingin)\s+tahu\s+|\A(?:do\s+you\s+)?want\s+to\s+know\s+", re.I
)
_MARK = re.compile(r"\s*\[\d{1,2}\]")


def is_follow_up(question: str) -> bool:
    """Return whether `question` leaves out what it is about."""
    if _GO_ON.fullmatch(question) or _INSTEAD.fullmatch(question):
        return True
    if PERSON.search(question):
        return True
    asked = _LEAD.sub("", question)
    about = [t for t in query_terms(asked) if t not in STOP_WORDS and t not in _SMALL]
    points = bool(POINTING.search(asked) or _ITS.search(_NOT_ITS.sub("", asked)))
    if list(references(asked)):
        return False
    if name_words(_ASKING.sub("", asked)):
        fragment = not _ASKING.search(asked) and (asked != question or len(about) < 3)
        return fragment or (points and len(about) < 3)
    return len(about) < 3 or (len(about) < 4 and (points or asked != question))


def standalone(question: str, history: Sequence[Turn], language: str) -> str:
    """Return `question` with what it leaves out, taken from the turns before, oldest first.

    A question that is complete, or has no history, comes back as it is.
    """
    turns = list(history[-TURNS:])
    if not turns or not is_follow_up(question):
        return question
    last = turns[-1]
    before = standalone(last.question, turns[:-1], language)
    answer = _MARK.sub("", last.answer).strip()
    if _GO_ON.fullmatch(question):
        offered = re.search(r"(?:\A|[.!?”]\s+)([^.!?]+\?)\s*\Z", answer)
        return _OFFER.sub("", offered[1]) if offered else before
    if other := _INSTEAD.fullmatch(question):
        return _with_other(before, other["other"])
    asked = _LEAD.sub("", question)
    if PERSON.search(asked) and (person := _person(before, answer, turns)):
        return PERSON.sub(person, asked, count=1)
    return _about(asked, before, answer)


def rewrite(question: Question) -> Question:
    """Return the question as one that stands alone, by rules."""
    text = standalone(question.text, question.history, question.language)
    return question if text == question.text else replace(question, text=text)


def rewriter(model: ChatModel) -> Callable[[Question], Question]:
    """Return a `rewrite` that has a chat model word the question, and checks what it wrote."""

    def rewritten(question: Question) -> Question:
        if not question.history or not is_follow_up(question.text):
            return question
        turns = question.history[-TURNS:]
        messages = rewrite_messages(question.text, turns, question.language)
        try:
            text = _first_line("".join(write(model, messages, structured=False)))
        except Unreachable:
            text = ""
        return replace(question, text=text) if _is_faithful(text, question) else rewrite(question)

    return rewritten


def _with_other(before: str, other: str) -> str:
    """The last question with `other` in the place of its like: clause for clause, name for name."""
    clause, other_clause = list(references(before)), list(references(other))
    if clause and other_clause:
        return before[: clause[0].start] + other + before[clause[0].end :]
    if found := places(other):
        place = _like(other[: found[0].start], before)
        if place:
            return before[: place.start] + other[found[0].start :] + before[place.end :]
    if (named := people(before)) and (others := people(other)):
        return before.replace(named[0], others[0], 1)
    return f"{before.rstrip('?!. ')} {other}?"


def _like(preposition: str, before: str) -> Place | None:
    """The place in the last question after the same preposition, else the first."""
    named = places(before)
    alike = (place for place in named if before[: place.start].endswith(f" {preposition}"))
    return next(alike if preposition else iter(named), None)


def _person(before: str, answer: str, turns: Sequence[Turn]) -> str | None:
    """Whom "dia" means: who was asked about, else who the answer names, else who came up last."""
    who = _WHO.search(before) and _ASKING.sub("", before).strip("?!. ") not in people(before)
    sources = [answer, before] if who else [before, answer]
    for turn in reversed(turns[:-1]):
        sources += [turn.question, _MARK.sub("", turn.answer)]
    names = [name for source in sources for name in people(source)]
    return next((n for n in names if n.endswith(f" {names[0]}")), names[0]) if names else None


def _about(asked: str, before: str, answer: str) -> str:
    """The question and the topic of the one before it, with the person who was its answer."""
    topic = _ASKING.sub("", _LEAD.sub("", before)).rstrip("?!. ")
    found = people(answer)[:1] if _WHO.search(before) else []
    extra = [name for name in found if name not in topic]
    plain = (
        _ITS.sub("", asked.rstrip("?!. ")) if not _NOT_ITS.search(asked) else asked.rstrip("?!. ")
    )
    return " ".join([plain, topic, *extra]) + "?"


def _first_line(text: str) -> str:
    lines = (line.strip(" \"'“”*") for line in text.splitlines())
    return next(filter(None, lines), "")


def _is_faithful(text: str, question: Question) -> bool:
    """Whether nothing in the rewritten question is new, and it is in the same language."""
    if not 0 < len(text) <= LONGEST or detect(text, question.language) != question.language:
        return False
    said = " \n ".join([question.text, *(f"{t.question} {t.answer}" for t in question.history)])
    known = {number.value for number in numbers(said, question.language)}
    if any(number.value not in known for number in numbers(text, question.language)):
        return False
    named = {place.key for place in places(said)}
    words = set(re.findall(r"\w+", said.casefold()))
    new = name_words(_ASKING.sub("", text)) - words
    return not new and all(place.key in named for place in places(text))
