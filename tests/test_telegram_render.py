"""Answers as Telegram messages: whatever they hold, a strict reader of the HTML takes them."""

import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import render
from bot.telegram.reply import Reply, from_json, keep, to_json
from bot.telegram.splitting import LIMIT, Piece, pack, split, units
from bot.texts import load
from rag.records import Citation, Claim, Dropped
from tests.fake_chain import SAMPLE, FakeChain
from tests.telegram_server.html import parse
from tests.telegram_server.html import units as server_units

TEXTS = load("id")
words = st.text(max_size=60) | st.text("<>&\"' \n😀é́‍\u202eab.[]1", max_size=60)
long_texts = st.builds(lambda word, count: word * count, words, st.integers(0, 400))
citations = st.builds(
    Citation,
    number=st.integers(1, 99),
    article_id=words.filter(lambda text: render.clean(text).strip()),
    title=words,
    source=long_texts,
    url=st.none() | words | words.map("https://a.example/?q={}&r=1".format),
    date=st.none() | words | st.just("2024-06-19"),
    quote=long_texts,
    start=st.integers(0, 9999),
    end=st.integers(0, 9999),
)
replies = st.builds(
    Reply,
    status=st.sampled_from(["answered", "not_found"]),
    language=st.just("id"),
    text=words,
    claims=st.lists(
        st.builds(
            Claim,
            long_texts,
            st.lists(st.integers(1, 99), min_size=1, max_size=3).map(tuple),
            words,
            st.none() | st.integers(0, 99),
        ),
        min_size=1,
        max_size=6,
    ).map(tuple),
    passages=st.lists(citations, max_size=9).map(tuple),
    unused=st.lists(citations, max_size=3).map(tuple),
    dropped=st.lists(st.builds(Dropped, long_texts, words), max_size=9).map(tuple),
    confidence=st.floats(0, 1),
    answerer=words,
    model=st.none() | words,
    index=words,
    notice=st.none(),
)


def visible(messages: list[str]) -> list[str]:
    """Return what shows of each message, having checked that Telegram would take it."""
    shown = [parse(message)[0] for message in messages]
    assert all(0 < server_units(text.strip()) <= LIMIT for text in shown)
    return shown


def squeezed(text: str) -> str:
    return "".join(render.clean(text).split())


@given(replies)
def test_every_claim_mark_and_source_arrives_in_messages_telegram_takes(reply: Reply) -> None:
    shown = squeezed("".join(visible(render.answer(reply, TEXTS))))
    if reply.status == "answered":
        for claim in reply.claims:
            assert squeezed(claim.text) in shown
            assert "".join(f"[{number}]" for number in claim.citations) in shown
        assert all(f"[{passage.number}]" in shown for passage in reply.passages)
    else:
        assert squeezed(TEXTS.telegram.not_found) in shown


@given(replies)
def test_the_other_texts_of_a_reply_are_taken_too(reply: Reply) -> None:
    visible([render.growing(reply)])
    visible(render.why(reply, TEXTS))
    visible(render.sources(reply, TEXTS))


@given(citations, st.none() | long_texts, st.booleans())
def test_a_passage_is_one_message(citation: Citation, text: str | None, whole: bool) -> None:
    visible([render.passage(citation, text, TEXTS, whole)])


@given(long_texts, citations)
def test_a_quote_that_stands_is_bold_within_its_passage(before: str, citation: Citation) -> None:
    text = before + citation.quote + before
    there = replace(citation, start=len(before), end=len(before) + len(citation.quote))
    message = render.passage(there, text, TEXTS)
    assert TEXTS.telegram.article_changed not in message
    assert message.count("<blockquote expandable>") == message.count("</b>") == 1


