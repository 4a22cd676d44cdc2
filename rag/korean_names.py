"""Names in Korean text, which has no capitals to tell them by.

A name is what stands before a title, or sounds like a name in the retrieved passages. A name that
is neither passes unseen.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rag.places import places
from rag.sounds import alike, is_heard, last_vowel, sound

_WORD = re.compile(r"[\uac00-\ud7af]+")
_TITLE = re.compile(
    r"[\uac00-\ud7af]*(?:대통령|총리|수상|장관|차관|국방상|외무상|외교부장|위원장|의장|주석|총재|총장"
    r"|대변인|보좌관|실장|국장|대사|특사|의원|지사|시장|대표|사령관|회장|연구원|교수|기자|후보|씨)"
)
_OFFICE = re.compile(r"[\uac00-\ud7af]*[부청처당회]")
"""A ministry, agency, party or council before a title is not the name of who bears it."""
_PARTICLES = re.compile(r"(?:에게서|에게|에서|으로|은|는|이|가|을|를|과|와|의|도|만|로|에)\Z")
_DESCRIBES = re.compile(
    r".[은는한된인의과와을를로에고난른든]|[전현신]임|[전현]직|차기|당시|임시|함께|양국|주요|각국"
)
"""What else has two syllables and stands before a title: "the former", "who met", "both"."""
_INITIALS = {"이": "리", "유": "류", "임": "림", "노": "로", "양": "량", "여": "려", "나": "라"}
"""The initial sound law: Lee is 이 in Seoul, 리 in Pyongyang, and l to everybody else."""


def words(text: str) -> list[str]:
    """Return the Korean words of `text` without the particles at their ends."""
    return [_PARTICLES.sub("", word) for word in _WORD.findall(text)]


def stretches(text: str) -> Iterator[str]:
    """Yield every stretch of up to three neighbouring Korean words, as it may be spoken abroad."""
    found = words(text)
    for start in range(len(found)):
        for end in range(start + 1, min(len(found), start + 3) + 1):
            yield from _spoken(" ".join(found[start:end]))


def unsupported(
    claim: str, quotes: str, quoted: frozenset[str], names: frozenset[str]
) -> str | None:
    """Return a name of `claim` that is neither in `quotes` nor sounds like any of `quoted`.

    `quoted` are the sounds of the names in the quotes, `names` the names in all passages, both of
    those that are not in Korean.
    """
    candidates: list[str] = [word for word in _WORD.findall(claim) if not places(word)]
    for word, following in pairwise([*candidates, ""]):
        forms = (word, _PARTICLES.sub("", word))  # the 은 of 김정은 is no particle
        if any(form in quotes or _is_heard(form, quoted) for form in forms):
            continue
        if _TITLE.match(word) or _OFFICE.fullmatch(word):
            continue
        if _TITLE.match(following) and len(word) > 1 and not _DESCRIBES.fullmatch(word):
            return word
        if any(_is_name(form, names) for form in forms):
            return word
    return None


def _spoken(name: str) -> Iterator[str]:
    yield name
    if name[0] in _INITIALS:
        yield _INITIALS[name[0]] + name[1:]


def _is_heard(name: str, quoted: frozenset[str]) -> bool:
    return any(is_heard([spoken], quoted) for spoken in _spoken(name))


def _is_name(word: str, names: frozenset[str]) -> bool:
    """Whether a word sounds like one of `names`: 푸틴 like Putin, but 포탄 (shells) does not."""
    heard = sound(word)
    return len(heard) > 2 and any(
        len(heard) == len(other := sound(name))
        and alike(heard, other)
        and last_vowel(word) == last_vowel(name)
        for name in names
    )
