"""Names in Korean text, which has no capitals to tell them by.

A name is what stands before a title, or sounds like a name in the retrieved passages. A name that
is neither passes unseen.
"""

import re
from itertools import pairwise

from rag.places import places
from rag.sounds import alike, is_heard, last_vowel, sound

_WORD = re.compile(r"[\uac00-\ud7af]+")
_TITLE = re.compile(
    r"[\uac00-\ud7af]*(?:대통령|총리|장관|위원장|대변인|보좌관|실장|국장|연구원|교수|기자|씨)"
)
_PARTICLES = re.compile(r"(?:에게서|에게|에서|으로|은|는|이|가|을|를|과|와|의|도|만|로|에)\Z")


def words(text: str) -> list[str]:
    """Return the Korean words of `text` without the particles at their ends."""
    return [_PARTICLES.sub("", word) for word in _WORD.findall(text)]


def unsupported(claim: str, quoted: frozenset[str], names: frozenset[str]) -> str | None:
    """Return a name of `claim` that does not sound like any of `quoted`, or None.

    `quoted` are the sounds of the names in the quotes, `names` the names in all passages.
    """
    candidates: list[str] = [word for word in _WORD.findall(claim) if not places(word)]
    for word, following in pairwise([*candidates, ""]):
        forms = (word, _PARTICLES.sub("", word))  # the 은 of 김정은 is no particle
        if any(is_heard([form], quoted) for form in forms):
            continue
        if _TITLE.match(following) and len(word) > 2 and not _TITLE.match(word):
            return word
        if any(_is_name(form, names) for form in forms):
            return word
    return None


def _is_name(word: str, names: frozenset[str]) -> bool:
    """Whether a word sounds like one of `names`: 푸틴 like Putin, but 포탄 (shells) does not."""
    heard = sound(word)
    return len(heard) > 2 and any(
        alike(heard, sound(name)) and last_vowel(word) == last_vowel(name) for name in names
    )
