"""A real, weak chat model over every question: what it gets through, and what all but it costs.

    python -m benchmarks.generated_model FILE                    # all questions
    python -m benchmarks.generated_model FILE --limit 20         # the next 20 of them
    python -m benchmarks.generated_model FILE.2 --part 2 --of 2  # every second, for two processors

FILE keeps one JSON line a question; a run goes on where the last one stopped, and prints what FILE
holds; the files of parts can be joined. Without TANYA_CHAT_MODEL the model is SmolLM2-135M behind
the Ollama protocol; it is made to write claims (`--form free` lets it decline), since what it
declines tests nothing. Needs an index of the sample articles (`tanya index`) and the `llm` extra.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.generated import FOLLOW_UPS, QUESTIONS, cases, generating, spread
from rag import build, settings
from rag.asking import Asking
from rag.chain import Chain
from rag.chat_model import ChatModel, open_chat_model
from rag.records import Answer

PASSAGES = 3
"""Handed to the model, which reads about 200 tokens a second on one core."""
WORDS = 320
"""Tokens that the small model may write; it seldom stops by itself."""


def main() -> None:
    """Ask what FILE does not hold yet, and print the sums over what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="keeps the results, JSON Lines")
    parser.add_argument("--limit", type=int, help="questions asked in this run")
    parser.add_argument("--part", type=int, default=1, help="which of the parts")
    parser.add_argument("--of", type=int, default=1, help="parts")
    parser.add_argument("--form", choices=("insistent", "free", "plain"), default="insistent")
    given = parser.parse_args()
    if not 1 <= given.part <= given.of:
        parser.error(f"there is no part {given.part} of {given.of}")
    kept = cases(given.file) if given.file.exists() else []
    done = {row["id"] for row in kept}
    asked = [case for path in (QUESTIONS, FOLLOW_UPS) for case in cases(path)]
    mine = asked[given.part - 1 :: given.of]
    waiting = [case for case in mine if case["id"] not in done][: given.limit]
    if waiting:
        with given.file.open("a", encoding="utf-8") as file:
            for row in ask(waiting, given.form):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                file.flush()
                kept.append(row)
    summary(kept, len(asked))


def ask(questions: Sequence[Any], form: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each question, answered by the whole line."""
    loaded = settings.load()
    # The line without a chat model, around which `generating` puts the timed one.
    plain = replace(loaded, chat_model="")
    with _model(loaded, form) as (model, clock), closing(build.chain(plain, PASSAGES)) as chain:
        line = generating(chain, model)
        for case in questions:
            clock.seconds = 0.0
            started = time.perf_counter()
            given = {"question": case["question"], "history": case.get("history", [])}
            answers = list(line.stream(given))
            seconds = time.perf_counter() - started
            yield _row(case["id"], form, answers, line) | {
                "seconds": round(seconds, 2),
                "overhead_ms": round((seconds - clock.seconds) * 1000, 1),
            }


def _row(question_id: str, form: str, answers: Sequence[Answer], line: Chain) -> dict[str, Any]:
    last = answers[-1]
    return {
        "id": question_id,
        "form": form,
        "answerer": last.answerer,
        "notice": last.notice,
        "shown": len(last.claims),
        "unquoted": sum(_unquoted(answer, line) for answer in answers),
        "dropped": dict(Counter(dropped.reason for dropped in last.dropped)),
    }


def _unquoted(answer: Answer, line: Asking) -> int:
    """Claims of which a citation is missing, or not letter for letter in its article."""
    verbatim = {
        c.number: c.quote and line.article(c.article_id).text[c.start : c.end] == c.quote
        for c in answer.citations
    }
    return sum(
        not claim.citations or not all(map(verbatim.get, claim.citations))
        for claim in answer.claims
    )


def summary(rows: Sequence[Any], of: int) -> None:
    """Print the sums."""
    own = [row for row in rows if row["answerer"] == "generative"]
    fallen = [row for row in rows if row["answerer"] != "generative"]
    dropped, notices = Counter[str](), Counter[str](row["notice"] or "none" for row in rows)
    for row in rows:
        dropped.update(row["dropped"])
    seconds = sum(row["seconds"] for row in rows)
    print(f"{len(rows)} of {of} questions in {seconds / 60:.0f} min")
    print(f"claims shown: {sum(row['shown'] for row in rows)}, of the model's own")
    print(f"  {sum(row['shown'] for row in own)}; the others are the fallback's")
    print(f"claims shown without a verbatim quote: {sum(row['unquoted'] for row in rows)}")
    print(f"dropped: {dict(dropped.most_common())}")
    print(f"fallbacks: {len(fallen)}; notices {dict(notices.most_common())}")
    for what, some in (("", own), (", where the fallback answered", fallen)):
        if some:
            print(f"everything but the model{what}: {spread([row['overhead_ms'] for row in some])}")


class _Clock:
    """Adds up the seconds that are spent waiting for the model."""

    def __init__(self) -> None:
        self.seconds = 0.0


class _Timed:
    """A chat model of which only `stream` is used, with a clock on it."""

    def __init__(self, model: Any, clock: _Clock) -> None:
        self._model = model
        self._clock = clock
        self.profile = getattr(model, "profile", None)

    def stream(self, messages: Any) -> Iterator[Any]:
        """Yield what the model writes."""
        pieces = self._model.stream(messages)
        while True:
            started = time.perf_counter()
            piece = next(pieces, None)
            self._clock.seconds += time.perf_counter() - started
            if piece is None:
                return
            yield piece


@contextmanager
def _model(loaded: settings.Settings, form: str) -> Iterator[tuple[ChatModel, _Clock]]:
    """Yield the configured model, or the small one and its servers, with a clock."""
    from tests.llm_server import MODEL, insistent_schema, small_ollama

    if loaded.chat_model:
        yield _clocked(open_chat_model(loaded.chat_model, loaded.ollama_host))
        return
    with tempfile.TemporaryDirectory() as logs, small_ollama(Path(logs)) as servers:
        model = open_chat_model(f"ollama:{MODEL}", servers.url)
        model.chat.num_predict = WORDS  # type: ignore[attr-defined]
        bound = {
            "insistent": model.chat.bind(format=insistent_schema()),
            "free": model.structured,
            "plain": None,
        }[form]
        yield _clocked(replace(model, structured=bound))


def _clocked(model: ChatModel) -> tuple[ChatModel, _Clock]:
    clock = _Clock()
    chat: Any = _Timed(model.chat, clock)
    bound: Any = _Timed(model.structured, clock) if model.structured else None
    return replace(model, chat=chat, structured=bound), clock


if __name__ == "__main__":
    main()
