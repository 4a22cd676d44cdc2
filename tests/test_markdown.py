"""Markdown files: front matter is metadata, markup is not text."""

import pytest

from index.readers.markdown import front_matter, plain

PROSE = "Dewan kota menyetujui anggaran jembatan."


def blocks(text: str) -> list[str]:
    return [block for block in plain(text)[1].split("\n\n") if block]


def test_markup_is_not_text() -> None:
    text = "Dewan *kota* **menyetujui** [anggaran](https://a.example) `baru` ![foto](x.jpg)itu."
    assert blocks(text) == ["Dewan kota menyetujui anggaran baru itu."]


def test_the_first_top_level_heading_is_the_title() -> None:
    title, text = plain(f"# Jembatan Lama\n\n{PROSE}\n\n## Tanggapan\n\n{PROSE}")
    assert title == "Jembatan Lama"
    assert text == f"Jembatan Lama\n\n{PROSE}\n\nTanggapan\n\n{PROSE}"


def test_numbers_of_lists_stay_and_rows_are_paragraphs() -> None:
    assert blocks("4. Pasal empat\n5. Pasal lima\n\n- satu\n- dua") == [
        *("4. Pasal empat", "5. Pasal lima", "satu", "dua"),
    ]
    table = "| Tahun | Anggaran |\n|---|---|\n| 2023 | 10 miliar |"
    assert blocks(table) == ["Tahun | Anggaran", "2023 | 10 miliar"]


def test_soft_breaks_join_and_dirt_stays_on_its_own() -> None:
    text = (
        f"Dewan kota\nmenyetujui.\nBaca juga: Pasar Dibuka\n{PROSE}  \nAkhir.\n> Kutipan\n> warga."
    )
    assert blocks(text) == [
        *("Dewan kota menyetujui.", "Baca juga: Pasar Dibuka", PROSE, "Akhir.", "Kutipan warga."),
    ]


def test_html_leaves_its_text() -> None:
    text = "<div>\nKota <b>lama</b><!-- rahasia -->\n</div>\n\nBaru <i>sekali</i>."
    assert [" ".join(block.split()) for block in blocks(text)] == ["Kota lama", "Baru sekali."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Jembatan\ndate: 2024-06-20", {"title": "Jembatan", "date": "2024-06-20"}),
        ("Title: 'Jembatan: lama'", {"title": "Jembatan: lama"}),
        ("title: Kota: jembatan\nsource: a.id", {"title": "Kota: jembatan", "source": "a.id"}),
        ("title: [satu, dua]\nsource: a.id", {"source": "a.id"}),
        ("- a\n- b", {}),
        ("{" * 5000, {}),
    ],
)
def test_front_matter_is_read_even_where_it_is_no_yaml(text: str, expected: object) -> None:
    assert front_matter(text) == expected
