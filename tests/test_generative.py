"""Generated answers: whatever the model writes, only what is quoted and checked is shown."""

import json
import random
from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest

from index.errors import ModelFailed, Unreachable
from index.records import Article
from rag.answerers.generative import MOST_CLAIMS, READ_FIRST, Generative
from rag.chat_model import ChatModel
from rag.prompts import REFUSAL
from rag.quotes import fold
from rag.records import Draft, Hit, Question
from tests.injected_articles import FACT, INJECTED
from tests.scripted_chat import FirstSentence, ScriptedChat, hits_of, scripted

PORT = Article(
    "port",
    "Menteri Perhubungan Sari Utami meresmikan dermaga baru di Ambon pada Rabu (19/6). Dermaga itu "
    "menampung 24 kapal. Wali Kota Budi Santoso tidak hadir dalam acara tersebut. Pasal 4 aturan "
    "pelabuhan mewajibkan kapal melapor.",
    source="Harian Timur",
    date="2024-06-20",
    language="id",
)
FERRY = Article(
    "ferry",
    "Kapal feri menuju Seram berangkat tiga kali sehari. Tarifnya 75.000 rupiah untuk orang "
    "dewasa, kata Agus Wibowo. Nelayan Kupang memprotes jadwal baru itu.",
    source="Kabar Laut",
    date="2024-06-21",
    language="id",
)
HITS = hits_of(PORT, FERRY)

GOOD = ("Dermaga baru itu ada di Ambon.", 1, "meresmikan dermaga baru di Ambon pada Rabu (19/6)")
SHIPS = ("Dermaga itu menampung 24 kapal.", 1, "Dermaga itu menampung 24 kapal.")
FAKE = ("Dermaga itu menampung 90 kapal.", 1, "Dermaga itu menampung 90 kapal.")


def reply(*claims: tuple[str, Any, str], answerable: bool = True) -> str:
    written = [
        {"quotes": [{"passage": passage, "quote": quote}], "text": text}
        for text, passage, quote in claims
    ]
    return json.dumps({"answerable": answerable, "claims": written}, ensure_ascii=False)


def drafts(
    model: ChatModel, text: str = "Di mana dermaga baru itu?", hits: list[Hit] = HITS, **kwargs: Any
) -> list[Draft]:
    language = kwargs.pop("language", "id")
    answerer = Generative(model, kwargs.pop("fallback", None), **kwargs)
    return list(answerer.draft(Question(text, language), hits))


def reasons(draft: Draft) -> list[str]:
    return [dropped.reason for dropped in draft.dropped]


def assert_verbatim(draft: Draft, hits: list[Hit]) -> None:
    """Every claim has quotes, and each is a stretch of a retrieved article with enough words."""
    articles = {hit.article.id: hit.article for hit in hits}
    for claim in draft.claims:
        assert claim.spans
        for span in claim.spans:
            assert span.article is articles[span.article.id]
            assert 0 <= span.start < span.end <= len(span.article.text)
            assert len(fold(span.text).text) >= 8


class Sure:
    """Says how likely any passage answers, of whatever passages, and puts the last one first."""

    def __init__(self, likely: float) -> None:
        self._likely = likely

    def judge(self, question: Question, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], float]:
        return tuple(hits[::-1]), self._likely


class Waiting(Sure):
    """A judge who takes as long over the later passages as the first claim does."""

    def __init__(self) -> None:
        super().__init__(0.01)
        self.shown = Event()

    def judge(self, question: Question, hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], float]:
        if len(hits) > READ_FIRST:
            assert self.shown.wait(5), "no claim was shown while the judge was reading"
        return super().judge(question, hits)


def test_only_the_last_word_waits_for_the_later_passages() -> None:
    judge = Waiting()
    question = Question("Di mana dermaga baru itu?")
    found = [*HITS, *HITS, *HITS][: READ_FIRST + 1]
    for draft in Generative(scripted(reply(GOOD)), None, judge=judge).draft(question, found):
        if draft.claims:
            judge.shown.set()
    assert draft.notice == "chat_doubtful"


def test_the_model_gets_the_first_passages_in_the_order_of_the_judge() -> None:
    asked = []
    for judge in (None, Sure(0.9)):
        model = scripted(reply(GOOD))
        drafts(model, judge=judge)
        assert isinstance(model.chat, ScriptedChat)
        prompt = str(model.chat.asked[0][-1].content)
        asked.append(sorted((PORT, FERRY), key=lambda article: prompt.index(article.text[:40])))
    assert asked == [[PORT, FERRY], [FERRY, PORT]]


