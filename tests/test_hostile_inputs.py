"""Hostile files, settings, questions and JSON lines end in a sentence and a code, not a traceback.

`pytest tests/test_hostile_inputs.py --hypothesis-profile thousand` tries a thousand of each kind.
"""

import io
import json
import os
from dataclasses import fields
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cli import run
from bot.options import interface_texts
from rag import build
from rag.settings import Settings
from tests import hostile as h
from tests.fakes import FakeEmbedder

Capture = pytest.CaptureFixture[str]
anything = settings(
    max_examples=1000 if settings().max_examples == 1000 else 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KEYS = [field.metadata["key"] for field in fields(Settings)]
SECRETS = {field.metadata["key"] for field in fields(Settings) if not field.repr}


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture) -> None:
    """The fake embedder, no reader, and one article of each kind in the index."""
    monkeypatch.setattr(build, "_embedder", lambda settings: FakeEmbedder())
    monkeypatch.setattr("rag.reader_model.load_reader", lambda: None)
    monkeypatch.setattr(build, "cache_folder", lambda: tmp_path / "cache")
    for suffix, content in h.SAMPLES.items():
        path = Path(f"articles/baik{suffix[1:]}{suffix}")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    run(["index"])
    capsys.readouterr()


def outcome(capsys: Capture, codes: set[int], *arguments: str) -> tuple[int, str, str]:
    """Run a command; its code is one of `codes`, and what went wrong is a sentence."""
    code = run(list(arguments))
    printed = capsys.readouterr()
    assert code in codes, printed.err
    assert "Traceback" not in printed.err + printed.out
    assert "errors.log" not in printed.err  # where the unexpected is kept
    assert "\0" not in printed.err
    return code, printed.out, printed.err


@pytest.mark.parametrize("suffix", sorted(h.SAMPLES))
@anything
@given(data=st.data())
def test_any_file_goes_in_or_is_named(capsys: Capture, suffix: str, data: st.DataObject) -> None:
    name = data.draw(st.one_of(st.just("a"), h.names)) + suffix
    path = Path("articles") / name
    path.write_bytes(data.draw(h.files(suffix)))
    try:
        code, out, _ = outcome(capsys, {0, 6}, "index", "articles", "--prune", "--json")
    finally:
        path.unlink()
    report = json.loads(out)
    assert (code == 6) == bool(report["failed"])
    assert report["articles"] >= 4
    for failure in report["failed"]:
        assert failure["path"].isprintable() or not failure["path"].isascii()
        assert failure["reason"]
    for article_id in report["added"]:
        _, shown, _ = outcome(capsys, {0}, "show", "--json", "--", article_id)
        assert json.loads(shown)["article_id"] == article_id


