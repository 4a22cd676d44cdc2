"""A real language model that makes things up, asked real questions: nothing unquoted gets through.

The model has 135 million parameters and hardly any Indonesian; what it writes is mostly invented,
which is what makes it worth asking. Run with `pytest -m llm`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from index.chunking import chunk
from index.readers import Source, find, read
from index.records import Article, Chunk
from index.terms import query_terms, terms
from rag.answerers.generative import Generative
from rag.chat_model import ChatModel, budget, installed_models, open_chat_model, warm_up, write
from rag.prompts import tokens
from rag.quotes import find as find_quote
from rag.records import Draft, Hit, Question

pytest.importorskip("xllamacpp")
pytest.importorskip("ollama_proxy")

from tests.llm_server import MODEL, SmallOllama, small_ollama

pytestmark = [pytest.mark.llm, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[1]
WORDS = 160
"""Tokens that the model may write; it seldom stops by itself."""


def questions(every: int) -> list[dict[str, Any]]:
    lines = (ROOT / "questions" / "treaty.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines][::every]


def passages() -> list[tuple[Chunk, Article]]:
    sources = [source for source in find([ROOT / "articles"]) if isinstance(source, Source)]
    articles = [a for source in sources for a in read(source) if isinstance(a, Article)]
    return [(piece, article) for article in articles for piece in chunk(article)]


def hits_for(question: str, among: list[tuple[Chunk, Article]], k: int = 3) -> list[Hit]:
    """The passages that share most words with the question."""
    wanted = set(query_terms(question))
    ranked = sorted(among, key=lambda pair: -len(wanted & set(terms(pair[0].text))))
    return [Hit(n, piece, article, 1 / n) for n, (piece, article) in enumerate(ranked[:k], 1)]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOllama]:
    with small_ollama(tmp_path_factory.mktemp("llm")) as running:
        yield running


@pytest.fixture
def model(servers: SmallOllama) -> ChatModel:
    opened = open_chat_model(f"ollama:{MODEL}", servers.url)
    opened.chat.num_predict = WORDS  # type: ignore[attr-defined]
    return opened


def drafted(model: ChatModel, asked: list[dict[str, Any]]) -> tuple[list[Draft], Counter[str]]:
    """The drafts of every question, each checked as it comes, and what became of the claims."""
    among, last, counts = passages(), [], Counter[str]()
    for case in asked:
        hits = hits_for(case["question"], among)
        drafts = Generative(model, _Nothing()).draft(Question(case["question"], case["lang"]), hits)
        for draft in drafts:
            for claim in draft.claims:
                assert claim.spans, claim
                for span in claim.spans:
                    assert find_quote(span.text, hits, None).span is not None, claim
        last.append(draft)
        counts.update(dropped.reason for dropped in draft.dropped)
        counts["shown"] += len(draft.claims)
    return last, counts


class _Nothing:
    """A fallback that finds nothing, so that every claim shown is the model's own."""

    def draft(self, question: Question, hits: Any) -> Iterator[Draft]:
        yield Draft()


@pytest.mark.parametrize(("structured", "every"), [(True, 24), (False, 40)])
def test_no_claim_without_a_verbatim_quote(model: ChatModel, structured: bool, every: int) -> None:
    if not structured:
        model = ChatModel(model.name, model.chat, None, model.where)
    last, counts = drafted(model, questions(every))
    print(f"\n{'JSON' if structured else 'plain'}: {len(last)} questions, {dict(counts)}")
    assert len(last) >= 6
    if structured:
        assert sum(counts.values()) > 0, "the model wrote no claim at all"


def test_the_prompt_estimate_is_above_what_the_model_counts(servers: SmallOllama) -> None:
    for piece, _ in passages():
        body = json.dumps({"content": piece.text}).encode()
        with urlopen(Request(f"{servers.engine}/tokenize", body), timeout=20) as reply:
            assert len(json.load(reply)["tokens"]) <= tokens(piece.text)


def test_the_words_come_one_by_one_and_can_be_stopped(model: ChatModel) -> None:
    warm_up(model)
    assert budget(model) > 4000
    words = write(model, [("user", "Write a long story about a harbour.")], structured=False)
    assert len(list(islice(words, 3))) == 3
    words.close()


def test_the_model_is_listed(servers: SmallOllama) -> None:
    assert MODEL in installed_models(servers.url)
