"""Negation: does a claim say yes where its quote says no, or the other way round.

In one language the words that are negated are compared. Across languages only the presence of a
negation can be, and then a claim is rather given up than turned on its head.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from index.terms import STOP_WORDS, terms

_STRONG = re.compile(
    r"""\b(?:tidak|tak|bukan|belum|jangan|tiada|enggak|nggak|gak|ga|ndak|kagak)(?:lah|kah)?\b
    (?!\s+(?:hanya|cuma|sekadar|sekedar|saja|lain|lama\s+ini|mau))
    |\b(?:not|never|cannot|none|nobody|nothing|neither|nor)\b(?!\s+(?:only|just|least)\b)
    |n['’]t\b|\bno\b(?!\.?\s*\d|\s+doubt)
    |\b(?:не|нет|ни|никогда|никто|ничего|нельзя)\b(?!\s+(?:только|менее|более))
    |않|못하|못했|못한|없[는다었을음이으]|아니[다라며었]|아닌|\b안\s
    |[不没沒無](?!仅|僅|但)""",
    re.VERBOSE | re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:tanpa|without|без)\b", re.IGNORECASE)
_IMPLIED = re.compile(
    r"\b(?:un(?!it|iv|iq|ion|der|til)|dis|non-?)\w{3,}|\b(?:lack|fail|refus|reject|den(?:y|ie)|avoid)"
    r"\w*|\w{3}less\b|\b(?:gagal|menolak|membantah|kekurangan|mustahil)\b|\bотказ\w*",
    re.IGNORECASE,
)
"""Words that may say in one language what another says with a negation."""
_CLAUSE_END = re.compile(r"[.;:!?…\n]")
_WORD = re.compile(r"\w+")
_REACH = 3
"""Words between a negation and a quote that starts inside what it negates."""


class _Sense(NamedTuple):
    """Stems by how they are used; `scopes` holds the first two negated stems of each negation."""

    scopes: tuple[tuple[str, ...], ...]
    affirmed: frozenset[str]

    @property
    def negated(self) -> frozenset[str]:
        return frozenset(scope[0] for scope in self.scopes if scope)


def is_negation(word: str) -> bool:
    """Return whether a single word negates what follows it."""
    return bool(_STRONG.fullmatch(word) or _WEAK.fullmatch(word))


def negated_before(text: str, start: int) -> int:
    """Return where a quote that starts at `start` has to start so as not to lose its negation.

    "menyetujui naskah itu" cut out of "tidak menyetujui naskah itu" is letter for letter there.
    """
    before = text[max(start - 48, 0) : start]
    before = _CLAUSE_END.split(before)[-1]
    offset = start - len(before)
    for match in reversed([*_STRONG.finditer(before), *_WEAK.finditer(before)]):
        if len(_WORD.findall(before, match.end())) < _REACH:
            return offset + match.start()
    return start


def contradicts(claim: str, quote: str, same_language: bool) -> bool:
    """Return whether `claim` negates what `quote` affirms, or affirms what it negates."""
    if not same_language:
        return _contradicts_abroad(claim, quote)
    says, read = _sense(claim), _sense(quote)
    for scope in says.scopes:
        if not read.scopes or set(scope[:1]) & read.affirmed - read.negated:
            return True
    return bool(read.negated & says.affirmed - read.affirmed)


def _contradicts_abroad(claim: str, quote: str) -> bool:
    if _STRONG.search(claim):
        return not (_STRONG.search(quote) or _WEAK.search(quote))
    implied = _WEAK.search(claim) or _IMPLIED.search(claim)
    return bool(_STRONG.search(quote)) and not implied


@lru_cache(maxsize=512)
def _sense(text: str) -> _Sense:
    marks = sorted(match.span() for pattern in (_STRONG, _WEAK) for match in pattern.finditer(text))
    scopes: list[tuple[str, ...]] = []
    covered: set[int] = set()
    for _, end in marks:
        scope: list[str] = []
        stop = _CLAUSE_END.search(text, end)
        for word in _WORD.finditer(text, end, stop.start() if stop else len(text)):
            if word[0].casefold() not in STOP_WORDS and len(scope) < 2:
                scope += terms(word[0])[:1]
                covered.add(word.start())
        scopes.append(tuple(scope))
    affirmed = (
        stem
        for word in _WORD.finditer(text)
        if word.start() not in covered and word[0].casefold() not in STOP_WORDS
        for stem in terms(word[0])
    )
    return _Sense(tuple(scopes), frozenset(affirmed))
