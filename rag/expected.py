"""What a message asks for: which part of it asks, and whether a few words, a sentence or several
things answer."""

import re

from index.sentences import sentences
from index.terms import STOP_WORDS, query_terms

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
