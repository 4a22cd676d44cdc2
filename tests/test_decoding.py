"""Bytes of any newsroom encoding become clean text, and other bytes are told apart."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.decoding import NotText, decode, quotable, repair, unicode_encoding

INDONESIAN = "Wali kota berkata, “Kami menunggu – sejak 2019…”\nAnggarannya €2 juta, naik ‘tipis’."
RUSSIAN = "Совет города утвердил бюджет на ремонт старого моста через реку. " * 3
KOREAN = "시의회는 강변의 오래된 다리를 고치는 예산을 승인했다. " * 3
CHINESE = "市议会批准了修复河边旧桥的预算，市民表示欢迎。" * 4


@pytest.mark.parametrize("text", [INDONESIAN, RUSSIAN, KOREAN, CHINESE])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_text_is_decoded(text: str, encoding: str) -> None:
    text += "\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (INDONESIAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
    ],
)
def test_code_pages_are_recognized(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_decides_where_utf_8_does_not() -> None:
    short = "다리"
    assert decode(short.encode("cp949"), "euc-kr") == short
    assert decode(short.encode(), "euc-kr") == short
    assert decode(b"caf\xe9", "no-such-encoding") == "café"
    assert decode("“kota”".encode("cp1252"), "iso-8859-1") == "“kota”"


def test_a_file_pasted_together_from_two_encodings_comes_out_right() -> None:
    pasted = "Wali kota – begini. ".encode() + "Warga: “begitu”…".encode("cp1252")
    assert decode(pasted) == "Wali kota – begini. Warga: “begitu”…"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04word/document.xml",
        b"{\\rtf1\\ansi Kota}",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"text\x00with\x01too\x02many\x03controls\x00",
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    text = decode((INDONESIAN * 10).encode() + b"\x00")
    assert repair(text) == INDONESIAN * 10


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("â€œKotaâ€\x9d itu", "“Kota” itu"),
        ("harga â‚¬5 â€“ naik", "harga €5 – naik"),
        ("kata Lee.Â\nLalu", "kata Lee.\nLalu"),
        ("Korea News, Â melaporkan", "Korea News, melaporkan"),
        ("Â\nAkhir", "\nAkhir"),
        ("S&amp;P naik &ndash; lagi", "S&P naik – lagi"),
        ("e\u0301lite", "élite"),
        ("baris\r\nbaris\rbaris\u2028baris", "baris\nbaris\nbaris\nbaris"),
    ],
)
def test_mojibake_is_undone(broken: str, mended: str) -> None:
    assert " ".join(repair(broken).split(" ")).replace("  ", " ") == mended


@pytest.mark.parametrize(
    "printed", ["“Kota”", "‘kota’", "«kota»", "Âge d’or", "１２", "👩‍🌾 panen"]
)
def test_what_was_printed_stays(printed: str) -> None:
    assert repair(printed) == printed


def test_what_cannot_be_quoted_goes() -> None:
    assert quotable("ko\u00adta\u200b \u202ekota\ud800 \ue000kota\ufeff\x07") == "kota kota kota"


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_text_or_not_text(data: bytes) -> None:
    try:
        text = repair(decode(data))
    except NotText:
        return
    assert text.encode() is not None
    assert "\r" not in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co")), min_size=1))
@settings(deadline=None)
def test_utf_8_and_marked_utf_16_round_trip(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text
    assert unicode_encoding(text.encode()) in {None, "utf-8", "utf-16-le", "utf-16-be"}


@given(st.text())
@settings(deadline=None)
def test_quotable_text_stays_as_it_is(text: str) -> None:
    once = quotable(text)
    assert quotable(once) == once
    once.encode()
