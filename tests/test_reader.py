"""Reading passages, with a model that knows its answers by heart."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking import chunk
from index.records import Article
from index.sentences import _is_end
from rag.answerers import PASSAGES
from rag.answerers.reader import ReaderAnswerer
from rag.confidence import Calibration
from rag.parts import parts
from rag.reader import BATCH, MAX_INPUT, REMEMBERED, Floats, Lengths, Passage, Reader, _trimmed
from rag.records import Hit, Question
from rag.spans import Reading
from tests.fake_reader import EVEN, READER, Encoding, KnowsByHeart, encode, words


class Counting(KnowsByHeart):
    """Counts the passages it reads."""

    def __init__(self) -> None:
        self.read = 0

    def logits(self, words: Floats, lengths: Lengths) -> tuple[Floats, Floats, Floats]:
        self.read += len(lengths)
        return super().logits(words, lengths)


TEXT = (
    "Bendungan Way Kanan mengairi tiga kecamatan.\n\n"
    "Bendungan itu diresmikan pada 12 Maret 1987 oleh Ratih Kusuma. Warga menyambutnya."
)


def hits(*texts: str) -> list[Hit]:
    found: list[Hit] = []
    for number, text in enumerate(texts, 1):
        article = Article(f"a{number}", text, language="id")
        for piece in chunk(article):
            found.append(Hit(len(found) + 1, piece, article, 1.0))
    return found


def readings(question: str, passages: Sequence[str], reader: Reader = READER) -> list[Reading]:
    return reader.read(question, [Passage(text) for text in passages])


def test_the_span_is_the_words_without_the_space_before_them() -> None:
    (found,) = readings("kapan bendungan diresmikan", [TEXT])
    assert TEXT[found.start : found.end] == "12 Maret 1987"
    assert found.margin == 8.0


def test_a_passage_without_the_answer_stays_below_the_null_position() -> None:
    (found,) = readings("siapa", ["Warga menyambutnya."])
    assert found.margin < 0 and found.answer == 0


def test_readings_come_in_the_order_of_the_passages_however_long_they_are() -> None:
    passages = [f"{'Warga . ' * (i * 7 % 23)}12 Maret 1987" for i in range(2 * BATCH + 3)]
    for passage, found in zip(passages, readings("kapan", passages), strict=True):
        assert found.start == passage.index("12 Maret")


def test_one_passage_reads_the_same_alone_and_among_others() -> None:
    texts = [TEXT, "Warga.", "oleh Ratih Kusuma"]
    together = readings("siapa", texts)
    assert together == [READER.read_pairs([("siapa", Passage(text))])[0] for text in texts]


def test_what_lies_beyond_the_positions_of_the_model_is_not_read() -> None:
    (found,) = readings("kapan", ["Warga " * MAX_INPUT + "12 Maret 1987"])
    assert found.margin < 0


def test_of_a_megabyte_only_what_is_read_is_split() -> None:
    passage = f"12 Maret 1987. {'Warga. ' * 150_000}"
    with patch("index.sentences._is_end", side_effect=_is_end) as looked:
        (found,) = readings("kapan", [passage])
    assert passage[found.start : found.end] == "12 Maret 1987"
    assert looked.call_count <= MAX_INPUT


def test_nothing_is_read_out_of_the_title() -> None:
    dated, plain = Passage(TEXT, "Pada 12 Maret 1987"), Passage("Warga.", "Pada 12 Maret 1987")
    found, missing = READER.read("kapan bendungan diresmikan", [dated, plain])
    assert TEXT[found.start : found.end] == "12 Maret 1987"
    assert "Warga."[missing.start : missing.end] != "12 Maret 1987" and missing.margin < 0


def test_a_long_title_leaves_room_for_the_passage() -> None:
    (found,) = READER.read("kapan", [Passage(TEXT, "Warga " * 2 * MAX_INPUT)])
    assert TEXT[found.start : found.end] == "12 Maret 1987"


@pytest.mark.parametrize("end", [".", ",", " .", "...", ". "])
def test_what_ends_a_sentence_is_no_part_of_the_words(end: str) -> None:
    passage = f"Pada 12 Maret 1987{end}"
    assert passage[slice(*_trimmed(passage, (4, len(passage))))] == "12 Maret 1987"


def test_a_span_does_not_go_on_in_another_paragraph() -> None:
    (found,) = readings("kapan", [text := "Pada 12 Maret\n\npada 1987"])
    assert "\n" not in text[found.start : found.end]


def test_a_sentence_after_the_paragraph_of_the_span_may_answer_as_well() -> None:
    (found,) = readings("kapan", [text := "Pada 12 Maret 1987\n\n12 Maret 1987 pula."])
    assert (found.start, found.end) == (5, 18)
    assert [text[a:b] for a, b in found.also] == ["12 Maret 1987"]


@pytest.mark.parametrize("passage", ["", " ", "\n"])
def test_an_empty_passage_has_no_answer(passage: str) -> None:
    (found,) = readings("kapan", [passage])
    assert found.start == found.end


@given(st.text(max_size=80), st.text(max_size=200))
def test_a_span_lies_inside_its_passage_and_has_no_space_around(asked: str, passage: str) -> None:
    (found,) = readings(asked, [passage])
    assert 0 <= found.start <= found.end <= len(passage)
    said = passage[found.start : found.end]
    assert said == said.strip()


def test_the_claim_is_the_sentence_around_the_span_to_the_letter() -> None:
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question("kapan diresmikan"), hits(TEXT))
    (claim,) = draft.claims
    assert claim.text == "Bendungan itu diresmikan pada 12 Maret 1987 oleh Ratih Kusuma."
    assert claim.spans[0].text == claim.text
    assert claim.short == "12 Maret 1987"
    assert draft.confidence == pytest.approx(0.982, abs=1e-3)


def test_the_words_that_answer_keep_their_place_in_the_claim() -> None:
    text = "Warga. Nomor 112 Maret 1987 dibuka 12 Maret 1987."
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question("kapan dibuka"), hits(text))
    (claim,) = draft.claims
    assert (claim.text, claim.short) == (text.removeprefix("Warga. "), "12 Maret 1987")
    assert claim.text[: claim.short_at] == "Nomor 112 Maret 1987 dibuka "


SECOND = "Pada 12 Maret 1987 airnya mengalir."


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (f"Diresmikan 12 Maret 1987. {SECOND} Warga.", [f"Diresmikan 12 Maret 1987. {SECOND}"]),
        (
            f"Warga. {SECOND} Warga. Diresmikan 12 Maret 1987.",
            [SECOND, "Diresmikan 12 Maret 1987."],
        ),
        (f"Diresmikan 12 Maret 1987.\n\n{SECOND}", ["Diresmikan 12 Maret 1987.", SECOND]),
        (f"Diresmikan 12 Maret 1987, kata Ratih Kusuma. Warga {SECOND.lower()}", None),
    ],
)
def test_other_sentences_that_may_answer_as_well_are_shown(
    text: str, claims: list[str] | None
) -> None:
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question("kapan diresmikan"), hits(text))
    assert [claim.text for claim in draft.claims] == (claims or [text])
    assert draft.claims[0].short == "12 Maret 1987"
    assert not any(claim.short for claim in draft.claims[1:])
    for claim in draft.claims:
        assert [span.text for span in claim.spans] == [claim.text]


def test_below_the_threshold_nothing_is_claimed_but_the_confidence_is_told() -> None:
    answerer = ReaderAnswerer(READER, EVEN, 0.99)
    (draft,) = answerer.draft(Question("kapan diresmikan"), hits(TEXT))
    assert draft.claims == () and 0.9 < draft.confidence < 0.99


def test_agreeing_articles_are_claimed_side_by_side() -> None:
    other = "Pada 12 Maret 1987 airnya mulai mengalir."
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question("kapan"), hits(TEXT, other))
    assert {claim.spans[0].article.id for claim in draft.claims} == {"a1", "a2"}


def test_passages_are_read_under_the_titles_of_their_articles() -> None:
    class Watching(Reader):
        def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
            seen.extend(passages)
            return super().read(question, passages)

    seen: list[Passage] = []
    titled = [
        replace(hit, article=replace(hit.article, title="Bendungan Way Kanan"))
        for hit in hits(TEXT)
    ]
    answerer = ReaderAnswerer(Watching(KnowsByHeart(), encode, words), EVEN, 0.5)
    list(answerer.draft(Question("kapan diresmikan"), titled))
    assert seen == [Passage(hit.chunk.text, "Bendungan Way Kanan") for hit in titled]


def test_every_likely_passage_is_shown_before_more_of_the_first() -> None:
    day = "12 Maret 1987"
    first = f"Satu {day}. Warga. Dua {day}. Warga. Tiga {day}."
    found = hits(first, f"Empat {day}.")
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question("kapan"), found)
    assert [claim.spans[0].article.id for claim in draft.claims] == ["a1", "a1", "a2"]
    assert [claim.short for claim in draft.claims] == [day, "", day]


BOTH = "kapan bendungan Way Kanan diresmikan, dan siapa yang meresmikan bendungan Way Kanan?"


def test_of_two_things_each_is_answered() -> None:
    found = hits("Diresmikan 12 Maret 1987.", "Warga berterima kasih kepada Ratih Kusuma.")
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question(BOTH), found)
    assert [claim.short for claim in draft.claims] == ["12 Maret 1987", "Ratih Kusuma"]
    assert draft.notice is None


def test_a_sentence_that_answers_both_is_shown_once() -> None:
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question(BOTH), hits(TEXT))
    assert [claim.short for claim in draft.claims] == ["12 Maret 1987"]
    assert draft.notice is None


def test_what_two_parts_share_does_not_hide_what_one_has_alone() -> None:
    found = hits("Diresmikan 12 Maret 1987. Oleh Ratih Kusuma 12 Maret 1987.", "Warga.")
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(Question(BOTH), found)
    shown = " ".join(claim.text for claim in draft.claims)
    assert "Diresmikan 12 Maret 1987." in shown and "Ratih Kusuma" in shown


def test_two_things_are_as_likely_as_the_less_likely_of_them() -> None:
    found = hits("Diresmikan 12 Maret 1987.", "Warga berterima kasih kepada Ratih Kusuma.")
    answerer = ReaderAnswerer(READER, EVEN, 0.5)
    (both,) = answerer.draft(Question(BOTH), found)
    one, other = (answerer.answer(Question(part), found) for part in parts(BOTH))
    assert both.confidence == min(one.confidence, other.confidence)
    assert answerer.judge(Question(BOTH), found)[1] == max(one.confidence, other.confidence)


def test_a_clause_and_another_thing_are_answered_both() -> None:
    found = hits("Pasal 4 berlaku bila diserang.", "Pasal 4 diresmikan 12 Maret 1987.")
    asked = Question("Apa isi Pasal 4, dan kapan Pasal 4 diresmikan?")
    (draft,) = ReaderAnswerer(READER, EVEN, 0.5).draft(asked, found)
    assert [claim.text for claim in draft.claims] == [hit.chunk.text for hit in found]


def test_where_one_of_two_is_answered_the_answer_says_so() -> None:
    found = hits("Diresmikan 12 Maret 1987.")
    (draft,) = ReaderAnswerer(READER, EVEN, 0.6).draft(Question(BOTH), found)
    assert [claim.short for claim in draft.claims] == ["12 Maret 1987"]
    assert draft.notice == "answered_in_part"
    (none,) = ReaderAnswerer(READER, EVEN, 0.6).draft(Question(BOTH), hits("Warga."))
    assert (none.claims, none.notice) == ((), None)


def test_another_article_number_is_not_read() -> None:
    answerer = ReaderAnswerer(READER, EVEN, 0.5)
    (draft,) = answerer.draft(Question("kapan Pasal 9"), hits("Pasal 4 berlaku 12 Maret 1987."))
    assert draft.claims == () and draft.confidence == 0.0


def test_passages_that_hold_an_answer_come_first() -> None:
    answerer, found = ReaderAnswerer(READER, EVEN, 0.5), hits("Warga menyambutnya.", TEXT)
    likeliest = answerer.candidates(Question("siapa"), found)[0].probability
    ordered, likely = answerer.judge(Question("siapa"), found)
    assert ordered == (found[1], found[0])
    assert 0.0 < likely == likeliest < 1.0


def test_without_hits_nothing_answers() -> None:
    answerer = ReaderAnswerer(READER, EVEN, 0.5)
    assert answerer.judge(Question("kapan"), []) == ((), 0.0)
    assert [draft.claims for draft in answerer.draft(Question("kapan"), [])] == [()]


def test_what_would_be_shown_is_not_looked_for_where_nothing_is_shown() -> None:
    answerer, found = ReaderAnswerer(READER, EVEN, 0.5), hits(TEXT)
    with patch("rag.answerers.reader.sentences_around", side_effect=AssertionError):
        answerer.judge(Question("kapan"), found)
        answerer.rerank(Question("kapan"), found)


def scored(*scores: float, texts: Sequence[str]) -> list[Hit]:
    return [replace(h, score=s) for h, s in zip(hits(*texts), scores, strict=True)]


def reranker(**ranking: float) -> ReaderAnswerer:
    return ReaderAnswerer(READER, Calibration(EVEN.weights, ranking), 0.5)


def test_what_the_reader_finds_is_added_to_the_score() -> None:
    found = scored(0.9, 0.88, 0.87, texts=["Warga.", "Warga.", "12 Maret 1987"])
    ranked = reranker(margin=0.01).rerank(Question("kapan"), found)
    assert [hit.article.id for hit in ranked] == ["a3", "a1", "a2"]
    assert [hit.rank for hit in ranked] == [1, 2, 3]
    assert sorted((hit.score for hit in ranked), reverse=True) == [hit.score for hit in ranked]
    assert reranker().rerank(Question("kapan"), found) == tuple(found)


def test_a_hit_that_is_not_read_does_not_pass_one_that_is() -> None:
    texts = ["Warga."] * PASSAGES + ["12 Maret 1987"]
    found = scored(*(0.9 - i / 1000 for i in range(PASSAGES + 1)), texts=texts)
    ranked = reranker(margin=0.01).rerank(Question("kapan"), found)
    assert [hit.article.id for hit in ranked] == [hit.article.id for hit in found]


def test_a_hit_with_another_article_number_comes_after_those_that_may_answer() -> None:
    texts = ["Pasal 9 berbunyi 12 Maret 1987.", "Pasal 4, 12 Maret 1987.", "Pasal 4, warga."]
    ranked = reranker(margin=0.01).rerank(
        Question("kapan Pasal 4 berlaku"), scored(0.9, 0.9, 0.8, texts=texts)
    )
    assert [hit.article.id for hit in ranked] == ["a2", "a1", "a3"]


def test_what_was_read_for_the_last_questions_is_not_read_again() -> None:
    reader = Reader(model := Counting(), encode, words)
    first = readings("kapan", [TEXT, "Warga.", "Warga."], reader)
    assert first == readings("kapan", [TEXT, "Warga.", "Warga."], reader)
    assert readings("kapan", ["Warga.", "oleh"], reader)[0] == first[1]
    assert model.read == 3
    for asked in ("siapa", "kapan") * 2:
        readings(asked, [TEXT], reader)
    assert model.read == 4
    for number in range(REMEMBERED):
        readings(str(number), ["Warga."], reader)
    readings("kapan", [TEXT], reader)
    assert model.read == 4 + REMEMBERED + 1


def test_what_two_threads_read_for_one_question_is_kept() -> None:
    both_have_begun = Barrier(2, timeout=10)

    def waiting(text: str) -> Encoding:
        if text in ("oleh", "Warga."):
            both_have_begun.wait()
        return encode(text)

    reader = Reader(model := Counting(), waiting, words)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda text: readings("kapan", [text], reader), ["oleh", "Warga."]))
    readings("kapan", ["oleh", "Warga."], reader)
    assert model.read == 2


def test_two_threads_read_the_same() -> None:
    reader = Reader(KnowsByHeart(), encode, words)
    asked = [("kapan", [TEXT, "Warga."]), ("siapa", [TEXT])] * 50
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda pair: readings(pair[0], pair[1], reader), asked))
    assert found[:2] * 50 == found
