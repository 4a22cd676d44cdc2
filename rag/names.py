"""Does every name in a claim stand in its quotes, in the same or another script or spelling.

Latin and Cyrillic names begin with capitals; `rag.korean_names` knows Korean ones. Names in
different scripts are compared by sound.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from index.terms import terms
from rag import korean_names as korean
from rag.dates import dates, weekdays
from rag.nameless import ACTS, AFFIXED, is_nameless
from rag.places import places
from rag.sounds import alike, is_heard, sound

_WORD = re.compile(r"[^\W_]+")
_LETTERS = r"A-Za-z\u00c0-\u024f\u0400-\u04ff"
_CAPITAL = r"A-Z\u00c0-\u00de\u0400-\u042f"
_CAPITALISED = re.compile(
    rf"(?<!\w)[{_LETTERS}\d]*[{_CAPITAL}][{_LETTERS}\d]*(?:-(?![{_CAPITAL}])[{_LETTERS}\d]+)*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;\"“”‘«(—–-]\s*|\n\s*)\Z")
_MIXED = re.compile(r"(?=\w*[a-zA-Z])\w*[\u0400-\u04ff]|(?=\w*[\u0400-\u04ff])\w*[a-zA-Z]")
_INITIALS = re.compile(r"[A-Z]{2,6}")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Passages:
    """What the retrieved passages say about words: which are names, and which are not."""

    lowercase: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=64)
def passages_of(texts: tuple[str, ...]) -> Passages:
    """Return the words that occur in lower case, and the names, in `texts`."""
    words = (word[0] for text in texts for word in _WORD.finditer(text))
    lowercase = frozenset(word for word in words if word.islower())
    return Passages(lowercase, frozenset(_stretches(" \n ".join(texts))))


def unsupported_name(
    claim: str, quotes: str, passages: Passages, same_language: bool = True
) -> str | None:
    """Return a name of `claim` that `quotes` does not have in any form, or None.

    In another language a word may also be known by its sound (Katolik, Catholic), and one that
    begins a sentence is taken for a name only where someone by that name is quoted or acts.
    """
    mixed = _MIXED.search(claim)
    if mixed:
        return mixed[0]
    for place in places(claim):
        if not _is_placed(place.key, claim[place.start : place.end], quotes):
            return claim[place.start : place.end]
    taken = _spoken_for(claim)
    for run in _runs(claim):
        words = [
            word
            for word in run
            if word.start() not in taken and not _names_nobody(claim, word, passages, same_language)
        ]
        for word in words:
            if not _is_supported(word[0], [w[0] for w in words], quotes, same_language):
                return word[0]
    if korean.words(claim):
        return korean.unsupported(claim, quotes, _evidence(quotes).sounds, passages.names)
    return None


def name_words(text: str) -> frozenset[str]:
    """Return the words of `text`, caseless, that are part of a name of a person, place or body."""
    words = (part.casefold() for run in _runs(text) for word in run for part in word[0].split("-"))
    return frozenset(word for word in words if not is_nameless(word))


def people(text: str) -> list[str]:
    """Return the names in `text` that are no places, dates or bodies known by initials, in order.

    Rules cannot tell a person from an institute; whoever asks for a person takes the first.
    """
    taken = _spoken_for(text)
    names = []
    for run in _runs(text):
        words = [
            word
            for word in run
            if word.start() not in taken
            and not word[0].isupper()
            and not is_nameless(word[0].casefold())
        ]
        alone = len(words) == 1 and _SENTENCE_START.search(text, 0, words[0].start())
        if words and not (alone and AFFIXED.fullmatch(words[0][0].casefold())):
            names.append(text[words[0].start() : words[-1].end()])
    return names


def _is_placed(key: str, written: str, quotes: str) -> bool:
    """Whether the quotes name the place or a part of it, or have its words in the name of
    something else that is no place: Metro, Korea News; but Sudan is not South Sudan."""
    named = places(quotes)
    if any(place.key == key or place.key.startswith(f"{key}/") for place in named):
        return True
    return any(
        not any(place.start <= match.start() < place.end for place in named)
        for match in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", quotes)
    )


def _spoken_for(text: str) -> set[int]:
    """Where places, dates and days of the week stand; others check those."""
    spans = [(place.start, place.end) for place in places(text)]
    spans += [(day.start, day.end) for day in dates(text)]
    spans += [w.span() for w in _CAPITALISED.finditer(text) if weekdays(w[0])]
    return {position for start, end in spans for position in range(start, end)}


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Capitalised words, those together that stand side by side."""
    runs: list[list[re.Match[str]]] = []
    for word in _CAPITALISED.finditer(text):
        joined = runs and re.fullmatch(r"[ '’-]", text[runs[-1][-1].end() : word.start()])
        if joined:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _names_nobody(text: str, word: re.Match[str], passages: Passages, same_language: bool) -> bool:
    folded = word[0].casefold()
    if is_nameless(folded):
        return True
    if not _SENTENCE_START.search(text, 0, word.start()) or word[0].isupper():
        return False
    if _CYRILLIC.search(folded):
        return not is_heard([word[0]], frozenset(map(sound, passages.names)))
    followed = _CAPITALISED.match(text, word.end() + 1)
    following = followed[0].casefold() if followed else ""
    if following and not is_nameless(following) and following not in passages.lowercase:
        return False
    if not same_language:
        acts = ACTS.match(text, word.end()) and not folded.endswith("s")
        return word[0] not in passages.names and not acts
    return folded in passages.lowercase or AFFIXED.fullmatch(folded) is not None


