"""Runs: every question becomes a row, the file holds it all, and a killed run goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import load
from evaluation import runs
from evaluation.checkpoint import Checkpoint
from evaluation.errors import BadRun, SameIds
from evaluation.evaluate import evaluate
from evaluation.provenance import public_settings, source, versions
from evaluation.records import Case, Row, Run
from evaluation.running import DEPTH, ask, ask_all
from evaluation.summary import summarize
from index.errors import NoIndex
from rag.records import Answer, Citation, Turn
from rag.settings import Settings
from tests.evaluation_rows import case, citation
from tests.fake_system import FakeSystem

CASES = [
    case("q1", question="Kapan taman kota dibuka?", articles=["taman"], facts=[["3 Mei 2023"]]),
    case("q2", question="Kapan pasar lama terbakar?", articles=["pasar"], facts=[["9 Juli 2022"]]),
    case("q3", question="Siapa presiden Mars?", answerable=False),
]
PATH = Path("set.jsonl")


def evaluated(system: FakeSystem, folder: Path, concurrency: int = 1) -> Run:
    """A run of the fake system."""
    return evaluate(system, CASES, PATH, {"TANYA_STORE": "x"}, folder, concurrency)


def test_an_answer_becomes_a_row() -> None:
    found = ask(FakeSystem(), CASES[0])
    assert (found.status, found.answer) == ("answered", "Taman kota dibuka pada 3 Mei 2023. [1]")
    assert found.verbatim == (True,)
    assert found.hits[0].article_id == "taman" and len(found.hits) <= DEPTH
    assert found.latency_ms > 0 and found.error == ""


def test_an_error_becomes_a_failed_row_without_its_message() -> None:
    system = FakeSystem(failing=[CASES[0].question])
    found = ask(system, CASES[0])
    assert (found.status, found.error) == ("failed", "RuntimeError")
    assert "hunter2" not in repr(found)


def test_a_lost_index_ends_the_run() -> None:
    class Lost(FakeSystem):
        def invoke(self, asked: object) -> Answer:
            raise NoIndex(store="data/index")

    with pytest.raises(NoIndex):
        list(ask_all(Lost(), CASES))


@pytest.mark.parametrize(
    "change",
    [{"quote": "Taman Kota"}, {"start": 1, "end": 5}, {"article_id": "hutan"}, {"start": -5}],
)
def test_every_quote_is_looked_up_in_its_article(change: dict[str, object]) -> None:
    class Misquoting(FakeSystem):
        def invoke(self, asked: object) -> Answer:
            answer = super().invoke(asked)  # type: ignore[arg-type]
            wrong: Citation = replace(answer.citations[0], **change)  # type: ignore[arg-type]
            return replace(answer, citations=(*answer.citations, wrong))

    found = ask(Misquoting(), CASES[0])
    assert found.verbatim == (True, False)


def test_history_is_handed_over() -> None:
    seen: list[object] = []

    class Listening(FakeSystem):
        def invoke(self, asked: object) -> Answer:
            seen.append(asked)
            return super().invoke(asked)  # type: ignore[arg-type]

    ask(Listening(), case(question="Dan kapan?", history=[Turn("Apa taman itu?", "Taman kota.")]))
    history = [{"question": "Apa taman itu?", "answer": "Taman kota."}]
    assert seen == [{"question": "Dan kapan?", "history": history}]


def test_a_run_holds_everything_in_the_order_of_the_test_set(tmp_path: Path) -> None:
    told: list[str] = []
    run = evaluate(
        FakeSystem(), CASES, PATH, {"TANYA_STORE": "x"}, tmp_path, 4,
        lambda row: told.append(row.case.id),
    )  # fmt: skip
    assert [row.case.id for row in run.rows] == ["q1", "q2", "q3"]
    assert sorted(told) == ["q1", "q2", "q3"]
    assert set(run.articles) == {"taman", "pasar", "jembatan"}
    assert (run.test_set, run.index, len(run.test_set_hash)) == ("set.jsonl", "fake-1", 64)
    assert list(tmp_path.iterdir()) == []


def test_the_same_run_twice_gives_the_same_numbers(tmp_path: Path) -> None:
    def numbers(concurrency: int) -> dict[str, float | None]:
        summary = summarize(evaluated(FakeSystem(), tmp_path, concurrency=concurrency).rows)
        return {k: f.value for k, f in summary.overall.items() if not k.startswith("latency")}

    assert numbers(1) == numbers(1) == numbers(4)


def test_ids_must_tell_questions_apart(tmp_path: Path) -> None:
    with pytest.raises(SameIds, match="'q1' twice"):
        evaluate(FakeSystem(), [CASES[0], CASES[0]], PATH, {}, tmp_path)


def test_a_saved_run_is_loaded_again(tmp_path: Path) -> None:
    run = evaluated(FakeSystem(failing=[CASES[1].question]), tmp_path)
    file = tmp_path / "deep" / "run.json"
    runs.save(run, summarize(run.rows), file)
    assert runs.load(file) == run
    assert [path.name for path in file.parent.iterdir()] == ["run.json"]


def test_the_file_shows_figures_verdicts_and_scores(tmp_path: Path) -> None:
    run = evaluated(FakeSystem(), tmp_path)
    runs.save(run, summarize(run.rows), tmp_path / "run.json")
    data = json.loads((tmp_path / "run.json").read_text())
    assert data["metrics"]["hit@1"] == 1.0
    assert data["verdicts"] == {"correct": 2, "refused": 1}
    assert data["rows"][0]["verdict"] == "correct"
    assert data["rows"][0]["scores"]["fact_recall"] == 1.0
    assert "hit@1" not in data["rows"][2]["scores"]
    assert data["settings"] == {"TANYA_STORE": "x"}


@pytest.mark.parametrize(
    ("content", "indonesian", "english"),
    [
        (b"", "bukan JSON yang sah mulai karakter ke-0", "it is not JSON from character 0 on"),
        (b"{\n1}", "bukan JSON yang sah mulai baris 2", "it is not JSON from line 2 on"),
        (b"{}", "kolom 'test_set' tidak ada", "the field 'test_set' is missing"),
        (b"[1]", "bukan objek JSON, dari { sampai }", "it is not a JSON object, from { to }"),
        (b"\xff", "bukan JSON yang sah mulai karakter ke-1", "it is not JSON from character 1 on"),
    ],
)
def test_a_file_that_is_no_run_is_said_to_be_none(
    tmp_path: Path, content: bytes, indonesian: str, english: str
) -> None:
    file = tmp_path / "run.json"
    file.write_bytes(content)
    with pytest.raises(BadRun) as raised:
        runs.load(file)
    assert str(raised.value) == f"{file} is not a run saved by tanya eval ({english})."
    said = load("id").error(raised.value)
    assert said == f"{file} bukan hasil yang disimpan tanya eval ({indonesian})."
    with pytest.raises(BadRun):
        runs.load(tmp_path / "missing.json")


rows = st.builds(
    Row,
    case=st.builds(Case, st.text(max_size=5), st.text(max_size=9), st.just("id"), st.booleans()),
    status=st.sampled_from(["answered", "not_found", "failed"]),
    latency_ms=st.floats(0, 1e9),
    answer=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    confidence=st.floats(0, 1),
    citations=st.lists(st.just(citation()), max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(rows, max_size=3), st.integers(0, 200))
def test_a_torn_checkpoint_keeps_its_whole_lines(
    tmp_path_factory: pytest.TempPathFactory, written: list[Row], cut: int
) -> None:
    checkpoint = Checkpoint(tmp_path_factory.mktemp("torn") / "rows")
    assert list(checkpoint.kept(iter(written))) == written
    content = checkpoint.path.read_bytes()
    checkpoint.path.write_bytes(content[: max(0, len(content) - cut)])
    kept = checkpoint.rows()
    assert kept == written[: len(kept)]
    assert list(checkpoint.kept(iter(written[len(kept) :]))) == written[len(kept) :]
    assert checkpoint.rows() == written


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    class Stopped(FakeSystem):
        def invoke(self, asked: object) -> Answer:
            if len(self.asked) == 2:
                raise NoIndex(store="gone")
            return super().invoke(asked)  # type: ignore[arg-type]

    with pytest.raises(NoIndex):
        evaluated(Stopped(), tmp_path)
    again = FakeSystem()
    run = evaluated(again, tmp_path)
    assert again.asked == ["Siapa presiden Mars?"]
    assert len(run.rows) == 3
    assert list(tmp_path.iterdir()) == []


class StoppedAfterOne(FakeSystem):
    def invoke(self, asked: object) -> Answer:
        if self.asked:
            raise NoIndex(store="gone")
        return super().invoke(asked)  # type: ignore[arg-type]


def test_another_index_begins_anew(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        evaluated(StoppedAfterOne(), tmp_path)
    other = FakeSystem(fingerprint="fake-2")
    evaluated(other, tmp_path)
    assert len(other.asked) == 3


def test_other_code_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoIndex):
        evaluated(StoppedAfterOne(), tmp_path)
    monkeypatch.setattr("evaluation.evaluate.versions", lambda: {"source": "changed"})
    system = FakeSystem()
    evaluated(system, tmp_path)
    assert len(system.asked) == 3


def test_what_failed_before_a_kill_is_asked_again(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        evaluated(StoppedAfterOne(failing=[CASES[0].question]), tmp_path)
    system = FakeSystem()
    run = evaluated(system, tmp_path)
    assert system.asked[0] == CASES[0].question and len(system.asked) == 3
    assert [row.status for row in run.rows] == ["answered", "answered", "not_found"]


def test_any_change_of_code_or_models_is_another_source(tmp_path: Path) -> None:
    def written(name: str, content: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        source.cache_clear()
        return source(tmp_path)

    found = [
        written("rag/a.py", "1"),
        written("rag/a.py", "2"),
        written("models/reader.npz", "weights"),
        written("index/deep/b.py", "1"),
    ]
    assert len(set(found)) == 4
    assert written("bot/cli.py", "1") == written("rag/notes.txt", "1") == found[-1]
    source.cache_clear()
    assert versions()["source"] == source() != found[-1]


SLOW_RUN = """
import sys, time
from pathlib import Path
from evaluation.evaluate import evaluate
from tests.evaluation_rows import case
from tests.fake_system import FakeSystem

