"""The questions that this project wrote: whole, in place, and split by article."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from training import written as module
from training.written import NEAR_MISSES, WRITTEN, is_dev, near_misses, written

ROWS, PAIRS, ENCYCLOPEDIA = (
    [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for path in (WRITTEN, *(file for file, _ in NEAR_MISSES.values()))
)
KINDS = {"fact", "clause", "list", "yes_no", "informal"}


def test_every_answer_lies_in_its_passage_and_only_misses_have_none() -> None:
    for row in ROWS + PAIRS + ENCYCLOPEDIA:
        start, end = row["passage"]
        for kind, language, question, *answer in row["questions"]:
            assert question.strip() and language in {"id", "en", "ko", "ru"}, row["article"]
            if kind == "miss":
                assert not answer
            else:
                assert kind in KINDS and start <= answer[0] < answer[1] <= end, question


def test_every_passage_is_another_and_the_split_goes_by_article() -> None:
    passages = sorted((row["article"], *row["passage"]) for row in ROWS + PAIRS + ENCYCLOPEDIA)
    for (article, _, end), (following, start, _) in pairwise(passages):
        assert article != following or end <= start, article
    articles = {row["article"] for row in ROWS}
    assert 0.05 < sum(map(is_dev, articles)) / len(articles) < 0.15
    assert not any(is_dev(row["article"]) for row in PAIRS)


def test_every_answer_has_its_miss_in_the_same_language() -> None:
    for row in PAIRS:
        for known, missing in zip(row["questions"][::2], row["questions"][1::2], strict=True):
            assert known[0] != "miss" and missing[0] == "miss", row["article"]
            assert known[1] == missing[1], row["article"]


@pytest.mark.parametrize("source", ["written", *NEAR_MISSES])
def test_a_line_becomes_examples_of_its_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    text = "Judul. Pelabuhan dibuka Rabu. Ongkosnya 24 juta, kata Sari."
    line = {
        "article": "a",
        "passage": [7, len(text)],
        "questions": [["fact", "id", "Kapan dibuka?", 24, 28], ["miss", "en", "Who paid?"]],
    }
    corpus = NEAR_MISSES.get(source, (None, "indosum_news"))[1]
    (tmp_path / corpus).mkdir()
    article = {"id": "a", "title": "", "text": text}
    (tmp_path / corpus / "passages.jsonl").write_text(json.dumps(article))
    (file := tmp_path / "questions.jsonl").write_text(json.dumps(line))
    if source == "written":
        monkeypatch.setattr(module, "WRITTEN", file)
        known, missing = written(tmp_path, "dev" if is_dev("a") else "train")
    else:
        monkeypatch.setitem(NEAR_MISSES, source, (file, corpus))
        known, missing = near_misses(tmp_path, source)
    assert known.answers == ("Rabu",)
    assert [known.passage[s:e] for s, e in known.spans] == ["Rabu"]
    assert missing.spans == () and missing.source == f"{source} miss en"
