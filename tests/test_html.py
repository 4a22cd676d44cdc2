"""Pages give their main text and their own metadata, not what stands around it."""

from pathlib import Path

import pytest

from index.readers import Failure, Reason, Source, read
from index.readers.html import extract
from index.records import Article

PARAGRAPHS = [
    "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai setelah rapat panjang.",
    "“Kami menunggu sejak lama,” kata Siti, pedagang di pasar yang terletak di dekat jembatan itu.",
    "Pekerjaan dimulai pada Juli dan selesai sebelum akhir tahun, menurut wali kota dan wakilnya.",
]
HEAD = """<!doctype html><html lang="id-ID"><head><meta charset="{charset}">
<title>Jembatan Lama Diperbaiki | Kabar Anu</title>
<meta property="og:title" content="Jembatan Lama Diperbaiki">
<meta property="og:site_name" content="Kabar Anu">
<meta property="article:published_time" content="2024-06-20T08:15:00+07:00">
<link rel="canonical" href="https://kabaranu.example/jembatan"></head>"""
AROUND = """<nav><a href="/">Beranda</a> <a href="/n">Nasional</a></nav>{body}
<aside><h3>Terkini Lainnya</h3><ul><li><a href="/1">Harga Beras Turun</a></li></ul></aside>
<footer>Copyright 2024 Kabar Anu. All rights reserved</footer><script>var a = 1;</script>"""
TEASER = '<p><strong>Baca juga:</strong> <a href="/2">Pasar Baru Dibuka</a></p>'


def page(body: str, charset: str = "utf-8") -> str:
    return f"{HEAD.format(charset=charset)}<body>{AROUND.format(body=body)}</body></html>"


def body(tag: str = "p") -> str:
    first, *others = (f"<{tag}>{paragraph}</{tag}>" for paragraph in PARAGRAPHS)
    return f"<article><h1>Jembatan Lama Diperbaiki</h1>{first}{TEASER}{''.join(others)}</article>"


def read_one(path: Path, data: bytes) -> Article | Failure:
    path.write_bytes(data)
    (only,) = read(Source(path, path.stem))
    return only


EXPECTED = Article(
    id="a",
    text="\n\n".join(PARAGRAPHS),
    title="Jembatan Lama Diperbaiki",
    source="Kabar Anu",
    url="https://kabaranu.example/jembatan",
    date="2024-06-20",
    language="id",
)


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1252"])
def test_a_page_becomes_an_article(tmp_path: Path, name: str, charset: str) -> None:
    data = page(body(), charset).encode(charset)
    assert read_one(tmp_path / name, data) == EXPECTED


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    text = page(
        "<article><p>" + "시의회는 다리를 고치는 예산을 승인했다. " * 4 + "</p></article>", "euc-kr"
    )
    article = read_one(tmp_path / "a.html", text.encode("euc-kr"))
    assert isinstance(article, Article) and article.text.startswith("시의회는 다리를")


@pytest.mark.parametrize(
    "laid_out",
    [
        "<div class='isi'>" + "<br><br>".join(PARAGRAPHS) + "</div>",
        "<table><tr><td>" + "<br><br>".join(PARAGRAPHS * 2) + "</td><td>Iklan</td></tr></table>",
        "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS),
    ],
)
def test_paragraphs_are_found_in_other_layouts(tmp_path: Path, laid_out: str) -> None:
    article = read_one(tmp_path / "a.html", page(laid_out).encode())
    assert isinstance(article, Article)
    assert article.text.split("\n\n")[:3] == PARAGRAPHS


def test_lists_tables_and_quotes_are_reporting() -> None:
    inside = (
        f"<article><p>{PARAGRAPHS[0]}</p><ol><li>Pasal 1 tentang biaya.</li></ol>"
        "<table><tr><th>Tahun</th><th>Biaya</th></tr>"
        "<tr><td>2023</td><td>10 miliar</td></tr></table>"
        f"<blockquote>Pekerjaan dimulai Juli.</blockquote><p>{PARAGRAPHS[1]}</p></article>"
    )
    raw = extract(page(inside))
    assert raw is not None
    for kept in ("Pasal 1 tentang biaya.", "10 miliar", "Pekerjaan dimulai Juli."):
        assert kept in raw.text


def test_a_date_is_the_pages_own_or_none() -> None:
    undated = page(body()).replace("2024-06-20T08:15:00+07:00", "")
    raw = extract(undated.replace(PARAGRAPHS[2], "Jembatan itu dibangun pada 17 Agustus 1985."))
    assert raw is not None and raw.date is None


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<!-- kosong -->", b"<a><b>" * 5000, b"<script>var a</script>"]
)
def test_a_page_without_an_article_is_a_failure(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.html"
    assert read_one(path, data) == Failure(str(path), Reason.NO_TEXT)
