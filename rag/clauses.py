"""Numbered articles of law: what "Pasal 4" says comes whole, found by its number."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.references import numbers, references
from index.terms import STOP_WORDS, terms
from rag.passages import SUBDIVISION, Sentence, sentences_of
from rag.records import Draft, Hit, Span, Supported

CLAUSE_CONFIDENCE = 0.95
"""The number stands at the head of the clause: only a clause that is cited elsewhere misleads."""

_ASKING = """apa isi bunyi bunyinya isinya jelaskan jabarkan sebutkan diwajibkan mewajibkan wajib
    mengatur diatur ditetapkan menetapkan tentang dalam perjanjian traktat pakta ketentuan
    berbunyi dikatakan mengatakan kata kewajiban ngatur soal mengenai perihal itu kedua negara
    pihak para antara memuat dimuat tertulis menyebutkan disebutkan menyatakan dinyatakan
    mensyaratkan disyaratkan mengharuskan diharuskan memerintahkan maksud maksudnya arti artinya
    bilang poin pokok inti intinya ringkas ringkaskan rangkum teks teksnya ceritakan
    sih deh kok tolong coba dong
    what does require requires oblige obliges obligate bind say says state states
    content contents text provide provides provisions treaty pact agreement about explain the
    two both countries parties to do is in mean means tell written obligation obligations duties
    under wording summarize summarise summary describe commit commits stipulate stipulates
    что о чём чем говорит говорится содержание статьи договора требует гласит к чему обязывает
    предусматривает написано сказано расскажи расскажите каково смысл суть текст про сторон
    стороны между содержит предписывает объясни соглашения
    의 에 는 은 이 가 내용 내용은 무엇인가요 무엇입니까 무엇 규정 조약 조약의 무엇을
    요구합니까 규정하고 있나요 있습니까 에는 에서는 뭐라고 쓰여 나와 요구하나요 뭐예요
    뭔가요 어떤 의무를 규정합니까 규정하나요 명시하고 담고 말하나요 말합니까 알려줘
    알려주세요 설명해줘 설명해 주세요 조항은 조항의 협정 협정의 간의 사이의"""
"""Words of "apa yang diwajibkan pasal 4", "what does Article 4 of the treaty require" …"""
_ASKS_ELSE = re.compile(
    r"\b(?:(?:siapa|kapan|bilamana|(?:di|ke|dari)? ?mana|berapa|mengapa|kenapa)(?:kah)?|kpn|brp|knp"
    r"|who|whom|whose|when|where|why|how (?:many|much|long|often)"
    r"|кто|кого|кому|кем|когда|где|куда|откуда|почему|зачем|сколько)\b|누[가구]|언제|어디|왜|몇|얼마",
    re.IGNORECASE,
)
_MARKS = " \t\"'“‘«(–—-•"


def asks_for_clause(question: str, hits: Sequence[Hit]) -> bool:
    """Say whether a question asks what a numbered article says, and for nothing more.

    "Apa isi Pasal 4?" does; "Kapan Pasal 4 berlaku?" asks for one thing in it. "Apa isi Pasal 4
    pakta Rusia dan Korut?" does where the hits have these names.
    """
    rest = _beside_numbers(question)
    return rest is not None and not _asks_for_more(rest, hits)


def clauses(question: str, hits: Sequence[Hit]) -> dict[int, list[Sentence]]:
    """Return the clauses whose words a question asks for by number, sentence by sentence.

    Each is the first paragraph among the hits that begins with the number, in an article that has
    the names of the question; empty where none does, or it asks for something else.
    """
    rest = _beside_numbers(question)
    told: dict[int, list[Sentence]] = {}
    if rest is None:
        return told
    asked = set(numbers(question))
    for hit in hits:
        found = list(sentences_of([hit]))
        for i, sentence in enumerate(found):
            first = next(references(sentence.text), None)
            heads = first and not sentence.text[: first.start].strip(_MARKS)
            if first and heads and first.number in asked and _begins_paragraph(sentence.span):
                if _asks_for_more(rest, [h for h in hits if h.article.id == hit.article.id]):
                    break
                asked.remove(first.number)
                told[first.number] = [sentence, *_same_paragraph(sentence, found[i + 1 :])]
    return told


def clause_draft(question: str, hits: Sequence[Hit]) -> Draft | None:
    """Return the clauses that a question asks for as an answer; None where there is none."""
    told = clauses(question, hits)
    if not told:
        return None
    inside = [sentence for number in sorted(told) for sentence in told[number]]
    claims = tuple(Supported(sentence.text, (sentence.span,)) for sentence in inside)
    notice = "answered_in_part" if len(told) < len(numbers(question)) else None
    return Draft(claims, CLAUSE_CONFIDENCE, notice=notice)


def _beside_numbers(question: str) -> str | None:
    """What a question says beside the articles that it numbers; None where it numbers none, or a
    part of one, or asks who, when, where, why, how many."""
    rest = question
    for reference in reversed(list(references(question))):
        rest = f"{rest[: reference.start]} {rest[reference.end :]}"
    if rest == question or _ASKS_ELSE.search(rest) or SUBDIVISION.search(rest):
        return None
    return rest


def _asks_for_more(rest: str, hits: Sequence[Hit]) -> bool:
    """Whether there is anything in `rest` but asking, and names that the hits have."""
    if set(terms(rest)) <= _asking():
        return False
    from rag.names import name_words
    from rag.places import places

    text = " \n ".join(f"{hit.article.title} \n {hit.chunk.text}" for hit in hits)
    named = places(text)
    keys = {place.key for place in named}
    for place in reversed(places(rest)):
        if place.key in keys:
            rest = f"{rest[: place.start]} {rest[place.end :]}"
    names = name_words(rest) & name_words(text)
    names |= {text[place.start : place.end] for place in named}
    return not set(terms(rest)) <= _asking().union(*map(terms, names))


@cache
def _asking() -> frozenset[str]:
    return frozenset(terms(_ASKING)).union(*map(terms, STOP_WORDS))


def _begins_paragraph(span: Span) -> bool:
    return span.article.text[: span.start].rstrip(" ")[-1:] in ("", "\n")


def _same_paragraph(first: Sentence, following: Sequence[Sentence]) -> Iterator[Sentence]:
    text, end = first.span.article.text, first.span.end
    for sentence in following:
        if "\n" in text[end : sentence.span.start]:
            return
        yield sentence
        end = sentence.span.end
