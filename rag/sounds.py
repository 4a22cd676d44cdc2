"""How a name sounds, so that it can be recognised in another script.

Consonants survive every transcription, vowels none: 김정은, Ким Чен Ын and Kim Jong Un are all
k-m-s-n. A Korean letter that others write in two ways, such as the first of Kim and Gim, is like
both; Putin (p-t-n) and Biden (b-d-n) stay apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_LETTERS = {
    "k": "kqкᄏᆿ", "g": "gг", "K": "ᄀᄁᆨᆩ", "t": "tтᄐᆮᇀ", "d": "dдᄃᄄ",
    "p": "pп", "b": "bб", "f": "fф", "v": "vв", "P": "ᄑᇁ", "B": "ᄇᄈᆸ",
    "w": "w", "s": "jczsxжчшщцзсᄉᄊᄌᄍᄎ", "S": "ᆺᆻᆽᆾ", "l": "rlрлᄅᆯ", "m": "mмᄆᆷ", "n": "nнᄂᆫᆼ",
}  # fmt: skip
_CONSONANTS = {letter: own for own, letters in _LETTERS.items() for letter in letters}
_VOWELS = {
    letter: own
    for own, letters in {"i": "iyиыᅵ", "a": "aаяᅡᅣ", "o": "oueоуеэюёᅥᅩᅮᅳᅢᅦᅧᅭᅲ"}.items()
    for letter in letters
}
_CASE_ENDING = re.compile(r"(?<=[а-яё]{2})(?:ым|ом|ем|ой|ого|ому)\Z", re.IGNORECASE)
_EITHER = {"K": "kg", "P": "pfv", "B": "bv", "S": "tds"}
_SPELLED = (
    (r"n+g\b|нг", "n"), ("ch|sh|zh|ts|dj|dz|дж", "s"), ("ph", "f"), ("kh", "h"),
    ("c(?![eiy])", "k"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return the consonants of `name` in order, doubled ones once; empty if it has none.

    Capitals stand for consonants that may be either of several, see `alike`.
    """
    spelled = unicodedata.normalize("NFD", name.casefold())
    for pattern, plain in _SPELLED:
        spelled = re.sub(pattern, plain, spelled)
    consonants = "".join(_CONSONANTS.get(character, "") for character in spelled)
    return re.sub(r"(.)\1+", r"\1", consonants)


def last_vowel(name: str) -> str:
    """Return the last vowel of `name`: i, a or, for all that are written in many ways, o."""
    vowels = [c for c in unicodedata.normalize("NFD", name.casefold()) if c in _VOWELS]
    return _VOWELS[vowels[-1]] if vowels else ""


def alike(sound: str, other: str) -> bool:
    """Return whether two sounds may be one name: the same, or long and one consonant apart."""
    if "w" in sound + other:  # a v to Russians, a vowel to Koreans
        return any(
            alike(sound.replace("w", one), other.replace("w", two))
            for one in ("v", "")
            for two in ("v", "")
        )
    if min(len(sound), len(other)) < 2:
        return False
    if len(sound) == len(other):
        return all(map(_is_same, sound, other))
    short, long = sorted((sound, other), key=len)
    if len(short) < 4 or len(long) - len(short) > 1:
        return False
    return any(all(map(_is_same, short, long[:i] + long[i + 1 :])) for i in range(len(long)))


def is_heard(words: Sequence[str], sounds: Iterable[str]) -> bool:
    """Return whether the name in `words` sounds like one of `sounds`, in any Russian case."""
    heard = sound(" ".join(_CASE_ENDING.sub("", word) for word in words))
    return any(alike(heard, other) for other in sounds)


def _is_same(one: str, other: str) -> bool:
    return not set(_EITHER.get(one, one)).isdisjoint(_EITHER.get(other, other))
