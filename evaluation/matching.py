"""When two texts count as the same answer, and when a text holds a fact.

`normalize` is the official SQuAD script's (lower case, no punctuation, no articles, single spaces;
Rajpurkar et al. 2016), with what Indonesian and the other languages of the questions need: its
article-like words go too, punctuation is Unicode's, Han characters are words of their own as in
MLQA's script. Suffixes such as -lah and -nya stay: cutting them also cuts "masalah" and "hanya".
"""

import re
import string
import unicodedata

_ARTICLES = re.compile(r"\b(a|an|the|si|sang|para|sebuah|seorang|suatu)\b")
_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def normalize(text: str) -> str:
    """Return `text` as SQuAD compares answers: equal strings are an exact match."""
    folded = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(ch for ch in folded if not _is_punctuation(ch))
    return " ".join(_HAN.sub(r" \1 ", _ARTICLES.sub(" ", bare)).split())


def holds(text: str, fact: str) -> bool:
    """Whether the words of `fact` stand in `text`, one after the other.

    Whole words and whole numbers only, so 24 is not found in 2024 or 24,5. Case, punctuation and
    the separators in numbers (1.500 and 1,500) make no difference. An empty fact is in no text.
    """
    wanted = words(fact)
    return bool(wanted.strip()) and wanted in words(text)


def words(text: str) -> str:
    """Return the words of `text`, folded, with a space before, between and after them.

    `holds` asks whether those of a fact are part of those of a text; where many facts are looked
    for in one text, fold it once.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = map(_number, _WORD.findall(_HAN.sub(r" \1 ", folded)))
    return f" {' '.join(found)} "


def _number(word: str) -> str:
    if _THOUSANDS.fullmatch(word):
        return re.sub(r"[.,]", "", word)
    return word.replace(",", ".")


def _is_punctuation(ch: str) -> bool:
    return ch in string.punctuation or unicodedata.category(ch).startswith("P")
