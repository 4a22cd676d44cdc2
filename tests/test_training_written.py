"""The questions that this project wrote: whole, in place, and split by article."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from training import written as module
from training.written import WRITTEN, is_dev, written

ROWS = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
KINDS = {"fact", "clause", "list", "yes_no", "informal"}


def test_every_answer_lies_in_its_passage_and_only_misses_have_none() -> None:
    for row in ROWS:
        start, end = row["passage"]
        for kind, language, question, *answer in row["questions"]:
            assert question.strip() and language in {"id", "en", "ko", "ru"}, row["article"]
            if kind == "miss":
                assert not answer
            else:
                assert kind in KINDS and start <= answer[0] < answer[1] <= end, question


def test_every_passage_is_another_and_the_split_goes_by_article() -> None:
    passages = sorted((row["article"], *row["passage"]) for row in ROWS)
    for (article, _, end), (following, start, _) in pairwise(passages):
        assert article != following or end <= start, article
    articles = {row["article"] for row in ROWS}
    assert 0.05 < sum(map(is_dev, articles)) / len(articles) < 0.15


def test_a_line_becomes_examples_of_its_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Judul. Pelabuhan dibuka Rabu. Ongkosnya 24 juta, kata Sari."
    line = {
        "article": "a",
        "passage": [7, len(text)],
        "questions": [["fact", "id", "Kapan dibuka?", 24, 28], ["miss", "en", "Who paid?"]],
    }
    (tmp_path / "indosum_news").mkdir()
    article = {"id": "a", "title": "", "text": text}
    (tmp_path / "indosum_news" / "passages.jsonl").write_text(json.dumps(article))
    (tmp_path / "written.jsonl").write_text(json.dumps(line))
    monkeypatch.setattr(module, "WRITTEN", tmp_path / "written.jsonl")
    known, missing = written(tmp_path, "dev" if is_dev("a") else "train")
    assert known.answers == ("Rabu",)
    assert [known.passage[s:e] for s, e in known.spans] == ["Rabu"]
    assert missing.spans == () and missing.source == "written miss en"