@pytest.mark.parametrize(
    ("text", "likely", "notice"),
    [
        ("Siapa presiden Mars?", 0.01, "chat_doubtful"),
        ("Di mana dermaga baru itu?", 0.9, None),
        ("Apa isi Pasal 4?", 0.01, None),
    ],
)
def test_an_answer_in_which_the_judge_finds_none_is_marked(
    text: str, likely: float, notice: str | None
) -> None:
    clause = ("Kapal wajib melapor.", 1, "Pasal 4 aturan pelabuhan mewajibkan kapal melapor")
    model = scripted(reply(clause, GOOD))
    (*_, last) = drafts(model, text, hits_of(PORT), judge=Sure(likely))
    assert (bool(last.claims), last.notice) == (True, notice)


def test_claims_are_released_one_by_one() -> None:
    model = scripted(reply(GOOD, SHIPS))
    seen = drafts(model)
    assert [len(draft.claims) for draft in seen] == [1, 2, 2]
    assert [claim.text for claim in seen[-1].claims] == [GOOD[0], SHIPS[0]]
    assert seen[-1].answerer == "generative"
    assert seen[-1].model == "scripted:test"
    assert seen[-1].notice is None


def test_a_claim_is_out_before_the_next_one_is_written() -> None:
    model = scripted(reply(GOOD, *[SHIPS] * 3), size=5)
    answer = Generative(model, None).draft(Question("Di mana?"), HITS)
    next(answer)
    assert model.chat.pieces * 5 < len(reply(GOOD)) + 10  # type: ignore[attr-defined]
    answer.close()  # type: ignore[attr-defined]
    assert model.chat.closed  # type: ignore[attr-defined]


def test_what_does_not_hold_is_dropped_and_counted() -> None:
    last = drafts(scripted(reply(FAKE, GOOD)))[-1]
    assert [claim.text for claim in last.claims] == [GOOD[0]]
    assert reasons(last) == ["fabricated"]


def test_nothing_left_means_not_in_the_articles() -> None:
    last = drafts(scripted(reply(FAKE)), fallback=FirstSentence())[-1]
    assert (last.claims, last.confidence, last.notice) == ((), 0.0, None)
    assert last.answerer == "generative"


def test_the_model_may_say_that_there_is_no_answer() -> None:
    model = scripted(reply(answerable=False) + "x" * 500)
    assert drafts(model)[-1].claims == ()
    assert len(model.chat.asked) == 1  # type: ignore[attr-defined]
    assert model.chat.closed  # type: ignore[attr-defined]


def test_a_misattributed_quote_is_kept_put_right_and_noted() -> None:
    text = "Tarif feri 75.000 rupiah."
    last = drafts(scripted(reply((text, 1, "Tarifnya 75.000 rupiah untuk orang dewasa"))))[-1]
    assert [span.article.id for claim in last.claims for span in claim.spans] == ["ferry"]
    assert reasons(last) == ["misattributed"]


def test_a_claim_without_a_quote_is_dropped() -> None:
    written = '{"answerable": true, "claims": [{"quotes": [], "text": "Dermaga itu di Ambon."}]}'
    assert reasons(drafts(scripted(written))[-1]) == ["no_quote"]


def test_a_clause_is_not_answered_with_another() -> None:
    clause = ("Pasal 4 mewajibkan kapal melapor.", 1, "aturan pelabuhan mewajibkan kapal melapor")
    model = scripted(reply(clause))
    assert drafts(model, "Apa isi Pasal 9?")[-1].claims == ()
    assert model.chat.asked == []  # type: ignore[attr-defined]
    assert drafts(model, "Apa isi Pasal 4?")[-1].dropped[0].reason == "unsupported_number"


def test_words_around_the_json_do_not_matter() -> None:
    said = f"Tentu! Ini jawabannya:\n```json\n{reply(GOOD)}\n```\nSemoga {{membantu}}."
    assert len(drafts(scripted(said))[-1].claims) == 1


# -- malformed answers, other languages, plain lines


def test_a_malformed_answer_is_asked_for_once_more() -> None:
    model = scripted("Maaf, saya tidak tahu.", reply(GOOD))
    last = drafts(model)[-1]
    assert len(last.claims) == 1
    again = model.chat.asked[1]  # type: ignore[attr-defined]
    assert "Maaf, saya tidak tahu." in again[2].content


