"""From paths to cleaned articles: which files are taken, what they hold, why some are refused."""

import json
import os
import tracemalloc
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.cleaning import clean
from index.readers import READERS, Failure, Reason, Source, find, read
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


def test_jsonl_ids_numbers_and_dates_are_made_usable(tmp_path: Path) -> None:
    lines = [
        {"id": 7, "text": PROSE, "date": "20 Juni 2024", "title": None},
        {"id": " a\n b ", "text": PROSE, "date": "entah"},
        {"id": ["x"], "text": PROSE},
        {"id": "x" * 201, "text": PROSE},
        {"text": "Baca juga: Pasar Dibuka"},
        {"text": "ko\ud800ta lama itu."},
    ]
    path = write(tmp_path / "sub" / "kota.jsonl", "\n".join(map(json.dumps, lines)))
    (source,) = (found for found in find([tmp_path]) if isinstance(found, Source))
    assert list(read(source)) == [
        Article("7", PROSE, date="2024-06-20"),
        Article("a b", PROSE),
        Article("sub/kota-3", PROSE),
        Failure(f"{path}:4", Reason.BAD_ID),
        Failure(f"{path}:5", Reason.NO_TEXT),
        Article("sub/kota-6", "ko\ufffdta lama itu."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_jsonl_comes_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    lines = [json.dumps({"text": f"Kata “{n}”: {PROSE}"}, ensure_ascii=False) for n in range(3)]
    path = write(tmp_path / "a.jsonl", "\r\n".join(lines).encode(encoding))
    assert articles(path) == [Article(f"a-{n + 1}", f"Kata “{n}”: {PROSE}") for n in range(3)]


def test_a_line_too_long_to_hold_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.readers.jsonl.MAX_BYTES", 200)
    good = json.dumps({"text": PROSE})
    path = write(tmp_path / "a.jsonl", f"{good}\n{'x' * 950}\n{good}\n{'x' * 200}\n{good}")
    assert articles(path) == [
        Article("a-1", PROSE),
        Failure(f"{path}:2", Reason.TOO_LARGE),
        Article("a-3", PROSE),
        Failure(f"{path}:4", Reason.TOO_LARGE),
        Article("a-5", PROSE),
    ]


def test_a_long_jsonl_is_streamed(tmp_path: Path) -> None:
    line = json.dumps({"text": PROSE + " " * 2000})
    path = write(tmp_path / "a.jsonl", f"{line}\n" * 2000)
    tracemalloc.start()
    count = sum(1 for _ in read(Source(path, "a")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2000
    assert peak < 2_000_000 < path.stat().st_size


def test_an_empty_jsonl_is_a_failure(tmp_path: Path) -> None:
    assert reason(write(tmp_path / "a.jsonl", "\n \n")) == Reason.EMPTY


def test_a_name_no_terminal_can_print_becomes_printable(tmp_path: Path) -> None:
    name = os.fsdecode(b"kota\xff\n e\xcc\x81.txt")
    write(tmp_path / name, PROSE)
    (source,) = find([tmp_path])
    assert isinstance(source, Source)
    assert source.id == "kota\ufffd  é"
    assert next(read(source)) == Article(source.id, PROSE)


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert list(find([tmp_path])) == [Failure(str(tmp_path / "pipe.txt"), Reason.NOT_A_FILE)]


FORMATS = st.sampled_from(sorted(READERS))
STARTS = st.sampled_from(
    [b"", b"---\ntitle: ", b"<html><body><p>", b"%PDF-1.4\n", b'{"text": "', b"\xff\xfe", b"# "]
)


@given(FORMATS, STARTS, st.binary(max_size=300))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_articles_or_failures(
    tmp_path: Path, suffix: str, start: bytes, data: bytes
) -> None:
    path = write(tmp_path / f"a{suffix}", start + data)
    for found in articles(path):
        if isinstance(found, Article):
            assert found.text and found.id
            json.dumps(asdict(found)).encode()
            assert "\n" not in found.title and found.text == clean(found.text, found.title)


@given(st.text(max_size=200), st.text(max_size=300))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_json_line_is_an_article_or_a_failure(tmp_path: Path, name: str, text: str) -> None:
    record = {"id": name, "title": name, "text": text, "date": name, "url": text, "source": text}
    path = write(tmp_path / "a.jsonl", json.dumps(record))
    (found,) = articles(path)
    if isinstance(found, Article):
        str(asdict(found)).encode()
