"""References to numbered articles of a treaty or law, in whatever language they are written.

"Pasal 4", "pasal empat", "Article IV", "Art. 4", "статья 4", "제4조" and "第四条" all mean the same
clause. Here they become one number, so that a question finds its clause across languages and a
question about Article 9 is never answered with Article 4.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Reference(NamedTuple):
    """One mention of a numbered article: where it stands in the text, and its number."""

    start: int
    end: int
    number: int


_ID_UNITS = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
_EN_UNITS = "one two three four five six seven eight nine".split()
_EN_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_HAN = "一二三四五六七八九"
_RU_ORDINALS = "перв втор трет четв[её]рт пят шест седьм восьм девят десят".split()


def _number_words() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_ID_UNITS, 1)}
    words |= {word: n for n, word in enumerate(_EN_UNITS, 1)}
    words |= {word: n for n, word in enumerate(_EN_TEENS, 10)}
    words |= {"sepuluh": 10, "sebelas": 11}
    words |= {f"{unit} belas": n + 10 for n, unit in enumerate(_ID_UNITS, 1) if n > 1}
    for tens in range(2, 10):
        indonesian, english = f"{_ID_UNITS[tens - 1]} puluh", _EN_TENS[tens - 2]
        words |= {indonesian: tens * 10, english: tens * 10}
        for n in range(1, 10):
            words[f"{indonesian} {_ID_UNITS[n - 1]}"] = tens * 10 + n
            words[f"{english} {_EN_UNITS[n - 1]}"] = tens * 10 + n
    return words


_WORDS = _number_words()
_WORD = "|".join(sorted((re.escape(w).replace(r"\ ", r"[\s-]+") for w in _WORDS), key=len)[::-1])
_NUMBER = rf"(?:(?P<digits>\d{{1,4}})|(?P<roman>[IVXLC]{{1,7}})|(?P<word>{_WORD}))\b"
_PATTERNS = (
    re.compile(
        rf"\b(?:pasal|psl\.?|ps\.|article|articles|art\.?)\s*(?:ke-?|no\.?|nomor|number)?\s*{_NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:стат(?:ья|ьи|ье|ью|ьей|ей)|ст\.)\s*(?P<digits>\d{1,4})\b", re.I),
    re.compile(
        rf"\b(?P<ordinal>{'|'.join(_RU_ORDINALS)})\w{{0,4}}\s+стать(?:я|и|е|ю|ёй|ей)\b", re.I
    ),
    re.compile(r"제?\s*(?P<digits>\d{1,4})\s*조(?!\s*[달원])"),
    re.compile(rf"第\s*(?:(?P<digits>\d{{1,4}})|(?P<han>[{_HAN}十]{{1,3}}))\s*[条條]"),
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def references(text: str) -> Iterator[Reference]:
    """Yield every mention of a numbered article in `text`, in the order of the patterns."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            number = _value(match)
            if number:
                yield Reference(match.start(), match.end(), number)


def numbers(text: str) -> frozenset[int]:
    """Return the article numbers that `text` mentions."""
    return frozenset(reference.number for reference in references(text))


def _value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if digits := groups.get("digits"):
        return int(digits)
    if roman := groups.get("roman"):
        pronoun = roman == "I" and match[0][0].islower()  # an article I read
        return 0 if pronoun else _from_roman(roman)
    if word := groups.get("word"):
        return _WORDS.get(re.sub(r"[\s-]+", " ", word.lower()), 0)
    if ordinal := groups.get("ordinal"):
        fits = (re.fullmatch(stem, ordinal, re.IGNORECASE) for stem in _RU_ORDINALS)
        return 1 + next(place for place, fit in enumerate(fits) if fit)
    return _from_han(groups.get("han") or "")


def _from_roman(text: str) -> int:
    if not _ROMAN.keys() >= set(text):  # small letters, or such as İ that only look alike
        return 0
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _from_han(text: str) -> int:
    tens, ten, units = text.partition("十")
    if not ten:
        return _HAN.find(text) + 1 if len(text) == 1 else 0
    return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(units) + 1 if units else 0)
