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
from tests.scripted_chat import hits_of

pytest.importorskip("xllamacpp")
pytest.importorskip("ollama_proxy")

from tests.llm_server import MODEL, SmallOllama, insistent_schema, small_ollama

pytestmark = [pytest.mark.llm, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[1]
WORDS = 160
"""Tokens that the model may write; it seldom stops by itself."""

ENGLISH = (
    "The harbour of Ambon opened a new dock on Wednesday. Minister Sari Utami said it can hold 24 "
    "ships. The dock cost 2.5 billion rupiah. Fishermen from Kupang protested against the fees.",
    "The ferry to Seram leaves three times a day. A ticket costs 75,000 rupiah for an adult. The "
    "captain, Agus Wibowo, has worked on the ferry since 2009. He did not want to talk about it.",
    "Rain damaged the rice fields of the village in March. Farmers lost 300 tons of rice. The "
    "mayor, Budi Santoso, promised help before the next harvest.",
)
"""What it can read; asked about these, it copies, joins and invents."""
ASKED = (
    "How many ships can the new dock hold?",
    "Who is the captain of the ferry?",
    "What did the dock cost?",
    "How much rice was lost?",
    "Who is Sari Utami?",
    "How often does the ferry leave?",
)


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


def counted(model: ChatModel, asked: list[tuple[Question, list[Hit]]]) -> Counter[str]:
    """What became of the claims; each that is shown is looked up, as soon as it is."""
    counts = Counter[str]()
    for question, hits in asked:
        for draft in Generative(model, _Nothing()).draft(question, hits):
            for claim in draft.claims:
                assert claim.spans, claim
                for span in claim.spans:
                    assert find_quote(span.text, hits, None).span is not None, claim
        counts.update(dropped.reason for dropped in draft.dropped)
        counts["shown"] += len(draft.claims)
    print(f"\n{len(asked)} questions: {dict(counts)}")
    return counts


def sample(every: int) -> list[tuple[Question, list[Hit]]]:
    among = passages()
    return [
        (Question(case["question"], case["lang"]), hits_for(case["question"], among))
        for case in questions(every)
    ]


class _Nothing:
    """A fallback that finds nothing, so that every claim shown is the model's own."""

    def draft(self, question: Question, hits: Any) -> Iterator[Draft]:
        yield Draft()


@pytest.mark.parametrize("structured", [True, False])
def test_left_to_itself_it_shows_no_claim_without_a_verbatim_quote(
    model: ChatModel, structured: bool
) -> None:
    bound = model.structured if structured else None
    counted(ChatModel(model.name, model.chat, bound, model.where), sample(every=80))


def test_made_to_answer_it_shows_no_claim_without_a_verbatim_quote(model: ChatModel) -> None:
    bound = model.chat.bind(format=insistent_schema())
    insistent = ChatModel(model.name, model.chat, bound, model.where)
    articles = [Article(f"en-{n}", text, language="en") for n, text in enumerate(ENGLISH)]
    hits = hits_of(*articles)
    english = counted(insistent, [(Question(text, "en"), hits) for text in ASKED])
    assert sum(english.values()) >= len(ASKED), "the model wrote hardly any claim"
    counted(insistent, sample(every=45))


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