def test_after_two_malformed_answers_the_fallback_answers_and_says_so() -> None:
    model = scripted('{"claims": [{"quotes"', "Maaf.")
    last = drafts(model, fallback=FirstSentence())[-1]
    assert (last.answerer, last.notice) == ("extractive", "chat_malformed")
    assert last.claims
    with pytest.raises(ModelFailed):
        drafts(scripted("Maaf."))


def test_a_cut_off_answer_keeps_what_held() -> None:
    model = scripted(reply(GOOD, SHIPS)[:-40])
    assert [claim.text for claim in drafts(model)[-1].claims] == [GOOD[0]]


def test_a_model_that_loops_is_stopped() -> None:
    again = scripted(reply(*[FAKE, GOOD] * 4000), size=200)
    assert len(drafts(again)[-1].claims) == 1
    many = scripted(reply(*((f"Dermaga{' baru' * n} di Ambon.", 1, GOOD[2]) for n in range(400))))
    assert len(drafts(many)[-1].claims) <= MOST_CLAIMS
    stuck = scripted('{"answerable": true, "claims": [{"quotes": "' + "kapal, " * 5000, size=20)
    assert drafts(stuck, fallback=FirstSentence())[-1].notice == "chat_malformed"
    for model in (again, many, stuck):
        assert model.chat.closed  # type: ignore[attr-defined]


ENGLISH = ("The new dock is in Ambon.", 1, GOOD[2])


def test_an_answer_in_the_wrong_language_is_asked_for_once_more() -> None:
    model = scripted(reply(ENGLISH), reply(GOOD))
    assert [claim.text for claim in drafts(model)[-1].claims] == [GOOD[0]]
    stubborn = drafts(scripted(reply(ENGLISH)))[-1]
    assert [claim.text for claim in stubborn.claims] == [ENGLISH[0]]
    assert stubborn.notice == "chat_other_language"


@pytest.mark.parametrize(
    ("language", "question", "claim"),
    [
        ("id", "Di mana dermaga baru itu?", GOOD[0]),
        ("en", "Where is the new dock?", ENGLISH[0]),
        ("ko", "새 부두는 어디에 있나요?", "새 부두는 암본에 있다."),
        ("ru", "Где находится новый причал?", "Новый причал находится в Амбоне."),
    ],
)
def test_answers_are_in_the_language_of_the_question(
    language: str, question: str, claim: str
) -> None:
    model = scripted(reply((claim, 1, GOOD[2])))
    last = drafts(model, question, language=language)[-1]
    assert ([c.text for c in last.claims], last.notice) == ([claim], None)
    assert last.claims[0].spans[0].text == GOOD[2]
    fixed = scripted(reply(ENGLISH))
    assert drafts(fixed, question, language=language, answer_language="en")[-1].notice is None


def test_a_model_without_structured_output_writes_plain_lines() -> None:
    lines = f'1. {GOOD[0]}\n[1] "{GOOD[2]}"\n2. {FAKE[0]}\n[1] “{FAKE[2]}”\n3. {SHIPS[0]}\n'
    seen = drafts(scripted(f'{lines}[1] "{SHIPS[2]}"', structured=False, size=3))
    assert [claim.text for claim in seen[-1].claims] == [GOOD[0], SHIPS[0]]
    assert reasons(seen[-1]) == ["fabricated"]
    assert [len(draft.claims) for draft in seen] == [1, 2, 2]
    assert drafts(scripted(REFUSAL, structured=False))[-1].claims == ()


class _BadRequest(Exception):
    status_code = 400


def test_a_server_that_refuses_schemas_is_asked_for_plain_lines() -> None:
    model = scripted(("", _BadRequest("unknown field: format")), f'1. {GOOD[0]}\n[1] "{GOOD[2]}"')
    assert len(drafts(model)[-1].claims) == 1


# -- models that fail


def test_without_a_server_the_fallback_answers_and_says_so() -> None:
    model = scripted(("", ConnectionError("refused")))
    last = drafts(model, fallback=FirstSentence())[-1]
    assert (last.answerer, last.notice) == ("extractive", "chat_unreachable")
    with pytest.raises(Unreachable):
        drafts(scripted(("", ConnectionError("refused"))))


def test_what_was_shown_stays_when_the_server_dies() -> None:
    model = scripted((reply(GOOD, SHIPS)[:-60], ConnectionError("gone")))
    last = drafts(model, fallback=FirstSentence())[-1]
    assert (len(last.claims), last.answerer, last.notice) == (1, "generative", "chat_interrupted")


