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
    # "-kah" asks for yes or no after anything but a question word; some nouns end like it, and
    # names: "Atikah".
    r"|(?:^\W*|\b(?=(?-i:[a-z])))(?!(?:siapa|berapa|kapan|bilamana|(?:di|ke|dari)?mana"
    r"|(?:me|se)?lang|nas|(?:me|pra)?ni|b[ae]r|m[ae]k?|sede|ting|sera|a[qk]i|mus)kah\b)\w+kah\b"
    r"|\b(?:bagaimana(?:kah)?|gimana|gmn|mengapa(?:kah)?|kenapa|knp|jelaskan"
    r"|how (?!many|much|old|tall|long)|why|explain|почему|зачем|как(?! назыв| зов))\b"
    r"|\bли\b|어떻게|왜"
    # Korean asks for yes or no by the end of the verb alone.
    r"|^(?!.*(?:누[구가굴군굽]|언[제젠]|어[디딘딥느떤떻때떠땠]|무[엇슨얼언]|뭐|뭘|뭔|뭡|몇|얼[마만]|왜"
    r"|이유|까닭))(?:.*(?:[까요죠]|[가-힣][나니가지]\s*[?？])\W*$)",
    re.IGNORECASE | re.DOTALL,
)
"""Yes or no, how and why: a few words of a sentence do not answer these."""
_REQUEST = re.compile(
    r"\b(?:jelaskan|sebutkan|ceritakan|uraikan|bandingkan|explain|list|tell|compare|объясни\w*"
    r"|расскаж\w*|перечисл\w*|сравни\w*)\b|알려|설명|비교",
    re.IGNORECASE,
)
"""Asks without a question mark."""
_POINTS = re.compile(r"(?:그것|그건|그게|이것|이건|누구|누가|언제|어디|무엇|뭐|왜|어떻|얼마|몇)")
"""How Korean words begin that ask or point, whatever stands behind."""
ENOUGH = 2
"""Telling words that make a question of its own; "Kapan itu?" has none."""


def telling_words(text: str) -> list[str]:
    """Return the words that say what a text is about.

    >>> telling_words("Kapan itu diteken?")
    ['diteken?']
    """
    return [
        word
        for word in text.split()
        if set(query_terms(word)) - STOP_WORDS and not _POINTS.match(word)
    ]


def asked_part(text: str) -> str:
    """Return the sentences that ask, where others only lead up to them; else the whole text.

    >>> asked_part("Saya dari Bandung. Siapa yang menandatangani perjanjian itu?")
    'Siapa yang menandatangani perjanjian itu?'
    """
    said = [text[start:end] for start, end in sentences(text)]
    asking = " ".join(s for s in said if s.endswith(("?", "？")) or _REQUEST.search(s))
    return asking if len(telling_words(asking)) >= ENOUGH else text


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
