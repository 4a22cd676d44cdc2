"""Takes a question apart that asks for two things: "siapa yang meneken, dan di mana?".

The reader points at one place of a passage, so each part is read as a question of its own.
"""

import re

from rag.expected import ENOUGH, telling_words
from rag.pronouns import PERSON

_NOT_ANY = r"(?! ?pun\b|-)"
"""Not "siapa pun", "apa-apa"."""
_AT = r"(?:(?:di|ke|dari|pada|oleh|untuk|dengan|sejak) ?)?"
_INDONESIAN = (
    rf"\b{_AT}(?:(?:hari|tanggal|bulan|bln|tahun|taun|jam|pukul|kota|negara) )?"
    r"(?:siapa|apa|kapan|bilamana|berapa|mana|dmn|bagaimana|gimana|gmn|mengapa|kenapa|knp|brp)"
    rf"(?:kah)?{_NOT_ANY}(?: (?:saja|aja))?(?: yang| yg)?\b"
)
_ENGLISH = (
    r"\b(?:(?:in|at|on|by|for|to|from|with|since|under) )?"
    r"(?!(?-i:WHO))(?:who|whom|whose|when|where|why|how(?: (?:many|much|long|often|old|far))?"
    r"|(?:what|which)(?: (?:day|date|month|year|time|city|country|place))?)\b"
)
_RUSSIAN = (
    r"\b(?:(?:в|во|на|с|со|по|о|об|от|до|из|к|у|за) )?"
    r"(?:кто|кого|кому|кем|ком|чего|чему|ч[её]м|когда|где|куда|откуда|почему|зачем|сколько"
    r"|как(?:ой|ая|ое|ие|ого|ом|ую|им|их|ими))\b"
)
_KOREAN = (
    r"(?<!\w)(?:누가|누구(?![나도든])\w?|언제|어디(?!\w?[나도든])\w{0,2}|무엇\w?|왜|어떻게)(?!\w)"
)
_ASKED = re.compile(f"{_INDONESIAN}|{_RUSSIAN}|{_ENGLISH}|{_KOREAN}", re.IGNORECASE)
_OF_WHAT = rf"{_AT}(?-i:[a-z]+ )(?:apa|mana|berapa){_NOT_ANY}(?: yang| yg)?\b"
_SECOND = re.compile(f"(?P<asked>{_ASKED.pattern})|{_OF_WHAT}", re.IGNORECASE)
"""What follows the "and"; it may begin with another word: "dan lembaga apa"."""
_JOINT = re.compile(
    r"(?:,\s*|\s+)(?:dan|serta|n|and|и|а также|그리고)\s+|,?\s+(?=[누언어무왜])", re.IGNORECASE
)

_MUCH = 4
"""Telling words of a part that is understood without a name."""


def parts(text: str) -> tuple[str, ...]:
    """Return the two questions that one asks; the question alone where it asks for one thing.

    One that does not say what it is about takes the words of the other.

    >>> parts("Kapan dan di mana pakta itu diteken?")
    ('Kapan pakta itu diteken?', 'di mana pakta itu diteken?')
    >>> parts("Siapa yang meneken pakta Rusia, dan di mana?")
    ('Siapa yang meneken pakta Rusia?', 'di mana meneken pakta Rusia?')
    """
    asked = list(_ASKED.finditer(text)) if _about(text) else []
    for joint in _JOINT.finditer(text):
        first = next((each for each in asked if each.end() <= joint.start()), None)
        second = _SECOND.match(text, joint.end())
        if first and second:
            between, after = text[first.end() : joint.start()], text[second.end() :].rstrip(" ?")
            if _is_one(first[0], between, second, after):
                return (text,)
            return _apart(text[: first.start()], first[0], between, second[0], after)
    return (text,)


def _is_one(first: str, between: str, second: re.Match[str], after: str) -> bool:
    """Whether the two ask for one thing, or for more than can be told apart."""
    both = {first.casefold(), second[0].casefold()}
    return (
        # "Who said what and when", "siapa, kapan, dan di mana"
        bool(_ASKED.search(between))
        # "antara siapa dan siapa", "누가 누구와"
        or (not between and (len(both) == 1 or {each[0] for each in both} == {"누"}))
        # "ibu kota rusia apa dan korut apa"
        or not (between or after or second["asked"])
    )


def _apart(before: str, first: str, between: str, second: str, after: str) -> tuple[str, str]:
    """The questions of `first` and of `second`, each with what it needs of the other's words."""
    one, other = before + first + between, second + after
    if not between or len(_about(one)) < ENOUGH:
        one += after
    if not between or not _is_complete(other):
        other = before + other + between
    return f"{one}?", f"{other}?"


def _is_complete(question: str) -> bool:
    """Whether the second part says what it is about: it names it, or says a lot."""
    from rag.names import name_words

    about = _about(question)
    named = name_words(_ASKED.sub(" ", question)) or re.search(r"\d", question)
    return len(about) >= (ENOUGH if named else _MUCH) and not PERSON.search(question)


def _about(question: str) -> list[str]:
    return telling_words(_ASKED.sub(" ", question))
