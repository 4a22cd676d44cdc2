"""PDF pages give back the paragraphs that were set, without running heads and page numbers."""

import textwrap
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from index.readers import Failure, Reason, Source, read
from index.readers.layout import Line, heading, paragraphs
from index.records import Article

TITLE = "Jembatan Lama Akhirnya Diperbaiki"
PARAGRAPHS = [
    "Dewan kota menyetujui anggaran perbaikan jembatan lama di tepi sungai setelah rapat sehari "
    "penuh yang dihadiri warga. Pekerjaan dimulai Juli dan selesai sebelum akhir tahun.",
    "Warga menyambut keputusan itu. Mereka menunggu sejak lama, kata seorang pedagang di pasar "
    "dekat jembatan yang sudah rusak sejak banjir besar dua tahun lalu.",
    "Wali kota menyebut biaya perbaikan sebesar 10 miliar rupiah. Separuhnya ditanggung oleh "
    "pemerintah provinsi, separuh lagi oleh kota.",
]


def pdf(pages: list[list[Line]]) -> bytes:
    """Return a PDF of these lines in Helvetica, one content stream a page (ISO 32000, annex H)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(
            f"BT /F1 {line.size} Tf {line.x} {line.y} Td ({line.text}) Tj ET" for line in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>"
    return data + f"{trailer}\nstartxref\n{len(data)}\n%%EOF\n".encode()


def column(width: int, gap: float, indent: float, x: float = 72, top: float = 700) -> list[Line]:
    """Return the three paragraphs set in lines of at most `width` letters, 10 on 12 points."""
    lines: list[Line] = []
    y = top
    for paragraph in PARAGRAPHS:
        for number, text in enumerate(textwrap.wrap(paragraph, width)):
            lines.append(Line(text, x + (indent if number == 0 else 0), y, 10))
            y -= 12
        y -= gap
    return lines


def read_one(path: Path, data: bytes) -> Article | Failure:
    path.write_bytes(data)
    (only,) = read(Source(path, path.stem))
    return only


@pytest.mark.parametrize(
    ("width", "gap", "indent"), [(40, 6, 0), (90, 6, 0), (40, 0, 14), (90, 0, 14), (40, 0, 0)]
)
def test_paragraphs_are_told_by_gap_indent_or_short_last_line(
    tmp_path: Path, width: int, gap: float, indent: float
) -> None:
    lines = [Line(TITLE, 150, 740, 18), *column(width, gap, indent)]
    article = read_one(tmp_path / "a.pdf", pdf([lines]))
    assert article == Article(id="a", text="\n\n".join(PARAGRAPHS), title=TITLE)


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    lines = column(40, 6, 0)
    left, right, last = lines[:4], lines[4:8], lines[8:]
    moved = [Line(line.text, 300, left[0].y - 12 * n, 10) for n, line in enumerate(right)]
    after = [Line(line.text, 72, line.y + 200, 10) for line in last]
    article = read_one(tmp_path / "a.pdf", pdf([[*left, *moved], after]))
    assert isinstance(article, Article)
    assert "".join(article.text.split()) == "".join("".join(PARAGRAPHS).split())
    assert article.text.split("\n\n")[0] == PARAGRAPHS[0]


def test_running_heads_and_page_numbers_go(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2, 3):
        drawn = column(90, 6, 0, top=720 - 20 * number)
        head, foot = Line("Koran Anu, edisi 3", 72, 800, 8), Line(f"Hal {number} dari 3", 72, 30, 8)
        pages.append([head, *drawn, foot])
    article = read_one(tmp_path / "a.pdf", pdf(pages))
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == PARAGRAPHS * 3


def test_a_masthead_apart_in_small_type_goes_from_a_single_page() -> None:
    lines = [Line("Koran Anu", 72, 800, 8), *column(90, 6, 0), Line("12", 300, 30, 10)]
    assert paragraphs([lines]) == PARAGRAPHS
    assert paragraphs([]) == paragraphs([[]]) == []


def test_the_largest_type_is_the_heading() -> None:
    lines = [Line("Jembatan Lama", 72, 760, 18), Line("Diperbaiki", 72, 740, 18)]
    assert heading([*lines, *column(90, 6, 0)]) == "Jembatan Lama Diperbaiki"
    assert heading(column(90, 6, 0)) == heading([]) == ""


@pytest.mark.parametrize(
    ("user", "expected"), [("rahasia", Reason.PDF_LOCKED), ("", None)], ids=["locked", "open"]
)
def test_a_password_locks_a_file_unless_it_is_only_for_editing(
    tmp_path: Path, user: str, expected: Reason | None
) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([column(90, 6, 0)]))))
    writer.encrypt(user_password=user, owner_password="pemilik", algorithm="RC4-128")
    with BytesIO() as buffer:
        writer.write(buffer)
        found = read_one(tmp_path / "a.pdf", buffer.getvalue())
    if expected is None:
        assert isinstance(found, Article) and found.text == "\n\n".join(PARAGRAPHS)
    else:
        assert found == Failure(str(tmp_path / "a.pdf"), expected)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf([[]]), Reason.PDF_NO_TEXT),
        (pdf([[Line("--", 72, 700, 10)]]), Reason.PDF_NO_TEXT),
        (b"", Reason.EMPTY),
        (b"not a PDF at all", Reason.PDF_DAMAGED),
        (b"%PDF-1.4\n" + bytes(range(256)) * 8, Reason.PDF_DAMAGED),
        (pdf([column(90, 6, 0)])[:400], Reason.PDF_DAMAGED),
    ],
)
def test_a_file_without_text_is_a_failure(tmp_path: Path, data: bytes, expected: Reason) -> None:
    path = tmp_path / "a.pdf"
    assert read_one(path, data) == Failure(str(path), expected)
