"""Generated answers: what everything but the model costs, and when the first claim is out.

    python -m benchmarks.generated            # with a scripted model
    python -m benchmarks.generated_model FILE # with a real, weak one, over every question
    python -m benchmarks.claims               # fair and unfair claims in four languages

Needs an index of the sample articles (`tanya index`).
"""

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from rag import build, settings
from rag.answerers.generative import Generative
from rag.answerers.reader import ReaderAnswerer
from rag.chain import Chain
from rag.chat_model import ChatModel
from rag.conversation import standalone
from rag.passages import sentences_of
from rag.records import Hit, Question, Turn

QUESTIONS = Path("questions/treaty.jsonl")
FOLLOW_UPS = Path("questions/followups.jsonl")
LANGUAGE = "id"
"""Of the scripted answers, which are sentences of the articles, whatever the question's is."""
TOKENS_A_SECOND = 40.0
"""How fast the paced model writes: about what a 4-billion model does on a laptop."""
PROMPT_SECONDS = 0.5
"""How long the scripted model is silent first. A real one reads the prompt for longer."""


def main() -> None:
    """Run the benchmark and print one table a part."""
    with closing(build.chain(settings.load())) as chain:
        asked = [(case, chain.search(case["question"])) for case in cases(QUESTIONS)]
        asked = [(case, hits) for case, hits in asked if hits]
        overhead(chain, asked)
        first_claim(asked[:: len(asked) // 5])
        follow_ups(chain)


def generating(chain: Chain, model: ChatModel, language: str = "question") -> Chain:
    """Return the line of `chain` with answers by `model`; its answerer is judge and fallback."""
    own = chain._answerer
    judge = own if isinstance(own, ReaderAnswerer) else None
    answerer = Generative(model, own, language, judge)
    return Chain(chain.store, chain._search, answerer, chain._rewrite, chain._passages)


def overhead(chain: Chain, asked: Sequence[tuple[Any, Sequence[Hit]]]) -> None:
    """Time the whole line around a model that writes five claims at once after PROMPT_SECONDS."""
    wholes, retrievals, counts = [], [], Counter[str]()
    for case, hits in asked:
        line = generating(chain, _scripted(_reply(hits), _Silent), LANGUAGE)
        started = time.perf_counter()
        answer = line.invoke(case["question"])
        wholes.append((time.perf_counter() - started - PROMPT_SECONDS) * 1000)
        retrievals.append(answer.timings_ms["retrieve"])
        counts.update(dropped.reason for dropped in answer.dropped)
        counts["shown"] += len(answer.claims)
    print(f"overhead, {len(asked)} answers: {spread(wholes)}; retrieval of it {spread(retrievals)}")
    print(f"claims: {dict(counts)}")


def spread(milliseconds: Sequence[float]) -> str:
    """Return the median and the 95th percentile, in words."""
    cuts = statistics.quantiles(milliseconds, n=100) if len(milliseconds) > 1 else [0.0] * 99
    return f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms"


def first_claim(asked: Sequence[tuple[Any, Sequence[Hit]]]) -> None:
    """Time from the first word of the model to the first claim shown, and to the whole answer."""
    firsts, wholes = [], []
    for case, hits in asked:
        started, first = time.perf_counter(), 0.0
        question = Question(case["question"], case["lang"])
        for draft in Generative(_scripted(_reply(hits), _Paced), None, LANGUAGE).draft(
            question, hits
        ):
            if draft.claims and not first:
                first = time.perf_counter() - started
        firsts.append(first)
        wholes.append(time.perf_counter() - started)
    print(
        f"first claim at {TOKENS_A_SECOND:.0f} words/s: {statistics.median(firsts):.1f} s"
        f" of {statistics.median(wholes):.1f} s"
    )


def follow_ups(chain: Chain) -> None:
    """How often a follow-up finds an article that answers: as typed, rewritten, and by hand."""
    ranks: dict[str, list[int]] = {"as typed": [], "by rules": [], "by hand": []}
    for case in cases(FOLLOW_UPS):
        if not case["articles"]:
            continue
        turns = [Turn(turn["question"], turn["answer"]) for turn in case["history"]]
        rules = standalone(case["question"], turns, case["lang"])
        for way, text in zip(ranks, (case["question"], rules, case["standalone"]), strict=True):
            found = list(dict.fromkeys(hit.article.id for hit in chain.search(text, 10)))
            ranks[way].append(next((i for i, a in enumerate(found) if a in case["articles"]), 99))
    for way, places in ranks.items():
        at = [sum(place < k for place in places) / len(places) for k in (1, 3)]
        print(f"follow-ups {way}, {len(places)}: hit@1 {at[0]:.3f}, hit@3 {at[1]:.3f}")


def cases(path: Path) -> list[Any]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _reply(hits: Sequence[Hit]) -> str:
    """Five claims: two fair ones, one misattributed, one fabricated, one stitched."""
    texts = [s.text for s in sentences_of(hits) if len(s.text.split()) > 5][:3] * 3
    middle = len(texts[1]) // 2
    quotes = [
        (1, texts[0]),
        (1, texts[1]),
        (len(hits), texts[2]),
        (2, texts[0].replace("a", "e", 3)),
        (1, texts[0][:middle] + texts[1][middle:]),
    ]
    claims = [{"quotes": [{"passage": n, "quote": q}], "text": q} for n, q in quotes]
    return json.dumps({"answerable": True, "claims": claims}, ensure_ascii=False)


def _scripted(reply: str, kind: type[GenericFakeChatModel]) -> ChatModel:
    chat = kind(messages=iter([AIMessage(reply)]))
    return ChatModel("scripted:benchmark", chat, chat.bind(), "here")


class _Paced(GenericFakeChatModel):
    """Writes a word at a time, at TOKENS_A_SECOND."""

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for chunk in super()._stream(*args, **kwargs):
            time.sleep(1 / TOKENS_A_SECOND)
            yield chunk


class _Silent(GenericFakeChatModel):
    """Says nothing for PROMPT_SECONDS, then all at once."""

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        time.sleep(PROMPT_SECONDS)
        yield from super()._stream(*args, **kwargs)


if __name__ == "__main__":
    main()
