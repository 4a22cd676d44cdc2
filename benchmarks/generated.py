"""Generated answers: what the checks cost, what they catch, and what a real model gets through.

    python -m benchmarks.generated                      # the checks, with a scripted model
    python -m benchmarks.generated --every 1 --model    # and the model of TANYA_CHAT_MODEL
    python -m benchmarks.generated --parallel FOLDER    # claims held against translated quotes

Needs an index of the sample articles (`tanya index`). FOLDER has passages.en.jsonl and
passages.id.jsonl, `{"id", "text"}` a line, the same passage in two languages under one id.
"""

import argparse
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

from index.errors import Unreachable
from index.records import Article
from index.sentences import sentences
from rag import build, settings
from rag.answerers.generative import Generative
from rag.chain import Chain
from rag.chat_model import ChatModel, open_chat_model
from rag.claims import flaw
from rag.conversation import standalone
from rag.names import Passages, passages_of
from rag.passages import sentences_of
from rag.quotes import find
from rag.records import Draft, Hit, Question, Span, Turn

QUESTIONS = Path("questions/treaty.jsonl")
FOLLOW_UPS = Path("questions/followups.jsonl")
LANGUAGE = "id"
"""Of the scripted answers, which are sentences of the articles, whatever the question's is."""
TOKENS_A_SECOND = 40.0
"""How fast the paced model writes: about what a 4-billion model does on a laptop."""


def main() -> None:
    """Run the benchmark and print one table a part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", action="store_true", help="ask the configured chat model too")
    parser.add_argument("--every", type=int, default=10, help="of the questions, for --model")
    parser.add_argument("--parallel", type=Path, help="folder of translated passages")
    arguments = parser.parse_args()
    if arguments.parallel:
        across(arguments.parallel)
        return
    loaded = settings.load()
    with closing(build.chain(loaded)) as chain:
        asked = [(case, chain.search(case["question"])) for case in _cases(QUESTIONS)]
        asked = [(case, hits) for case, hits in asked if hits]
        overhead(asked)
        first_claim(asked[:: len(asked) // 5])
        follow_ups(chain)
        if arguments.model:
            model = open_chat_model(loaded.chat_model, loaded.ollama_host)
            real(model, asked[:: arguments.every])


def overhead(asked: Sequence[tuple[Any, Sequence[Hit]]]) -> None:
    """Time everything but the model: prompt, scanning, checking, for answers of five claims."""
    milliseconds, counts = [], Counter[str]()
    for case, hits in asked:
        model = _scripted(_reply(hits))
        started = time.perf_counter()
        last = _last(Generative(model, None, LANGUAGE), case, hits)
        milliseconds.append((time.perf_counter() - started) * 1000)
        counts.update(dropped.reason for dropped in last.dropped)
        counts["shown"] += len(last.claims)
    p50, p95 = (statistics.quantiles(milliseconds, n=100)[i] for i in (49, 94))
    print(f"overhead, {len(asked)} answers: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {dict(counts)}")


def first_claim(asked: Sequence[tuple[Any, Sequence[Hit]]]) -> None:
    """Time from the first word of the model to the first claim shown, and to the whole answer."""
    firsts, wholes = [], []
    for case, hits in asked:
        started, first = time.perf_counter(), 0.0
        question = Question(case["question"], case["lang"])
        for draft in Generative(_scripted(_reply(hits), paced=True), None, LANGUAGE).draft(
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
    for case in _cases(FOLLOW_UPS):
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


def across(folder: Path) -> None:
    """Hold English sentences against their Indonesian translation, and against the one after.

    The first are fair claims and should hold; of the second nearly all should fall.
    """
    english, indonesian = (
        {case["id"]: case["text"] for case in _cases(folder / f"passages.{language}.jsonl")}
        for language in ("en", "id")
    )
    fair, unfair = Counter[str](), Counter[str]()
    for key in sorted(english.keys() & indonesian.keys())[::4]:
        article = Article(key, indonesian[key], language="id")
        claims = [english[key][start:end] for start, end in sentences(english[key])]
        spans = [Span(article, start, end) for start, end in sentences(article.text)]
        if len(claims) == len(spans) > 1:
            passages = passages_of((article.text,))
            for claim, span, other in zip(claims, spans, spans[1:] + spans[:1], strict=True):
                fair[_verdict(claim, span, passages)] += 1
                unfair[_verdict(claim, other, passages)] += 1
    print(f"fair claims in another language: {_shares(fair)}")
    print(f"the same with the next sentence as their quote: {_shares(unfair)}")


def _verdict(claim: str, span: Span, passages: Passages) -> str:
    dropped = flaw(claim, [span], passages)
    return dropped.reason if dropped else "holds"


def _shares(counts: Counter[str]) -> str:
    total = counts.total()
    return f"{total}, " + ", ".join(f"{k} {n / total:.3f}" for k, n in counts.most_common())


def real(model: ChatModel, asked: Sequence[tuple[Any, Sequence[Hit]]]) -> None:
    """Ask a real model, and look up every quote of every claim that is shown."""
    counts, seconds = Counter[str](), []
    for case, hits in asked:
        started = time.perf_counter()
        try:
            last = _last(Generative(model, None), case, hits)
        except Unreachable as error:
            counts[type(error).__name__] += 1
            continue
        seconds.append(time.perf_counter() - started)
        counts.update(dropped.reason for dropped in last.dropped)
        for claim in last.claims:
            quoted = claim.spans and all(find(s.text, hits, None).span for s in claim.spans)
            counts["shown" if quoted else "SHOWN WITHOUT A QUOTE"] += 1
        counts["answered" if last.claims else "not found"] += 1
    median = statistics.median(seconds) if seconds else 0.0
    print(f"{model.name}, {len(asked)} questions, median {median:.1f} s: {dict(counts)}")


def _cases(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _last(answerer: Generative, case: Any, hits: Sequence[Hit]) -> Draft:
    *_, last = answerer.draft(Question(case["question"], case["lang"]), hits)
    return last


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


def _scripted(reply: str, paced: bool = False) -> ChatModel:
    def messages() -> Iterator[AIMessage]:
        yield AIMessage(reply)

    chat = _Paced(messages=messages()) if paced else GenericFakeChatModel(messages=messages())
    return ChatModel("scripted:benchmark", chat, chat.bind(), "here")


class _Paced(GenericFakeChatModel):
    """Writes a word at a time, at TOKENS_A_SECOND."""

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for chunk in super()._stream(*args, **kwargs):
            time.sleep(1 / TOKENS_A_SECOND)
            yield chunk


if __name__ == "__main__":
    main()
