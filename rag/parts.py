"""Takes a question apart that asks for two things: "siapa yang meneken, dan di mana?".

The reader points at one place of a passage, so each part is read as a question of its own.
"""

import re

from index.terms import STOP_WORDS, query_terms

_INDONESIAN = (
    r"\b(?:(?:(?:di|ke|dari|pada|oleh|untuk|dengan|sejak) ?)?"
    r"(?:(?:hari|tanggal|bulan|bln|tahun|taun|jam|pukul|kota|negara) )?)"
    r"(?:siapa|apa|kapan|bilamana|berapa|mana|dmn|bagaimana|gimana|gmn|mengapa|kenapa|knp|brp)"
    r"(?:kah)?(?: (?:saja|aja))?(?: yang| yg)?\b"
)
_ENGLISH = (
    r"\b(?:(?:in|at|on|by|for|to|from|with|since|under) )?"
    r"(?!(?-i:WHO))(?:who|whom|whose|when|where|why|how(?: (?:many|much|long|often|old|far))?"
    r"|(?:what|which)(?: (?:day|date|month|year|time|city|country|place))?)\b"
)
_RUSSIAN = (
    r"\b(?:(?:в|во|на|с|со|по|о|об|от|до|из|к|у|за) )?"
    r"(?:кто|кого|кому|кем|ком|чего|чему|ч[её]м|когда|где|куда|откуда|почему|зачем|сколько"
    r"|как(?:ой|ая|ое|ие|ого|ом|ую|им|их|ими)?)\b"
)
_KOREAN = r"(?<!\w)(?:누가|누구\w?|언제|어디\w{0,2}|무엇\w?|왜|어떻게)(?!\w)"
_ASKED = re.compile(f"{_INDONESIAN}|{_RUSSIAN}|{_ENGLISH}|{_KOREAN}", re.IGNORECASE)
_SECOND = re.compile(
    rf"(?:[^\W\d_]+ )??(?:{_INDONESIAN}|{_RUSSIAN})|{_ENGLISH}|{_KOREAN}", re.IGNORECASE
)
"""What follows the "and"; it may begin with another word: "dan lembaga apa", "и по какой"."""
_JOINT = re.compile(
    r"(?:,\s*|\s+)(?:(?:dan|serta|n|and|и|а также|그리고)\s+)|,?\s+(?=[누언어무왜])"
)
_ENOUGH = 2
"""Terms that make a question of its own; "dan di mana?" has none."""


def parts(text: str) -> tuple[str, ...]:
    """Return the two questions that one asks; the question alone where it asks for one thing.

    One that is too short to stand alone takes the words of the other.

    >>> parts("Kapan dan di mana pakta itu diteken?")
    ('Kapan pakta itu diteken?', 'di mana pakta itu diteken?')
    >>> parts("Siapa yang meneken pakta Rusia, dan di mana?")
    ('Siapa yang meneken pakta Rusia?', 'di mana meneken pakta Rusia?')
    """
    for joint in _JOINT.finditer(text) if _stands_alone(text) else ():
        first = max(_ASKED.finditer(text, 0, joint.start()), key=re.Match.start, default=None)
        second = _SECOND.match(text, joint.end())
        if first and second:
            before, between = text[: first.start()], text[first.end() : joint.start()]
            after = text[second.end() :].rstrip(" ?")
            if between or first[0].casefold() != second[0].casefold():
                return _apart(before, first[0], between, second[0], after)
    return (text,)


def _apart(before: str, first: str, between: str, second: str, after: str) -> tuple[str, str]:
    """The questions of `first` and of `second`, each with what it needs of the other's words."""
    one, other = before + first + between, second + after
    if not between or not _stands_alone(one):
        one += after
    if not between or not _stands_alone(other):
        other = before + other + between
    return f"{one}?", f"{other}?"


def _stands_alone(text: str) -> bool:
    """Whether a question says what it is about, beside what it asks."""
    return len(set(query_terms(_ASKED.sub(" ", text))) - STOP_WORDS) >= _ENOUGH