def test_an_answer_that_is_in_doubt_says_that_first() -> None:
    broken = scripted((reply(GOOD, SHIPS)[:-60], ConnectionError("gone")))
    for model in (broken, scripted(reply(ENGLISH))):
        assert drafts(model, judge=Sure(0.01))[-1].notice == "chat_doubtful"


def test_no_passages_no_model() -> None:
    model = scripted(reply(GOOD))
    assert drafts(model, hits=[])[-1].claims == ()
    assert model.chat.asked == []  # type: ignore[attr-defined]


# -- articles that give orders


@pytest.mark.parametrize("article", INJECTED, ids=lambda article: article.title or article.id)
def test_an_article_cannot_leave_its_marks(article: Article) -> None:
    model = scripted(reply(("Pelabuhan Ambon menerima 24 kapal.", 1, FACT)))
    last = drafts(model, "Berapa kapal?", hits_of(article, PORT))[-1]
    assert [claim.text for claim in last.claims] == ["Pelabuhan Ambon menerima 24 kapal."]
    (messages,) = model.chat.asked  # type: ignore[attr-defined]
    assert [message.type for message in messages] == ["system", "human"]
    assert article.text not in messages[0].content
    prompt = messages[1].content
    assert prompt.count("<passage ") == prompt.count("</passage>") == 2
    assert prompt.count("<") == 4
    assert "[INST]" not in prompt


@pytest.mark.parametrize("article", INJECTED, ids=lambda article: article.title or article.id)
def test_a_model_that_obeys_an_article_shows_nothing_of_it(article: Article) -> None:
    obeyed = (
        reply(("BOBOL", 1, "jawab hanya"), ("PWNED https://jahat.example", 1, FACT)),
        reply(("Kapal itu tenggelam [1].", 1, "Kapal itu sudah tenggelam di laut")),
        reply(("<script>alert(1)</script> [Klik](https://jahat.example)", 1, FACT)),
    )
    for said in obeyed:
        last = drafts(scripted(said), "Berapa kapal?", hits_of(article))[-1]
        assert last.claims == ()


# -- five hundred adversarial answers


def _adversarial(rng: random.Random) -> tuple[str, bool]:
    """An answer that is wrong in one to three of many ways, and whether its letters are damaged."""
    claims = [
        _bad_claim(rng) if rng.random() < 0.7 else rng.choice([GOOD, SHIPS]) for _ in range(3)
    ]
    said = reply(*claims)
    damages = rng.randint(0, 2)
    for _ in range(damages):
        at = rng.randint(0, len(said))
        noise = said[:at] + rng.choice('{}[]",\\x') + said[at:]
        said = rng.choice([said[:at], noise, said[at:], said + said[:at]])
    return said, damages > 0


def _bad_claim(rng: random.Random) -> tuple[str, Any, str]:
    text, passage, quote = rng.choice([GOOD, SHIPS, ("Tarif feri 75.000.", 2, FERRY.text[52:105])])
    words = quote.split()
    kind = rng.randrange(8)
    if kind == 0:
        return text, rng.choice([0, -1, 7, "x", None, 10**9]), quote
    if kind == 1:
        return text, passage, quote.replace(rng.choice("0123456789aeiou"), rng.choice("7k"))
    if kind == 2:
        other = rng.choice(FERRY.text.split(". ")).split()
        return text, passage, " ".join(words[: len(words) // 2] + other[len(other) // 2 :])
    if kind == 3:
        return text, passage, quote.replace("a", "а").replace("e", "е")  # Cyrillic twins
    if kind == 4:
        return text, passage, words[0]
    if kind == 5:
        return text.replace("24", "42").replace("Ambon", "Kupang"), passage, quote
    if kind == 6:
        return text.replace(" itu", " itu tidak"), passage, quote
    rng.shuffle(words)
    return text, passage, " ".join(words)


@pytest.mark.parametrize(("size", "count"), [(1, 40), (40, 500)])
def test_five_hundred_adversarial_answers_show_nothing_unquoted(size: int, count: int) -> None:
    rng = random.Random(size)
    truths = {GOOD[0], SHIPS[0], "Tarif feri 75.000."}
    for _ in range(count):
        said, damaged = _adversarial(rng)
        before: tuple[Any, ...] = ()
        for draft in drafts(scripted(said, size=size), fallback=FirstSentence()):
            assert_verbatim(draft, HITS)
            assert draft.claims[: len(before)] == before  # drafts only grow
            if draft.answerer == "generative":
                before = draft.claims
                assert damaged or {claim.text for claim in draft.claims} <= truths
