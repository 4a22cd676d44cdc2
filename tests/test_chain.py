"""The chain over a real store: a LangChain runnable that never shows what it cannot cite."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from index.catalogue import Manifest
from index.records import Article
from index.store import entry, open_store
from rag import build
from rag.answerers.extractive import Extractive
from rag.asking import read_question
from rag.chain import Chain
from rag.records import Draft, Hit, Question, Span, Supported, Turn
from rag.retrieval import HybridSearch
from rag.retriever import Retriever
from rag.settings import Settings
from tests.fakes import FakeEmbedder
from tests.scripted_chat import hits_of

ARTICLES = (
    Article("traktat", "Pasal 4 mewajibkan bantuan militer. Naskahnya panjang.", date="2024-06-19"),
    Article("lawatan", "Putin berkunjung ke Pyongyang pada Rabu (19/6)."),
    Article("salinan", "Putin berkunjung ke Pyongyang pada Rabu (19/6)!"),
)


class Growing:
    """An answerer that finds one sentence after another, and then something it made up."""

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        claims: tuple[Supported, ...] = ()
        for hit in hits:
            span = Span(hit.article, hit.chunk.start, hit.chunk.end)
            claims = (*claims, Supported(span.text, (span,)))
            yield Draft(claims, 0.9)
        yield Draft((*claims, Supported("Karangan.", (Span(ARTICLES[0], 5, 5),))), 0.9)


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Chain]:
    with closing(open_store(str(tmp_path / "i"), "articles", tmp_path, create=True)) as store:
        store.begin(Manifest("fake/trigrams", 64, 1, 1))
        embedder = FakeEmbedder()
        entries = [entry(article) for article in ARTICLES]
        store.put(entries, embedder.embed_documents([c.text for e in entries for c in e.chunks]))
        extractive = Extractive(embedder, store.catalogue.document_frequency, 3, 0.5)
        yield Chain(store, HybridSearch(store, embedder), extractive)


def test_the_clause_is_answered_with_its_citation(chain: Chain) -> None:
    answer = chain.invoke("Apa isi Pasal 4?")
    assert answer.status == "answered"
    assert answer.citations[0].quote == "Pasal 4 mewajibkan bantuan militer."
    assert answer.text.startswith("Pasal 4 mewajibkan bantuan militer. [1]")
    assert set(answer.timings_ms) == {"retrieve", "answer", "total"}
    assert answer.index == chain.fingerprint


@pytest.mark.parametrize("question", ["Apa isi Pasal 9?", "Kapan Pasal 9 berlaku?", "제9조는?"])
def test_another_number_is_refused_and_the_nearest_shown(chain: Chain, question: str) -> None:
    answer = chain.invoke(question)
    assert (answer.status, answer.text, answer.claims, answer.citations) == (
        "not_found",
        "",
        (),
        (),
    )
    assert answer.nearest


def test_an_answer_tells_the_passages_it_does_not_quote(chain: Chain) -> None:
    answer = chain.invoke("Apa isi Pasal 4?")
    quoted = {citation.article_id for citation in answer.citations}
    assert answer.nearest and not quoted & {hit.article.id for hit in answer.nearest}


def backwards(question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
    return hits[::-1]


def test_what_is_searched_is_reranked_whatever_k(chain: Chain) -> None:
    found = chain.search("Putin di Pyongyang", 9)
    turned = Chain(chain.store, chain._search, chain._answerer, rerank=backwards)
    assert turned.search("Putin di Pyongyang", 9) == found[::-1]
    assert turned.search("Putin di Pyongyang", 1) == found[-1:]


def test_a_refusal_shows_the_reranked_passages(chain: Chain) -> None:
    turned = Chain(chain.store, chain._search, chain._answerer, rerank=backwards)
    asked = "Berapa harga beras di Pasal 9?"
    assert turned.invoke(asked).nearest == chain.invoke(asked).nearest[::-1] != ()


def test_near_copies_take_one_place(chain: Chain) -> None:
    hits = chain.search("Kapan Putin berkunjung ke Pyongyang?", 5)
    assert len({hit.article.id for hit in hits} & {"lawatan", "salinan"}) == 1
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


def test_what_streams_only_grows_and_ends_as_invoke(chain: Chain) -> None:
    growing = Chain(chain.store, chain._search, Growing())
    streamed = list(growing.stream("Putin ke Pyongyang?"))
    counts = [len(answer.claims) for answer in streamed]
    assert counts == sorted(counts)
    assert all(answer.claims for answer in streamed)
    assert "Karangan" not in streamed[-1].text
    assert growing.invoke("Putin ke Pyongyang?").claims == streamed[-1].claims


COUNTS = (
    Article(
        "timur", "Ledakan di gudang pabrik itu menewaskan 12 orang dan melukai puluhan warga.",
        source="Harian Timur", date="2024-06-20", language="id",
    ),
    Article(
        "laut", "Ledakan di gudang pabrik itu menewaskan 15 orang dan melukai puluhan warga.",
        source="Kabar Laut", date="2024-06-21", language="id",
    ),
)  # fmt: skip


class FirstHit:
    """An answerer that says the first passage, as two drafts with the same claim."""

    def draft(self, question: Question, hits: Sequence[Hit]) -> Iterator[Draft]:
        span = Span(hits[0].article, hits[0].chunk.start, hits[0].chunk.end)
        yield Draft((Supported(span.text, (span,)),), 0.9)
        yield Draft((Supported(span.text, (span,)),), 0.9)


def test_articles_that_differ_are_named_with_their_dates(chain: Chain) -> None:
    hits = hits_of(*COUNTS)
    streamed = list(Chain(chain.store, lambda question, k: hits, FirstHit()).stream("Berapa?"))
    assert [len(answer.claims) for answer in streamed] == [1, 1, 2]
    said = streamed[-1].claims[-1]
    assert "Harian Timur (20 Juni 2024)" in said.text and "Kabar Laut (21 Juni 2024)" in said.text
    assert {streamed[-1].citations[number - 1].article_id for number in said.citations} == {
        "timur", "laut",
    }  # fmt: skip


def test_it_is_a_runnable(chain: Chain) -> None:
    asked = {"question": "Apa isi Pasal 4?", "history": [{"question": "Halo?", "answer": "Ya."}]}
    expected = chain.invoke(asked).text
    assert [answer.text for answer in chain.batch([asked, "Apa isi Pasal 4?"])] == [expected] * 2
    assert asyncio.run(chain.ainvoke(asked)).text == expected
    assert (chain | (lambda answer: answer.status)).invoke(asked) == "answered"


def test_its_search_is_a_retriever(chain: Chain) -> None:
    retriever = Retriever(asking=chain, k=2)
    assert isinstance(retriever, BaseRetriever)
    (first, *_) = retriever.invoke("Apa isi Pasal 4?")
    text = chain.article(first.metadata["article_id"]).text
    assert text[first.metadata["start"] : first.metadata["end"]] == first.page_content


def test_an_embedder_is_what_langchain_calls_embeddings() -> None:
    embedder = build.embedder(Settings())
    assert isinstance(embedder, Embeddings)
    fake = FakeEmbedder()
    assert asyncio.run(fake.aembed_query("x")) == fake.embed_query("x")
    assert asyncio.run(fake.aembed_documents(["x"])) == fake.embed_documents(["x"])


def test_history_in_either_form() -> None:
    turns = (Turn("Siapa Kim?", "Pemimpin."), Turn("Di mana?"))
    pairs = [{"question": "Siapa Kim?", "answer": "Pemimpin."}, {"question": "Di mana?"}]
    messages = [
        {"role": "user", "content": "Siapa Kim?"},
        {"role": "assistant", "content": "Pemimpin."},
        {"role": "user", "content": "Di mana?"},
    ]
    for history in (pairs, messages):
        assert read_question({"question": "dan kapan?", "history": history}).history == turns


hostile = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["' OR 1=1 --", '"NEAR(a b)"', "a* AND NOT b", "\x00\u202e", "pasal " * 500, "{{x}}", "%s"]
    ),
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile)
def test_any_question_gets_an_answer_with_verbatim_quotes(chain: Chain, question: str) -> None:
    answer = chain.invoke(question)
    for citation in answer.citations:
        text = chain.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    assert (answer.status == "answered") == bool(answer.claims)


def test_a_megabyte_of_question(chain: Chain) -> None:
    assert chain.invoke("apa " * 250_000).status in ("answered", "not_found")