def test_a_changed_or_vanished_article_is_told_and_its_quote_still_shown() -> None:
    reply = keep(FakeChain().stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    citation = reply.passages[0]
    changed = render.passage(citation, "Teks lain.", TEXTS)
    gone = render.passage(citation, None, TEXTS)
    assert TEXTS.telegram.article_changed in changed and citation.quote in changed
    assert TEXTS.telegram.article_gone in gone and citation.quote in gone


def test_an_answer_reads_as_it_should() -> None:
    reply = keep(FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    assert render.answer(reply, TEXTS) == [
        "Pasar ikan Muara dibuka kembali pada 3 Mei 2024. [1]\n\n<b>Sumber</b>\n"
        '[1] Kabar Pesisir, 3 Mei 2024: <a href="https://kabar.example/pasar?hari=3&amp;bulan=5">'
        "Pasar Ikan Muara Buka Lagi</a>"
    ]


def test_a_notice_and_the_question_stand_above_the_answer() -> None:
    answer = FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?")
    reply = replace(keep(answer), notice="chat_unreachable")
    (message,) = render.answer(reply, TEXTS, "Pasar <ikan>?")
    above = f"<b>Pasar &lt;ikan&gt;?</b>\n{TEXTS.notices['chat_unreachable']}\n\nPasar ikan"
    assert message.startswith(above)


def test_nearest_passages_of_a_refusal_are_kept_verbatim() -> None:
    reply = keep(FakeChain().stream_last("Siapa presiden?"))
    assert reply.status == "not_found"
    texts = {article.id: article.text for article in SAMPLE}
    assert reply.passages
    for passage in reply.passages:
        assert texts[passage.article_id][passage.start : passage.end] == passage.quote


def test_the_words_that_answer_are_bold() -> None:
    reply = keep(FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    pointed = replace(reply, claims=(replace(reply.claims[0], short="3 Mei 2024"),))
    (message,) = render.answer(pointed, TEXTS)
    assert "pada <b>3 Mei 2024</b>. [1]" in message


def test_the_words_that_answer_are_bold_where_they_were_read() -> None:
    reply = keep(FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    claim = Claim("Pada 14 Mei, 4 orang tiba.", (1,), "4", 13)
    (message,) = render.answer(replace(reply, claims=(claim,)), TEXTS)
    assert message.startswith("Pada 14 Mei, <b>4</b> orang tiba. [1]")


def test_a_reply_kept_without_the_place_of_its_words_is_still_shown() -> None:
    reply = keep(FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    pointed = replace(reply, claims=(replace(reply.claims[0], short="3 Mei 2024"),))
    kept = to_json(pointed).replace(', "short_at": null', "")
    assert "short_at" not in kept and from_json(kept) == pointed


def test_why_shows_what_was_read_but_not_quoted() -> None:
    reply = keep(FakeChain(claims=1).stream_last("Kapan pasar ikan Muara dibuka kembali?"))
    quoted = {passage.article_id for passage in reply.passages}
    assert reply.unused and not quoted & {passage.article_id for passage in reply.unused}
    (message,) = render.why(reply, TEXTS)
    _, unused = message.split(TEXTS.telegram.why_unused)
    assert all(html.escape(passage.quote, quote=False) in unused for passage in reply.unused)


@given(replies)
def test_a_kept_reply_comes_back_as_it_was(reply: Reply) -> None:
    assert from_json(to_json(reply)) == reply


# -- splitting


@given(st.text(), st.integers(2, 50))
def test_parts_fit_and_lose_nothing_but_white_space(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < server_units(part) <= limit for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


def test_a_text_is_cut_after_a_sentence_then_between_words() -> None:
    assert split("Satu dua. Tiga empat lima.", 16) == ["Satu dua.", "Tiga empat lima."]
    assert split("satu dua tiga empat", 10) == ["satu dua", "tiga empat"]


def test_an_astral_character_counts_twice_and_stays_whole() -> None:
    assert units("a😀") == 3
    assert split("😀😀😀", 5) == ["😀😀", "😀"]
    assert split("ae\u0301", 2) == ["a", "e\u0301"]


@given(st.lists(st.integers(1, 10), max_size=20))
def test_packing_keeps_the_order_and_the_limit(lengths: list[int]) -> None:
    pieces = [Piece(chr(97 + n % 26) * length, length) for n, length in enumerate(lengths)]
    messages = pack(pieces, 10)
    assert all(len(message) <= 10 for message in messages)
    assert "".join(messages).replace("\n", "") == "".join(piece.html for piece in pieces)