def _is_supported(word: str, run: Sequence[str], quotes: str, same_language: bool) -> bool:
    evidence = _evidence(quotes)
    if set(terms(word)) <= evidence.stems or _plain(word) in evidence.words:
        return True
    if any(_plain(part) in evidence.words for part in _with_neighbours(word, run)):
        return True
    if _INITIALS.fullmatch(word) and word in evidence.initials:
        return True
    if "".join(part[0] for part in run) in evidence.capitals:
        return True
    if bool(_CYRILLIC.search(word)) == evidence.cyrillic and not evidence.korean_sounds:
        if any(_is_variant(_plain(word), other) for other in evidence.words):
            return True
        return not same_language and _is_cognate(word, evidence.words)
    sounds = evidence.sounds | evidence.korean_sounds
    return is_heard(run, sounds) or is_heard([word], sounds)


def _is_cognate(word: str, words: Iterable[str]) -> bool:
    """Katolik and Catholic; short words sound alike too often."""
    heard = sound(word)
    return len(heard) > 3 and any(alike(heard, sound(other)) for other in words)


def _with_neighbours(word: str, run: Sequence[str]) -> Iterator[str]:
    """Ho + Jin, for the Hojin of another newsroom."""
    at = run.index(word)
    if at:
        yield run[at - 1] + word
    if at + 1 < len(run):
        yield word + run[at + 1]


@dataclass(frozen=True, slots=True)
class _Evidence:
    stems: frozenset[str]
    words: frozenset[str]
    capitals: frozenset[str]
    initials: frozenset[str]
    sounds: frozenset[str]
    korean_sounds: frozenset[str]
    cyrillic: bool


@lru_cache(maxsize=256)
def _evidence(quotes: str) -> _Evidence:
    words = _WORD.findall(quotes)
    pairs = [first + second for first, second in pairwise(words)]
    letters = "".join(word[0][0] for run in _runs(quotes) for word in run)
    initials = {letters[i : i + n] for n in range(2, 7) for i in range(len(letters))}
    return _Evidence(
        stems=frozenset(terms(quotes)),
        words=frozenset(map(_plain, words + pairs)),
        capitals=frozenset(filter(_INITIALS.fullmatch, words)),
        initials=frozenset(initials),
        sounds=frozenset(map(sound, _stretches(quotes))),
        korean_sounds=frozenset(map(sound, korean.stretches(quotes))),
        cyrillic=_CYRILLIC.search(quotes) is not None,
    )


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(filter(str.isalnum, decomposed))


def _is_variant(word: str, other: str) -> bool:
    """Zelensky and Zelenskyy, Sergei and Sergey; short names have no variants, they are other
    names."""
    if min(len(word), len(other)) < 6 or word[:2] != other[:2]:
        return False
    word, other = word.replace("y", "i"), other.replace("y", "i")
    return SequenceMatcher(None, word, other).ratio() >= 0.86


# -- across scripts


def _stretches(text: str) -> Iterator[str]:
    """Every stretch of up to four neighbouring words of a name in `text`."""
    for run in _runs(text):
        words = [word[0] for word in run]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + 4) + 1):
                yield " ".join(words[start:end])