@anything
@given(st.one_of(h.hostile, h.long))
@example("Pasal 4 " * 131_072)  # one megabyte
def test_any_question_is_answered_or_not_found(capsys: Capture, question: str) -> None:
    code, out, err = outcome(capsys, {0, 2, 3}, "ask", "--json", "--", question)
    if code == 2:
        assert err
        return
    answer = json.loads(out)
    assert (answer["status"] == "answered") == (code == 0)
    for citation in answer["citations"]:
        _, shown, _ = outcome(capsys, {0}, "show", "--json", "--", citation["article_id"])
        text = json.loads(shown)["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    outcome(capsys, {0}, "search", "--", question)


@anything
@given(
    h.lines(
        st.one_of(
            h.json_values,
            st.fixed_dictionaries(
                {"question": st.one_of(h.hostile, h.json_values)},
                optional={"history": st.one_of(h.json_values, st.lists(h.turns, max_size=4))},
            ),
        )
    )
)
def test_any_line_is_answered_or_named_by_its_number(capsys: Capture, text: str) -> None:
    with patch("sys.stdin", io.StringIO(text)):
        code, out, err = outcome(capsys, {0, 2, 3}, "ask", "-", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    bad = [row for row in rows if "error" in row]
    assert (code == 2) == bool(bad)
    for row in bad:
        assert f"{row['line']}" in row["error"]
        assert row["error"] in err


cases = st.fixed_dictionaries(
    {
        "id": st.one_of(h.hostile, h.json_values),
        "question": st.one_of(h.hostile, h.json_values),
        "lang": st.one_of(st.just("id"), h.json_values),
        "answerable": st.one_of(st.booleans(), h.json_values),
    },
    optional={
        name: st.one_of(h.json_values, st.lists(h.hostile, max_size=2))
        for name in ("type", "articles", "answers", "facts", "history", "tyep")
    },
)
good_cases = st.fixed_dictionaries(
    {"id": h.valid, "question": h.valid, "lang": h.valid, "answerable": st.booleans()},
    optional={
        "type": h.valid,
        "articles": st.lists(st.one_of(st.just("baikmd"), h.valid), max_size=2),
        "answers": st.lists(h.valid, max_size=2),
        "facts": st.lists(st.lists(h.valid, max_size=2), max_size=2),
    },
)


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv"])
@anything
@given(text=st.one_of(h.lines(cases), h.lines(good_cases), h.hostile))
def test_any_test_set_is_run_or_refused_by_its_line(
    capsys: Capture, suffix: str, text: str
) -> None:
    path = Path(f"soal{suffix}")
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    code, _, err = outcome(capsys, {0, 2, 7}, "eval", str(path), "--check")
    if code == 2:
        assert str(path) in err
    code, out, err = outcome(capsys, {0, 2, 5}, "eval", str(path), "--json", "--out", "hasil.json")
    if code == 2:
        assert str(path) in err
    else:
        json.loads(out)
        outcome(capsys, {0, 2}, "compare", "hasil.json", "hasil.json", "--json")


def _environment(text: str) -> str:
    """The text as an environment can hold it: any bytes but a zero."""
    return os.fsdecode(text.replace("\0", "").encode("utf-8", "replace"))


values = st.one_of(
    h.hostile,
    st.sampled_from(
        [
            *(
                "http://[",
                "http://[::1",
                "http://127.0.0.1:99999",
                "http://127.0.0.1:y",
                "https://",
                "http://a b",
            ),
            *("http://127.0.0.1:9", "http://user:pass@127.0.0.1:9/x?y#z", "file:///etc/passwd"),
            *(
                "127.0.0.1:99999",
                "[::1]:80",
                ":",
                "0",
                "-1",
                "1e999",
                "nan",
                "٣",
                "1_0",
                "9" * 9_000,
            ),
            *(
                "ollama:",
                "ollama:x",
                "openai:x",
                "x:y",
                "embedded ",
                "ID",
                ".",
                "/",
                "~",
                "a" * 5_000,
            ),
        ]
    ),
).map(_environment)


@pytest.mark.parametrize("key", KEYS)
@settings(anything, max_examples=60 if settings().max_examples == 1000 else 10)
@given(value=values)
def test_any_setting_is_taken_or_named(capsys: Capture, key: str, value: str) -> None:
    with patch.dict(os.environ, {"TELEGRAM_API_URL": "http://127.0.0.1:9", key: value}):
        interface_texts()
        code, _, err = outcome(capsys, {0, 2, 4, 5, 1}, "articles")
        _, report, _ = outcome(capsys, {0, 2, 4, 5, 1}, "doctor", "--json")
    if code == 2:
        assert key in err
    if key in SECRETS and len(value.strip()) > 20:
        assert value.strip() not in err + report


@anything
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", max_size=20), values)
def test_any_unknown_key_is_named(capsys: Capture, name: str, value: str) -> None:
    key = f"TANYA_{name}"
    with patch.dict(os.environ, {key: value} if key not in KEYS else {}):
        code, _, err = outcome(capsys, {0, 2}, "articles")
    assert code == 0 or key in err


@anything
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.builds(lambda k, v: f"{k}={v}".encode(), st.sampled_from(KEYS), values),
        ),
        max_size=4,
    )
)
def test_any_env_file_is_taken_or_named(capsys: Capture, parts: list[bytes]) -> None:
    Path(".env").write_bytes(b"\n".join(parts))
    interface_texts()
    code, _, err = outcome(capsys, {0, 1, 2, 4, 5}, "articles")
    assert code != 2 or ".env" in err or any(key in err for key in KEYS)
