"""From paths to cleaned articles: which files are taken, what they hold, why some are refused."""

import json
from pathlib import Path

import pytest

from index.readers import Failure, Reason, Source, find, read
from index.records import Article

PROSE = "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai."


def articles(path: Path) -> list[Article | Failure]:
    return list(read(Source(path, path.stem)))


def article(path: Path) -> Article:
    (only,) = articles(path)
    assert isinstance(only, Article)
    return only


def reason(path: Path) -> Reason:
    (only,) = articles(path)
    assert isinstance(only, Failure)
    return only.reason


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_find_takes_articles_in_order_with_ids_below_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/deep/c.d.TXT", "README.md", ".hidden.txt", "photo.jpg"):
        write(tmp_path / name, PROSE)
    write(tmp_path / ".git" / "x.txt", PROSE)
    assert list(find([tmp_path])) == [
        Source(tmp_path / "a.md", "a"),
        Source(tmp_path / "b.txt", "b"),
        Source(tmp_path / "sub/deep/c.d.TXT", "sub/deep/c.d"),
    ]


def test_find_takes_a_single_file_by_its_stem(tmp_path: Path) -> None:
    path = write(tmp_path / "sub" / "a.txt", PROSE)
    assert list(find([path])) == [Source(path, "a")]


def test_find_reports_what_is_missing_or_of_no_kind_and_goes_on(tmp_path: Path) -> None:
    good, table = write(tmp_path / "a.txt", PROSE), write(tmp_path / "a.xlsx", "x")
    found = list(find([tmp_path / "none.txt", table, good]))
    assert found == [
        Failure(str(tmp_path / "none.txt"), Reason.MISSING),
        Failure(str(table), Reason.UNKNOWN_KIND),
        Source(good, "a"),
    ]


def test_find_refuses_the_second_file_with_an_id(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.md", PROSE), write(tmp_path / "a.txt", PROSE)
    lines = write(tmp_path / "a.jsonl", "{}")
    assert list(find([tmp_path])) == [
        Source(lines, "a"),
        Source(first, "a"),
        Failure(str(second), Reason.DUPLICATE_ID),
    ]


def test_find_gives_a_file_named_twice_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", PROSE)
    assert list(find([tmp_path, path, tmp_path])) == [Source(path, "a")]


def test_find_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    secret = write(tmp_path / "outside" / "secret.txt", PROSE)
    folder = tmp_path / "articles"
    inside = write(folder / "a.txt", PROSE)
    (folder / "linked.txt").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert list(find([folder])) == [
        Source(inside, "a"),
        Failure(str(folder / "linked.txt"), Reason.LINK_OUT),
        Failure(str(folder / "loop.txt"), Reason.CANNOT_OPEN),
    ]


def test_a_text_file_becomes_an_article(tmp_path: Path) -> None:
    path = write(
        tmp_path / "kota.txt", f"{PROSE}\nWarga menyambutnya. \r\n\r\n\r\nBegitu pula kami."
    )
    assert article(path) == Article(
        id="kota", text=f"{PROSE}\n\nWarga menyambutnya.\n\nBegitu pula kami."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\r\n", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.NO_TEXT),
        (b"---\n***\n", Reason.NO_TEXT),
        (bytes(range(256)) * 8, Reason.BINARY),
        (b"%PDF-1.7 not a text", Reason.BINARY),
        (b"a" * 20_000_001, Reason.TOO_LARGE),
    ],
)
def test_a_text_file_that_holds_no_article(
    tmp_path: Path, content: bytes, expected: Reason
) -> None:
    assert reason(write(tmp_path / "a.txt", content)) == expected


def test_a_file_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.txt") == Reason.CANNOT_OPEN


def test_jsonl_gives_an_article_for_every_good_line(tmp_path: Path) -> None:
    whole = {
        **{"id": "kota/1", "title": "Jembatan Lama", "text": PROSE, "url": "https://anu.id/1"},
        **{"date": "2024-06-20", "source": "anu.id"},
    }
    lines = [json.dumps(whole), "{oops", "", json.dumps({"text": PROSE}), '["text"]', '{"text": 1}']
    path = write(tmp_path / "kota.jsonl", "\n".join(lines))
    assert articles(path) == [
        Article("kota/1", PROSE, "Jembatan Lama", "anu.id", "https://anu.id/1", "2024-06-20"),
        Failure(f"{path}:2", Reason.BAD_JSON),
        Article("kota-4", PROSE),
        Failure(f"{path}:5", Reason.BAD_JSON),
        Failure(f"{path}:6", Reason.NO_TEXT),
    ]


def test_markdown_front_matter_is_metadata_and_markup_is_not_text(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.md",
        "---\ntitle: 'Jembatan: lama'\nsource: anu.id\ndate: 2024-06-20\nlanguage: id\n---\n\n"
        "# Jembatan: lama\n\nDewan *kota* menyetujui\n[anggaran](https://anu.id) **baru**.\n\n"
        "4. Pasal empat\n5. Pasal lima\n",
    )
    assert article(path) == Article(
        id="a",
        text="Dewan kota menyetujui anggaran baru.\n\n4. Pasal empat\n\n5. Pasal lima",
        title="Jembatan: lama",
        source="anu.id",
        date="2024-06-20",
        language="id",
    )
