"""Questions made of the sentences of news articles: what a sentence tells becomes what is asked.

A time, a place, a name, a number or a reason is taken out of a sentence and asked for; Indonesian
keeps its word order, so the rest of the sentence is the question. After unsupervised question
answering by cloze translation (https://arxiv.org/abs/1906.04980). The answer is where it was found.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from index.sentences import sentences
from training.examples import Example
from training.paraphrase import reworded

_MONTH = (
    r"(?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember)"
)
_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)"
_HOUR = r"(?: (?:pagi|siang|sore|petang|malam))?"
_NAME = (
    r"(?!(?:Dia|Ia|Dan|Di|Meski|Menurut|Saat|Pada|Dalam|Untuk|Namun)\b)"
    r"[A-Z][\w.'’-]+(?: (?:bin |binti |van |al-)?[A-Z][\w.'’-]+){0,3}"
)
_TIME = re.compile(
    rf",? ?\b(?:[Pp]ada |[Ss]ejak |[Hh]ingga )?(?:hari )?"
    rf"(?P<answer>{_DAY}{_HOUR}(?: ?\(\d+/\d+(?:/\d+)?\)|, \d+ {_MONTH} \d{{4}})"
    rf"|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}}|tahun \d{{4}})(?: lalu)?(?=[ ,.])"
)
_PLACE = re.compile(rf",? \bdi (?P<answer>{_NAME}(?:, {_NAME})?)(?=[ ,.])")
_WHO = re.compile(
    rf"(?P<answer>^(?:(?:Presiden|Menteri|Ketua|Wakil|Juru|Pelatih|Kepala|Gubernur|Direktur|Manajer"
    rf"|Striker|Gelandang|Kapten|Penyanyi|Aktor)[\w ]{{0,40}}?,? )?{_NAME} {_NAME}) "
    r"(?P<verb>(?:telah |akan |sudah |juga |pun )?(?:me[a-z]+|ber[a-z]+|di[a-z]+|ingin|ikut) )"
)
_SAID = re.compile(
    rf",? ?[\"”] ?,? ?(?:kata|ujar|tutur|ucap|ungkap|jelas|tegas) (?P<answer>{_NAME})(?=[ ,.])"
)
_AMOUNT = re.compile(
    r"\b(?P<answer>(?:Rp ?)?\d[\d.,]*(?: (?:ribu|juta|miliar|triliun))?) "
    r"(?P<unit>orang|tahun|bulan|hari|persen|kali|unit|rumah|meter|kilometer|km|kg|ton|gol|poin"
    r"|kursi|suara|negara|kota|desa|pemain|dolar|warga|korban|siswa|kendaraan)\b"
)
_REASON = re.compile(
    r",? (?P<answer>(?:karena|lantaran|sebab|akibat|gara-gara) [^,.;]{15,120})(?=[,.;])"
)
_PURPOSE = re.compile(r",? (?P<answer>(?:untuk|guna|agar|supaya) [^,.;]{12,90})(?=[,.;])")
_LEADING = re.compile(
    r"^(?:[A-Z][\w.]+(?:, [A-Z][\w.]+)? ?[-–—]+ |Namun|Tetapi|Selain itu|Kemudian|Sementara itu|"
    r"Karena itu|Bahkan|Apalagi|Menurut(?:nya)?|Sebelumnya|Diketahui|Adapun|Meski begitu),? ?"
)
_DANGLING = re.compile(r"\b(?:ini|itu|tersebut|dia|ia|mereka|kami|kita|saya|aku|nya)\b|nya\b", re.I)
_ASKED_TIME = {
    "tahun": ("Tahun berapa", "Pada tahun berapa", "Kapan"),
    "day": ("Kapan", "Hari apa", "Kapan", "Tanggal berapa", "Pada hari apa"),
    "month": ("Kapan", "Bulan apa", "Tanggal berapa", "Kapan"),
}
_WIDEST = 7
"""Sentences of a passage around the one that is asked about."""


def made_of_news(texts: Sequence[str], count: int, rng: random.Random) -> Iterator[Example]:
    """About `count` examples; two of five have a passage of the same article without the answer."""
    made = 0
    while made < count:
        text = rng.choice(texts)
        spans = sentences(text)
        at = rng.randrange(len(spans))
        found = [asked for rule in _RULES if (asked := rule(text[slice(*spans[at])], rng))]
        if not found:
            continue
        question, (start, end) = rng.choice(found)
        question = reworded(_shortened(question, rng), rng)
        start, end = start + spans[at][0], end + spans[at][0]
        first, last = _around(at, len(spans), rng)
        made += 1
        if rng.random() < 0.4:
            apart = [s for i, s in enumerate(spans) if first <= i < last and i != at]
            near = " ".join(text[first:last] for first, last in apart)
            if near and text[start:end] not in near:
                yield Example(question, near, (), "made of news")
            continue
        offset = spans[first][0]
        passage = text[offset : spans[last - 1][1]]
        span = (start - offset, end - offset)
        yield Example(question, passage, (span,), "made of news", (text[start:end],))


def _around(at: int, size: int, rng: random.Random) -> tuple[int, int]:
    width = rng.randint(2, _WIDEST)
    first = max(0, at - rng.randrange(width))
    return first, min(size, max(at + 1, first + width))


Asked = tuple[str, tuple[int, int]]
"""A question, and the characters of the sentence that answer it."""
Rule = Callable[[str, random.Random], Asked | None]
"""Makes a question of a sentence, if it can."""


def _time(sentence: str, rng: random.Random) -> Asked | None:
    match = _TIME.search(sentence)
    if not match or not (rest := _rest(sentence, match)):
        return None
    answer = match["answer"]
    kind = "tahun" if answer.startswith("tahun") else "day" if "(" in answer else "month"
    return f"{rng.choice(_ASKED_TIME[kind])} {rest}?", match.span("answer")


def _taken_out(pattern: re.Pattern[str], asked: Sequence[str], *, to_the_end: bool) -> Rule:
    """The rule that asks for what the pattern finds.

    One of `asked` stands before the rest of the sentence, or before what precedes the find only.
    """

    def rule(sentence: str, rng: random.Random) -> Asked | None:
        match = pattern.search(sentence)
        if not match:
            return None
        rest = _rest(sentence if to_the_end else sentence[: match.end()], match)
        return (f"{rng.choice(asked)} {rest}?", match.span("answer")) if rest else None

    return rule


def _who(sentence: str, rng: random.Random) -> Asked | None:
    match = _WHO.search(sentence)
    if not match:
        return None
    rest = sentence[match.start("verb") :].rstrip(" .")
    if not 20 < len(rest) < 160 or _quoted(rest) or "." in rest or rng.random() < 0.5:
        return None
    asked = "Apa yang" if match["verb"].startswith("di") and rng.random() < 0.5 else "Siapa yang"
    return f"{asked} {rest}?", match.span("answer")


def _said(sentence: str, rng: random.Random) -> Asked | None:
    match = _SAID.search(sentence)
    if not match:
        return None
    words = sentence[: match.start()].strip(' "”“,')
    if not 25 < len(words) < 160 or '"' in words:
        return None
    forms = ("Siapa yang mengatakan {}?", "Siapa yang bilang {}?", "Kata siapa {}?")
    return rng.choice(forms).format(words), match.span("answer")


def _amount(sentence: str, rng: random.Random) -> Asked | None:
    match = _AMOUNT.search(sentence)
    before = _LEADING.sub("", sentence[: match.start()]) if match else ""
    if not match or len(before) < 15:
        return None
    after = sentence[match.end() :].split(",")[0].rstrip(" .")
    if len(before) + len(after) > 170 or _quoted(before + after):
        return None
    return f"{before}berapa {match['unit']}{after}?", match.span("answer")


_RULES: tuple[Rule, ...] = (
    _time,
    _taken_out(_PLACE, ("Di mana", "Dimana", "Di mana"), to_the_end=True),
    _who,
    _said,
    _amount,
    _taken_out(_REASON, ("Mengapa", "Kenapa", "Apa sebabnya"), to_the_end=False),
    _taken_out(_PURPOSE, ("Untuk apa", "Buat apa", "Dengan tujuan apa"), to_the_end=False),
)


def _rest(sentence: str, match: re.Match[str]) -> str:
    """The sentence without the match, as the rest of a question; empty where it makes none."""
    rest = _LEADING.sub("", sentence[: match.start()] + sentence[match.end() :]).strip(" .,")
    if not 20 < len(rest) < 200 or _quoted(rest) or _DANGLING.search(rest[:25]):
        return ""
    return rest


def _quoted(text: str) -> bool:
    return any(mark in text for mark in '"“”()')


def _shortened(question: str, rng: random.Random) -> str:
    """Sometimes without a clause in commas, or without what follows the last comma."""
    parts = question.rstrip("?").split(", ")
    if len(parts) > 1 and rng.random() < 0.6:
        del parts[rng.randrange(1, len(parts))]
    return ", ".join(parts) + "?"
