"""Words as the lexical leg sees them: folded, stemmed, with one spelling for what has several.

The same function runs over passages and questions, so whatever it does it does to both.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import Any

from index.references import references

AFFORDABLE = 10_000
"""Chunks that one search scores, in some 5 ms; half of what it takes at 20,000."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")

# One spelling for what Indonesian newsrooms write in several ways.
_SHORT_FORMS = {
    "korut": ("korea", "utara"),
    "korsel": ("korea", "selatan"),
    "as": ("amerika", "serikat"),
    "pbb": ("perserikatan", "bangsa"),
    "dk": ("dewan", "keaman"),
    "ri": ("republik", "indonesia"),
    "menlu": ("menteri", "luar", "negeri"),
    "menhan": ("menteri", "tahan"),
}
_UPPER_ONLY = frozenset({"as", "dk", "ri"})

# A nasal prefix swallows the first consonant of its root, which the stemmer does not give back:
# "menolak" has to meet "ditolak", "mengirim" "dikirim", "menyatakan" "dinyatakan".
_NASAL = re.compile(r"[mp]e(ny|ng|n)(?=[aiueo]\w{2})")
_RESTORED = {"n": "t", "ng": "k", "ny": "ny"}

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan января",
            "februari february feb февраля",
            "maret march mar марта",
            "april apr апреля",
            "mei may мая",
            "juni june jun июня",
            "juli july jul июля",
            "agustus august agu aug августа",
            "september sep sept сентября",
            "oktober october okt oct октября",
            "november nov ноября",
            "desember december des dec декабря",
        ),
        1,
    )
    for name in names.split()
}
_DAY_MONTH = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/\d{2,4})?\b")
_DAY_NAME = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\b", re.IGNORECASE)
_NAME_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}})\b", re.IGNORECASE)
_CJK_DATE = re.compile(r"(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]")

STOP_WORDS = frozenset(
    """ada adalah agar akan aku anda antara apa apakah atas atau bagaimana bagi bahwa banyak
    beberapa belum berapa bisa boleh bukan cara dalam dan dapat dari daripada dengan di dia
    dilakukan dong gimana hal hanya harus hingga ia ialah ini itu jadi jika juga kah kalau kami
    kamu kan kapan kapankah karena ke kenapa kepada ketika kita lagi lah lalu lebih maka mana
    manakah masih mereka mengapa menjadi menurut merupakan namun nya oleh pada para pernah pun
    saat saja sampai sang saya sebagai sebelum sebuah secara sedang sejak seorang seperti serta
    sesudah setelah siapa siapakah si suatu sudah tapi telah tentang terhadap tersebut tetapi
    tidak tolong untuk ya yaitu yakni yang a about after an and are as at be been by can did do
    does for from had has have he her his how in is it its me not of on or she so than that the
    their them there they this to under was were what when where which who whom whose why will
    with would you your и в во не что он на я с со как а то все она так его но да ты к у же вы
    за бы по из от о об кто когда где почему какой какая какие каком ли это был была было были
    для при""".split()
)


def terms(text: str) -> list[str]:
    """Return the index terms of `text` in order, repeated as often as they occur.

    Stemmed words, character pairs where a script has no spaces, and one term for each article
    reference (`pasalno4`) and each day of a month (`tgl0619`), however it is written. Every term
    consists of letters and digits only.
    """
    text = unicodedata.normalize("NFKC", text)
    found = [f"pasalno{reference.number}" for reference in references(text)]
    found += [f"tgl{month:02}{day:02}" for day, month in _days(text)]
    for match in _WORD.finditer(text):
        found.extend(_word_terms(match[0]))
    return found


def query_terms(text: str) -> list[str]:
    """Return the distinct terms of a question, without words that every passage has.

    A question of nothing but such words keeps them: better a weak search than none.
    """
    every = list(dict.fromkeys(terms(text)))
    telling = [term for term in every if term not in _stopped()]
    return telling or every


def rarest(frequency: Mapping[str, int], affordable: int = AFFORDABLE) -> list[str]:
    """Return the terms, rarest first, while the chunks that hold them are together affordable.

    `frequency` is the number of chunks that hold a term. What is left out says least: it is in more
    chunks than most of the others together. At least one is kept, and none that no chunk holds.
    """
    known = sorted((chunks, term) for term, chunks in frequency.items() if chunks)
    totals = accumulate(chunks for chunks, _ in known)
    few = [term for (_, term), total in zip(known, totals, strict=True) if total <= affordable]
    return few or [term for _, term in known[:1]]


def _word_terms(word: str) -> list[str]:
    folded = word.casefold()
    if folded in _SHORT_FORMS and (folded not in _UPPER_ONLY or word.isupper()):
        return [*_SHORT_FORMS[folded]]
    unspaced = "".join(_UNSPACED.findall(folded))
    if unspaced:
        return [unspaced[i : i + 2] for i in range(max(1, len(unspaced) - 1))]
    parts = re.split(r"[-’']", folded)
    if len(parts) == 2 and parts[0] == parts[1]:  # negara-negara
        parts = parts[:1]
    stem = _stemmer().stemWord
    stems = [stem(part) for part in parts if part]
    if restored := _NASAL.match(folded):
        stems.append(stem(_RESTORED[restored[1]] + folded[restored.end() :]))
    return stems


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("indonesian")


@cache
def _stopped() -> frozenset[str]:
    stem = _stemmer().stemWord
    return STOP_WORDS | {stem(word) for word in STOP_WORDS}


def _days(text: str) -> list[tuple[int, int]]:
    days = [(int(m[1]), int(m[2])) for m in _DAY_MONTH.finditer(text)]
    # A pattern takes İ for i, and no month is spelled with it.
    days += [(int(m[1]), _MONTHS.get(m[2].lower(), 0)) for m in _DAY_NAME.finditer(text)]
    days += [(int(m[2]), _MONTHS.get(m[1].lower(), 0)) for m in _NAME_DAY.finditer(text)]
    days += [(int(m[2]), int(m[1])) for m in _CJK_DATE.finditer(text)]
    return [(day, month) for day, month in days if 1 <= day <= 31 and 1 <= month <= 12]
