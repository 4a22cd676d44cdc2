"""The sample articles are complete, dated and long enough to be asked about."""

import re
from datetime import date
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parents[1] / "articles"
FILES = sorted(path for path in ARTICLES.glob("*.md") if path.stem != "README")


def front_matter(path: Path) -> dict[str, str]:
    """The `key: value` lines between the two rules at the head of the file."""
    _, head, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.splitlines())


def body(path: Path) -> str:
    """The text below the front matter."""
    return path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of the body."""
    return body(path).split("\n\n")


def test_there_are_at_least_eight_articles_and_a_readme() -> None:
    assert len(FILES) >= 8
    assert (ARTICLES / "README.md").is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_front_matter_is_complete(path: Path) -> None:
    head = front_matter(path)
    assert list(head) == ["title", "source", "date", "language"]
    assert all(head.values())
    assert head["language"] == "id"
    assert date.fromisoformat(head["date"]).isoformat() == head["date"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_body_is_several_paragraphs_of_a_short_digest(path: Path) -> None:
    assert 130 <= len(body(path).split()) <= 300
    assert len(paragraphs(path)) >= 4
    assert front_matter(path)["title"] not in body(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ids_are_plain_slugs(path: Path) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)


def test_titles_are_unique() -> None:
    titles = [front_matter(path)["title"] for path in FILES]
    assert len(set(titles)) == len(titles)


def test_one_paragraph_is_a_numbered_clause() -> None:
    opening = [text for path in FILES for text in paragraphs(path) if text.startswith("Pasal ")]
    assert len(opening) == 1
    assert opening[0].startswith("Pasal 4 ")


def test_every_quotation_mark_is_closed() -> None:
    for path in FILES:
        for text in paragraphs(path):
            assert text.count("“") == text.count("”"), path.stem
