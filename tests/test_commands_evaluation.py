"""`tanya eval` and `tanya compare` as a script meets them: files, JSON and exit codes."""

import json
import re
import string
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bot import texts
from bot.cli import run
from bot.commands import evaluation as commands
from evaluation import errors as evaluation_errors
from index.errors import SettingsError, Unreachable
from rag import build
from rag.answerers.extractive import Extractive
from tests.fakes import FakeEmbedder

ARTICLES = {
    "pasal": "Pasal 4 mewajibkan bantuan militer. Pihak lain tidak boleh menunda.",
    "putin": "Putin berkunjung ke Pyongyang pada hari Rabu. Kim menyambutnya di bandara.",
}
QUESTIONS: list[dict[str, Any]] = [
    {"id": "q1", "question": "Apa isi Pasal 4?", "lang": "id", "type": "fact", "answerable": True,
     "articles": ["pasal"], "answers": ["bantuan militer"], "facts": [["bantuan militer"]]},
    {"id": "q2", "question": "Apa isi Pasal 9?", "lang": "id", "type": "near_miss",
     "answerable": False},
    {"id": "q3", "question": "Apa isi Pasal 4 itu?", "lang": "id", "type": "fact",
     "answerable": True, "articles": ["pasal"], "facts": [["bantuan pangan"]]},
]  # fmt: skip

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    """Two articles in a real index with the fake embedder, and a test set over them."""
    monkeypatch.setattr(build, "_embedder", lambda settings: FakeEmbedder())
    monkeypatch.setattr("rag.reader_model.load_reader", lambda: None)
    monkeypatch.setattr(build, "cache_folder", lambda: tmp_path / "cache")
    Path("articles").mkdir()
    for name, text in ARTICLES.items():
        Path(f"articles/{name}.txt").write_text(text, encoding="utf-8")
    write_set("set.jsonl", *QUESTIONS)
    assert run(["index"]) == 0
    capsys.readouterr()


def write_set(name: str, *questions: dict[str, Any]) -> None:
    """A test set of these questions."""
    lines = [json.dumps(question) + "\n" for question in questions]
    Path(name).write_text("".join(lines), encoding="utf-8")