class Slow(FakeSystem):
    def invoke(self, asked):
        time.sleep(0.02)
        return super().invoke(asked)

cases = [case(f"q{i}", question=f"Kapan taman nomor {i}?") for i in range(40)]
def tell(row):
    print(row.case.id, flush=True)

run = evaluate(Slow(), cases, Path("set.jsonl"), {}, Path(sys.argv[1]), 2, tell)
print("done", len(run.rows), flush=True)
"""


def test_a_killed_process_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[1])
    command = [sys.executable, "-c", SLOW_RUN, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(10)]
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    started = time.perf_counter()
    again = subprocess.run(command, capture_output=True, env=environment, text=True, check=True)
    lines = again.stdout.split("\n")
    assert lines[: len(told)] == told
    assert lines[-2] == "done 40" and len(set(lines[:-2])) == 40
    assert time.perf_counter() - started < 30


def test_settings_are_kept_without_secrets() -> None:
    settings = Settings(
        telegram_token="123:abc", webhook_secret="s3cret", store="http://ann:pass@host:8000/x",
        chat_model="ollama:gemma3:4b",
    )  # fmt: skip
    shown = public_settings(settings)
    assert shown["TANYA_STORE"] == "http://host:8000/x"
    assert shown["TANYA_CHAT_MODEL"] == "ollama:gemma3:4b"
    assert not any(secret in str(shown) for secret in ("123:abc", "s3cret", "pass"))
    assert not any("TELEGRAM" in key or "WEBHOOK" in key for key in shown)


def test_versions_name_what_answers_depend_on() -> None:
    assert {"python", "chromadb", "numpy"} <= set(versions())
