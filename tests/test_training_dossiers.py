"""Dossiers: the article that is asked about, and those that are like it."""

import json
from pathlib import Path

import pytest

from tests.fakes import FakeEmbedder
from training import dossiers as module
from training.dossiers import ARTICLES, dossiers
from training.examples import Example

MATTERS = "gempa bumi mengguncang", "harga beras naik", "liga sepak bola", "sidang korupsi menteri"


def test_a_dossier_has_the_article_asked_about_and_its_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        f"{m}-{i}": f"{MATTERS[m]} lagi, nomor {i}." for m in range(4) for i in range(ARTICLES)
    }
    data = tmp_path / "indosum_news"
    data.mkdir()
    lines = [json.dumps({"id": i, "title": "", "text": text}) for i, text in texts.items()]
    (data / "passages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    asked = [
        Example("Kapan?", texts[i], (), "written miss id", (), i) for i in ("0-0", "1-3", "2-5")
    ]
    monkeypatch.setattr(module, "written", lambda data, split: asked)
    monkeypatch.setattr("rag.build.embedder", lambda settings: FakeEmbedder())
    found = list(dossiers(tmp_path, tmp_path))
    assert [examples for _, examples in found] == [[asked[0]], [asked[2]]]
    for (path, _), matter in zip(found, ("0", "2"), strict=True):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert len(rows) == ARTICLES and {row["id"][0] for row in rows} == {matter}
    monkeypatch.setattr("rag.build.embedder", None)
    assert list(dossiers(tmp_path, tmp_path)) == found
