"""Bytes of any encoding a newsroom has become clean Unicode text.

UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 and UTF-16 without one, Windows-1252, bytes
of both in one file, and the Cyrillic and East Asian code pages. Mojibake is undone with ftfy.
"""

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF"),
    *(b"\xd0\xcf\x11\xe0", b"{\\rtf", b"RIFF", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3"),
)
_CODE_PAGES = (
    *("cp1251", "koi8_r", "gb18030", "big5", "cp949", "euc_jp", "cp932", "cp1256", "cp1255"),
    *("cp1253", "cp874", "cp1258"),
)
_SAMPLE = 64 * 1024
_MAX_CONTROL_SHARE = 0.01
_ONE_SIDE = 0.98
_MANY_ZEROS = 0.02
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no reader can see or quote: controls, lone surrogates, private use (icon fonts), direction
# marks, zero-width space, soft hyphen, byte order mark, noncharacters. The joiners U+200C and
# U+200D stay: emoji and several scripts are spelled with them.
_UNQUOTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# C2 A0 read as Windows-1252 and then trimmed leaves an Â where no word has one.
_TRIMMED_NBSP = re.compile(r"(?<![^\W\d_a-z])Â(?=\s|$)", re.MULTILINE)


class NotText(ValueError):
    """Bytes of something other than text."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text the bytes spell. `declared` is the encoding the document itself names.

    A byte that is no UTF-8 in a text that otherwise is, is read as Windows-1252, so files pasted
    together from both come out right. Raises NotText for binary data.
    """
    if data.startswith(_SIGNATURES):
        raise NotText("a known binary format")
    text = _decode(data, declared)
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise NotText("too many control characters")
    return text


def unicode_encoding(head: bytes) -> str | None:
    """Return the Unicode encoding the first bytes show, by their mark or their zeros, if any."""
    for mark, marked in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return marked
    zeros, odd = head.count(0), head[1::2].count(0)
    if zeros == 0:
        return None
    # The high byte of every Latin letter, space and line break of UTF-16 is zero.
    little, big = odd >= _ONE_SIDE * zeros, odd <= (1 - _ONE_SIDE) * zeros
    encoding = "utf-16-le" if little else "utf-16-be" if big else None
    clear = zeros > _MANY_ZEROS * len(head)
    return encoding if encoding and (clear or _is_written_in(head, encoding)) else None


def repair(text: str) -> str:
    """Return the text with its mojibake and HTML entities undone, quotation marks left as printed.

    Composed (NFC), with line breaks as a newline and nothing in it that cannot be quoted.
    """
    if not text.isascii() or "&" in text or "\x1b" in text:
        import ftfy

        kept = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False, explain=False)
        text = ftfy.fix_text(text, kept)
    return quotable(_TRIMMED_NBSP.sub("", text))


def quotable(text: str) -> str:
    """Return the text without what cannot be seen or quoted, NFC, line breaks as a newline."""
    text = _UNQUOTABLE.sub("", _LINE_BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def _is_written_in(head: bytes, encoding: str) -> bool:
    """Return whether bytes with few zeros are UTF-16, as Chinese is: no UTF-8, all assigned."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 3:  # the sample may end within a character
            return False
    else:
        return False
    try:
        text = head[: len(head) // 2 * 2 - 2].decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(character) in {"Cn", "Co"} for character in text)


def _decode(data: bytes, declared: str | None) -> str:
    encoding = unicode_encoding(data[:_SAMPLE])
    if encoding is not None:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        page = _known(declared) or _code_page(data)
    if page is not None:
        return data.decode(page, "replace")
    return data.decode("utf-8", "tanya-windows-1252")


def _known(declared: str | None) -> str | None:
    """Return a declared encoding Python has; UTF-8 is already ruled out, Latin-1 means 1252."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        "".encode(name or "undefined")
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if name in {"utf-8", "iso8859-1", "cp1252", "ascii"} else name


def _code_page(data: bytes) -> str | None:
    """Return the code page of text that is mostly non-Latin: every other byte is above 127."""
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if high < 0.3 * len(sample):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_CODE_PAGES)).best()
    return best.encoding if best else None


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes UTF-8 could not as Windows-1252, like HTML5 does with undefined ones."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(map(_character, wrong)), error.end


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error("tanya-windows-1252", _windows_1252)