def tanya(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of a command."""
    code = run(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


NOTHING_LEFT = "Tidak ada lagi soal yang belum benar dalam hasil itu.\n"


def test_eval_prints_saves_and_reports(capsys: Capture) -> None:
    arguments = ["eval", "set.jsonl", "--out", "run.json", "--html", "r/page.html"]
    code, out, err = tanya(capsys, *arguments, "--junit", "j.xml")
    assert code == 0
    assert "2 dari 3 soal benar" in out and "quote_verbatim" in out
    assert "run.json" in err
    assert json.loads(Path("run.json").read_text())["metrics"]["quote_verbatim"] == 1.0
    assert Path("r/page.html").read_text().startswith("<!doctype html>")
    results = ElementTree.parse("j.xml")
    assert len(results.findall(".//testcase")) == 3
    # Not right is a failure to CI; the exit code, 0 above, follows the gates only.
    assert len(results.findall(".//failure")) == 1


def test_json_is_the_run_and_the_contracts_metrics(capsys: Capture) -> None:
    code, out, _ = tanya(capsys, "eval", "set.jsonl", "--json", "--concurrency", "2")
    run_file = json.loads(out)
    assert code == 0
    assert run_file["questions"] == 3
    assert run_file["metrics"]["fact_recall"] == 0.5
    assert run_file["metrics"]["refusal_recall"] == 1.0
    assert [row["verdict"] for row in run_file["rows"]] == ["correct", "refused", "wrong"]
    (saved,) = Path("data/runs").iterdir()
    assert json.loads(saved.read_text()) == run_file


def test_a_gate_that_fails_is_code_7(capsys: Capture) -> None:
    code, _, err = tanya(
        capsys, "eval", "set.jsonl", "--min", "fact_recall=0.9", "--min", "hit@5=1"
    )
    assert code == 7
    assert "fact_recall = 0.500" in err and "hit@5" not in err
    assert tanya(capsys, "eval", "set.jsonl", "--min", "fact_recall=0.5")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.jsonl"],
        ["set.jsonl", "--min", "fact_recall"],
        ["set.jsonl", "--min", "facts=1"],
        ["set.jsonl", "--min", "correct=nan"],
        ["set.jsonl", "--only", "list"],
        ["set.jsonl", "--failed-of", "set.jsonl"],
        ["set.jsonl", "--vary", "k=x"],
        ["set.jsonl", "--vary", "k=1,2", "--html", "page.html"],
        ["set.jsonl", "--concurrency", "0"],
    ],
)
def test_bad_usage_is_code_2_before_anything_runs(capsys: Capture, arguments: list[str]) -> None:
    code, out, err = tanya(capsys, "eval", *arguments)
    assert (code, out) == (2, "")
    assert err and "Traceback" not in err
    assert not Path("data/runs").exists()


def test_help_and_errors_write_a_limit_alike(capsys: Capture) -> None:
    for command in ("eval", "compare"):
        _, out, _ = tanya(capsys, command, "--help")
        assert "METRIK=ANGKA" in out
        assert not re.search(r"METRIC|VALUE|NUMBER|TYPE|\bRUN\b", out)
    _, _, err = tanya(capsys, "eval", "set.jsonl", "--min", "fact_recall")
    assert "fact_recall bukan METRIK=ANGKA" in err


def test_the_test_set_has_one_name(capsys: Capture) -> None:
    told = [tanya(capsys, *words)[1] for words in (["--help"], ["eval", "--help"])]
    said = " ".join(" ".join(told).split())
    assert "kumpulan soal" in said
    assert "set soal" not in said and "soal uji" not in said


def test_without_an_index_it_is_code_4(capsys: Capture) -> None:
    assert tanya(capsys, "eval", "set.jsonl", "--store", "nowhere")[0] == 4
    assert tanya(capsys, "eval", "set.jsonl", "--check", "--store", "nowhere")[0] == 4


def test_when_nothing_can_be_reached_it_is_code_5(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*args: object) -> object:
        raise Unreachable(what="Ollama", where="there", reason="refused", mend="Run: ollama serve")

    monkeypatch.setattr(Extractive, "draft", unreachable)
    code, out, _ = tanya(capsys, "eval", "set.jsonl")
    assert code == 5
    assert "galat: 3" in out


def test_check_tells_problems_and_fails(capsys: Capture) -> None:
    assert tanya(capsys, "eval", "--check", "set.jsonl")[0] == 7  # "bantuan pangan" is nowhere
    write_set("sound.jsonl", *QUESTIONS[:2])
    assert tanya(capsys, "eval", "--check", "sound.jsonl")[0] == 0
    code, out, _ = tanya(capsys, "eval", "--check", "set.jsonl", "--json")
    assert (code, json.loads(out)["problems"]) == (
        7,
        [{"case_id": "q3", "kind": "fact_not_in_articles", "value": "bantuan pangan", "line": 3}],
    )


def test_only_some_questions_are_asked(capsys: Capture) -> None:
    tanya(capsys, "eval", "set.jsonl", "--out", "run.json")
    _, out, _ = tanya(capsys, "eval", "set.jsonl", "--failed-of", "run.json", "--json")
    assert [row["case"]["id"] for row in json.loads(out)["rows"]] == ["q3"]
    _, out, _ = tanya(capsys, "eval", "set.jsonl", "--only", "near_miss", "--json")
    assert [row["case"]["id"] for row in json.loads(out)["rows"]] == ["q2"]


@pytest.mark.parametrize("extra", [[], ["--vary", "k=1,2"], ["--only", "near_miss"]])
def test_when_all_were_right_nothing_is_run(capsys: Capture, extra: list[str]) -> None:
    write_set("sound.jsonl", *QUESTIONS[:2])
    tanya(capsys, "eval", "sound.jsonl", "--out", "run.json")
    again = ["eval", "sound.jsonl", "--failed-of", "run.json", *extra]
    assert tanya(capsys, *again) == (0, NOTHING_LEFT, "")
    assert (
        tanya(capsys, *again, "--language", "en")[1]
        == "That run left no question that was not done right.\n"
    )
    code, out, err = tanya(capsys, *again, "--json")
    assert (code, json.loads(out)["questions"], json.loads(out)["rows"]) == (0, 0, [])
    assert err == NOTHING_LEFT
    assert not Path("data/runs").exists()


def test_squad_is_converted_indexed_and_run(capsys: Capture) -> None:
    context = "Pasar lama terbakar pada 9 Juli 2022. Dua puluh kios rusak."
    qa = {
        "id": "s1",
        "question": "Kapan pasar lama terbakar?",
        "answers": [{"text": "9 Juli 2022"}],
    }
    data = {"data": [{"title": "Pasar", "paragraphs": [{"context": context, "qas": [qa]}]}]}
    Path("squad.json").write_text(json.dumps(data))
    code, out, err = tanya(capsys, "eval", "squad.json", "--check")
    assert code == 7 and "s1: artikel 'Pasar-1' tidak terindeks" in out
    assert "tanya eval squad.json --convert FOLDER" in err
    code, out, _ = tanya(capsys, "eval", "squad.json", "--convert", "imported")
    assert code == 0 and "imported/questions.jsonl" in out
    assert tanya(capsys, "index", "imported/articles.jsonl")[0] == 0
    for name in ("imported/questions.jsonl", "squad.json"):
        code, _, err = tanya(capsys, "eval", name, "--check")
        assert code == 0 and "--convert" not in err
    code, out, _ = tanya(capsys, "eval", "squad.json", "--json")
    found = json.loads(out)
    assert (code, found["metrics"]["hit@5"], found["counts"]["fact_recall"]) == (0, 1.0, 1)


def test_variations_are_run_and_tested(capsys: Capture) -> None:
    code, out, _ = tanya(capsys, "eval", "set.jsonl", "--vary", "min_confidence=0.5,1", "--json")
    assert code == 0
    first, second = json.loads(out)["trials"]
    assert first["variation"] == {"min_confidence": "0.5"}
    assert second["metrics"]["fact_recall"] <= first["metrics"]["fact_recall"]
    assert len(list(Path("data/runs").iterdir())) == 2
    assert "k=1 (dasar)" in tanya(capsys, "eval", "set.jsonl", "--vary", "k=1,8")[1]


def test_another_embedding_is_indexed_first(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(FakeEmbedder):
        identity = "fake/other"

    def embedder(settings: Any) -> FakeEmbedder:
        return FakeEmbedder() if settings.embedding == "embedded" else Other()

    monkeypatch.setattr(build, "_embedder", embedder)
    arguments = ["eval", "set.jsonl", "--vary", "embedding=embedded,ollama:x", "--json"]
    code, out, err = tanya(capsys, *arguments)
    assert code == 0, err
    first, second = json.loads(out)["trials"]
    assert first["metrics"]["hit@5"] == second["metrics"]["hit@5"] == 1.0
    assert "ollama:x" in err


def test_runs_are_compared(capsys: Capture) -> None:
    tanya(capsys, "eval", "set.jsonl", "--out", "a.json")
    tanya(capsys, "eval", "set.jsonl", "--out", "b.json")
    code, out, _ = tanya(capsys, "compare", "a.json", "b.json", "--max-drop", "correct=0")
    assert code == 0 and "Tidak ada jawaban yang berubah." in out
    assert "B tidak dapat dibedakan dari A: correct +0.000, p 1.000;" in out


@pytest.mark.parametrize(
    "options",
    [
        ["--max-drop", "correct=nan"],
        ["--max-drop", "correct=inf"],
        ["--max-drop", "correct=-1"],
        ["--strict"],
    ],
)
def test_a_gate_that_could_not_hold_is_code_2(capsys: Capture, options: list[str]) -> None:
    tanya(capsys, "eval", "set.jsonl", "--out", "a.json")
    code, out, err = tanya(capsys, "compare", "a.json", "a.json", *options)
    assert (code, out) == (2, "") and err


def test_a_drop_is_code_7_when_strict_or_significant(capsys: Capture) -> None:
    tanya(capsys, "eval", "set.jsonl", "--out", "a.json")
    worse = json.loads(Path("a.json").read_text())
    worse["rows"][0].update(status="not_found", answer="", citations=[], verbatim=[])
    Path("b.json").write_text(json.dumps(worse))
    limit = ["--max-drop", "correct=0.1"]
    assert tanya(capsys, "compare", "a.json", "b.json", *limit)[0] == 0
    code, _, err = tanya(capsys, "compare", "a.json", "b.json", *limit, "--strict")
    assert code == 7 and "correct memburuk 0.333" in err
    code, out, _ = tanya(capsys, "compare", "a.json", "b.json", *limit, "--strict", "--json")
    found = json.loads(out)
    assert (code, found["broken"]) == (7, ["correct"])
    assert [(flip["id"], flip["change"]) for flip in found["flips"]] == [("q1", "worse")]
    first = json.loads(Path("a.json").read_text())["rows"][0]
    out = tanya(capsys, "compare", "a.json", "b.json", "--answers")[1]
    assert first["answer"] in out and first["case"]["question"] in out


def test_other_questions_and_other_articles_are_not_compared(capsys: Capture) -> None:
    tanya(capsys, "eval", "set.jsonl", "--out", "a.json")
    tanya(capsys, "eval", "set.jsonl", "--only", "fact", "--out", "part.json")
    assert tanya(capsys, "compare", "a.json", "part.json")[0] == 2
    Path("articles/baru.txt").write_text("Artikel baru tentang cuaca.", encoding="utf-8")
    tanya(capsys, "index")
    tanya(capsys, "eval", "set.jsonl", "--out", "later.json")
    code, _, err = tanya(capsys, "compare", "a.json", "later.json")
    assert code == 2 and "--any-index" in err
    assert tanya(capsys, "compare", "a.json", "later.json", "--any-index")[0] == 0
    Path("no.json").write_text("{}")
    assert tanya(capsys, "compare", "a.json", "no.json")[0] == 2


def test_a_missing_package_is_named_with_its_extra(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "_PACKAGES", ("no_such_package",))
    code, _, err = tanya(capsys, "eval", "set.jsonl")
    assert code == 2 and "tanya[eval]" in err


def test_every_error_of_an_evaluation_has_an_indonesian_sentence() -> None:
    def placeholders(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    named = [value for value in vars(evaluation_errors).values() if isinstance(value, type)]
    for error in (value for value in named if issubclass(value, SettingsError)):
        if error is SettingsError:
            continue
        sentence = texts.load("id").errors[error.__name__]
        assert placeholders(sentence) == placeholders(error.message)
        assert not re.search(r"\b(the|cannot|Run)\b", sentence)
