"""The numbers of a text as values, however they are written.

"1,5 juta", "1.5 million", "1 500 000" and "1.500.000" are one number; so are "empat", "four",
"четыре", "네" and 4.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from index.references import references


class Number(NamedTuple):
    """One number of a text: where it stands and its value."""

    start: int
    end: int
    value: Decimal


_DECIMAL_POINT = frozenset({"en", "ko", "ja", "zh", "th", "he"})
"""Languages that write 1,500.5; the others write 1.500,5."""

_UNITS = {
    word: value
    for line in (
        "nol satu dua tiga empat lima enam tujuh delapan sembilan",
        "zero one two three four five six seven eight nine",
        "ноль один два три четыре пять шесть семь восемь девять",
        "- одна две трех четырех пяти шести семи восьми девяти",
        "- одного двух трёх четырёх третий четвертый пятый шестой седьмой",
        "- 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉",
        "- 한 두 세 네",
        "- pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan",
        "- first second third fourth fifth sixth seventh eighth ninth",
        "- первый второй",
    )
    for value, word in enumerate(line.split())
    if word != "-"
}
_WHOLE = {
    "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 10**6,
    "semiliar": 10**9, "kesepuluh": 10, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "tenth": 10, "dozen": 12, "lusin": 12, "десять": 10, "десяти": 10, "열": 10,
    "двенадцать": 12, "сто": 100,
}  # fmt: skip
_TENS = {
    word: value * 10
    for line in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "스물 서른 마흔 쉰 예순 일흔 여든 아흔",
    )
    for value, word in enumerate(line.split(), 2)
}
_SCALES = {
    "ratus": 100, "hundred": 100, "ribu": 1000, "thousand": 1000, "juta": 10**6,
    "million": 10**6, "miliar": 10**9, "milyar": 10**9, "billion": 10**9, "triliun": 10**12,
    "trillion": 10**12, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "миллион": 10**6,
    "миллиона": 10**6, "миллионов": 10**6, "миллиард": 10**9, "миллиарда": 10**9,
    "миллиардов": 10**9, "천": 1000, "만": 10**4, "억": 10**8, "万": 10**4, "萬": 10**4,
    "亿": 10**8, "億": 10**8,
}  # fmt: skip
_DIGITS = r"(?<!\d)(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:[.,:]\d+)*)"
_WORDS = {**_UNITS, **_WHOLE, **_TENS, **_SCALES, "belas": 0, "puluh": 0}
_TOKEN = re.compile(
    rf"(?P<digits>{_DIGITS})|(?<=\d)(?P<glued>[천만억万萬亿億])"
    rf"|\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:nya)?\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s\u00a0-]*(?:\band\s+)?")


@lru_cache(maxsize=512)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of `text`, written in `language`, in order; Roman ones of clauses too."""
    found: list[Number] = []
    run = _Run()
    for token in _TOKEN.finditer(text):
        if run.end and not _GAP.fullmatch(text, run.end, token.start()):
            found += run.close()
        found += run.add(token, language)
    found += run.close()
    taken = {position for number in found for position in range(number.start, number.end)}
    for reference in references(text):
        if taken.isdisjoint(range(reference.start, reference.end)):
            found.append(Number(reference.start, reference.end, Decimal(reference.number)))
    return tuple(sorted(found))


class _Run:
    """Neighbouring number words on their way to a value: "dua ratus lima puluh ribu"."""

    def __init__(self) -> None:
        self.end = 0
        self._clear()

    def _clear(self) -> None:
        self._start = -1
        self._total = self._part = Decimal(0)
        self._unit: Decimal | None = None

    def close(self) -> Iterator[Number]:
        """Yield the number that is open, if one is, and begin anew."""
        if self._start >= 0:
            value = self._total + self._part + (self._unit or 0)
            yield Number(self._start, self.end, value)
        self._clear()

    def add(self, token: re.Match[str], language: str) -> Iterator[Number]:
        """Take one more token; yield the number before it when the token begins another."""
        word = (token["word"] or token["glued"] or "").casefold()
        begins = token["digits"] or word in _UNITS or word in _WHOLE or word in _TENS
        if begins and (self._unit is not None or token["digits"]):
            yield from self.close()
        if self._start < 0:
            self._start = token.start()
        self.end = token.end()
        if token["digits"]:
            self._unit = _value(token["digits"], language)
        else:
            self._take(word)

    def _take(self, word: str) -> None:
        unit = self._unit
        value = Decimal(_WORDS[word])
        if word in _TENS or (word in _WHOLE and 100 <= value < 1000):
            self._part += value
        elif word in _WHOLE and value >= 1000:
            self._total += value
        elif word in _UNITS or word in _WHOLE:
            self._unit = value
        elif word == "belas":
            self._unit = (unit or 0) + Decimal(10)
        elif word in ("puluh", "ratus", "hundred"):
            self._part += (1 if unit is None else unit) * (10 if word == "puluh" else 100)
            self._unit = None
        else:
            self._total += (self._part + (unit or 0) or 1) * value
            self._part, self._unit = Decimal(0), None


def _value(digits: str, language: str) -> Decimal:
    digits = re.sub(r"\s", "", digits).replace(":", ".")
    marks = [character for character in digits if not character.isdigit()]
    decimal = ""
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        decimal = marks[-1]
    elif len(marks) == 1:
        whole, fraction = re.split(r"[.,]", digits)
        own = "." if language in _DECIMAL_POINT else ","
        if len(fraction) != 3 or len(whole) > 3 or whole == "0" or marks[0] == own:
            decimal = marks[0]
    grouping = {".": ",", ",": "."}.get(decimal, ".,")
    plain = digits.translate({ord(mark): None for mark in grouping})
    return Decimal(plain.replace(",", "."))
