"""What a message asks for: which part is the question, one thing or several, of what kind.

Answer typing is as old as question answering (Li and Roth 2002, https://aclanthology.org/C02-1150):
"berapa" is not answered without a number, nor "kapan" without a time.
"""

import re
from collections.abc import Callable

from index.sentences import sentences
from index.terms import STOP_WORDS, query_terms
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

_SEVERAL = re.compile(
    r"\b(?:apa|siapa|mana|kapan)[ -]?(?:saja|aja|sajakah)\b|\bsebutkan\b|\bmasing-masing\b"
    r"|\b(?:which|what|who)\b.*\b(?:are|were|all|countries|areas|people|years)\b"
    r"|\blist\b|\bname the\b"
    r"|\b(?:какие|перечисл\w+|кто все)\b|나열|어떤 것들|무엇무엇|누구누구"
    # A comparison takes what it compares.
    r"|\b(?:(?:mem|per)?banding(?:kan|an)(?:nya)?|(?:per)?beda(?:an)?(?:nya)?|membedakan"
    r"|berbeda(?! pendapat)|(?:se)?tiap(?! (?:hari|minggu|bulan|tahun|kali|saat))|compare"
    r"|difference|different|differ(?:s|ed)?|each|сравни\w*|отлича\w*|различ\w*|кажд\w+)\b"
    r"|비교|차이|각각",
    re.IGNORECASE,
)
_IN_SENTENCES = re.compile(
    r"^\W*(?:apa benar|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b)"
    # "-kah" asks for yes or no after anything but a question word; some nouns end like it.
    r"|\b(?!(?:siapa|berapa|kapan|bilamana|(?:di|ke|dari)?mana|(?:me|se)?lang|nas|(?:me|pra)?ni"
    r"|b[ae]r|m[ae]k?|sede|ting|sera|a[qk]i|mus)kah\b)\w+kah\b"
    r"|\b(?:bagaimana(?:kah)?|gimana|gmn|mengapa(?:kah)?|kenapa|knp|jelaskan"
    r"|how (?!many|much|old|tall|long)|why|explain|почему|зачем|как(?! назыв| зов))\b"
    r"|\bли\b|어떻게|왜"
    # Korean asks for yes or no by the end of the verb alone.
    r"|^(?!.*(?:누[구가굴군굽]|언[제젠]|어[디딘딥느떤떻때떠땠]|무[엇슨얼언]|뭐|뭘|뭔|뭡|몇|얼[마만]|왜"
    r"|이유|까닭))(?:.*(?:[까요죠]|[가-힣][나니가지]\s*[?？])\W*$)",
    re.IGNORECASE | re.DOTALL,
)
"""Yes or no, how and why: a few words of a sentence do not answer these."""
_ENOUGH = 2
"""Terms that a sentence needs to be a question of its own; "Kapan itu?" has none."""


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


def asked_part(text: str) -> str:
    """Return the sentences that ask, where others only lead up to them; else the whole text.

    >>> asked_part("Saya dari Bandung. Siapa yang menandatangani perjanjian itu?")
    'Siapa yang menandatangani perjanjian itu?'
    """
    parts = [text[start:end] for start, end in sentences(text)]
    asking = " ".join(part for part in parts if part.endswith("?"))
    telling = set(query_terms(asking)) - STOP_WORDS
    return asking if len(telling) >= _ENOUGH else text


def asks_for_several(text: str) -> bool:
    """Say whether the question wants a list or a comparison: "siapa saja", "sebutkan", "apa
    bedanya", "which countries"."""
    return bool(_SEVERAL.search(text))


def asks_for_words(text: str) -> bool:
    """Say whether a few words can answer, where others need a whole sentence or a list.

    >>> asks_for_words("Kapan pakta itu diteken?"), asks_for_words("Apakah pakta itu diteken?")
    (True, False)
    """
    return not (_IN_SENTENCES.search(asked_part(text)) or asks_for_several(text))
