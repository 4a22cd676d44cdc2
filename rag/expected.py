"""What kind of answer a question asks for, and whether some words are of that kind.

Answer typing is as old as question answering (Li and Roth 2002, https://aclanthology.org/C02-1150):
"berapa" is not answered without a number, nor "kapan" without a time.
"""

import re
from collections.abc import Callable

from rag.dates import dates, weekdays
from rag.numerals import numbers

_TIME = re.compile(
    r"\b(?:kapan(?:kah)?|bilamana|(?:tanggal|tahun|abad|jam|pukul|hari|bulan) (?:berapa|apa|mana)|"
    r"kpn|when|(?:what|which) (?:year|day|date|month|century|time)|когда|в каком году)\b"
    r"|언제|몇 년",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\b(?:berapa(?:kah)?|brp|how (?:many|much|old|tall)|сколько)\b|몇|얼마", re.I)
_NAMED = re.compile(
    r"\b(?:siapa(?:kah)?|di ?mana(?:kah)?|ke mana(?:kah)?|who|whom|where|кто|где)\b|누구|누가|어디",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d|\b(?:pagi|siang|sore|malam|kemarin|besok|abad|zaman|sejak|setelah|sebelum)\b", re.I
)
_CAPITAL = re.compile(r"\b[^\W\d_a-z]\w|[\u3040-\u9fff\uac00-\ud7af]")


def fits(question: str, said: str, language: str = "id") -> float:
    """Return 1.0 where `said` is of the kind that is asked for, -1.0 where it is not, else 0.0.

    `language` is that of `said`; 0.0 means that any kind of words may answer.
    """
    for asked, answers in _KINDS:
        if asked.search(question):
            return 1.0 if answers(said, language) else -1.0
    return 0.0


def _tells_time(said: str, _language: str) -> bool:
    return bool(_CLOCK.search(said) or dates(said) or weekdays(said))


def _tells_amount(said: str, language: str) -> bool:
    return bool(numbers(said, language))


def _names(said: str, _language: str) -> bool:
    return bool(_CAPITAL.search(said))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (_TIME, _tells_time),
    (_AMOUNT, _tells_amount),
    (_NAMED, _names),
)
