"""Strategies for what nobody should send: texts, files, settings and JSON that are made to hurt."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.test_pdf import column, pdf

PIECES = (
    *("\x00", "\x1b[31m", "\x1b]0;x\x07", "\r", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"),
    *(
        "\ud800",
        "\uffff",
        "\U0010ffff",
        "e\u0301" * 40,
        "ﷺ",
        "İ",
        "ß",
        "Pasal İ",
        "ſatu",
        "Junİ",
        "٤",
        "½",
        "👩‍👩‍👧‍👦",
    ),
    *('"NEAR(a b, 2)"', "a* AND NOT b", "^pasal", "col:umn", "{a b}: c", '""', "(((", "-x"),
    *("' OR 1=1; --", "'; DROP TABLE article; --", "%s%n", "{0.__class__}", "{value!r}", "${HOME}"),
    *("[bold red]", "[/]", "<script>", "&lt;", "```", "../../etc/passwd", "C:\\x", "--json", "-h"),
    *("Pasal 9", "pasal 99999999999999999999", "Art. ²", "31/02/2024", "1e999", "第四条"),
)

hostile = st.one_of(
    st.text(st.characters(), max_size=80),  # lone surrogates among them
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=8).map(
        " ".join
    ),
)
valid = hostile.map(lambda text: text.encode("utf-8", "replace").decode())
long = st.builds(lambda text, times: (text or "x") * times, hostile, st.just(20_000))

json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), hostile),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(hostile, inner, max_size=4)
    ),
    max_leaves=8,
)
turns = st.one_of(
    json_values,
    st.fixed_dictionaries({"question": json_values}, optional={"answer": json_values}),
    st.fixed_dictionaries(
        {"role": st.sampled_from(["user", "assistant", 3])}, optional={"content": json_values}
    ),
)


def lines(record: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    """JSON Lines of such records, some of them cut off, run together or no JSON at all."""
    whole = record.map(lambda value: json.dumps(value, ensure_ascii=True))
    raw = record.map(lambda value: json.dumps(value, ensure_ascii=False))
    cut = st.builds(lambda line, at: line[: at % (len(line) + 1)], whole, st.integers(0))
    deep = st.sampled_from(["[" * 3_000, '{"a":' * 3_000, "9" * 9_000, "NaN", '"\\ud800"', "{}{}"])
    return st.lists(st.one_of(whole, whole, raw, cut, deep, hostile), min_size=1, max_size=4).map(
        "\n".join
    )


SAMPLES = {
    ".txt": "Kabar Uji – 19 Juni 2024\n\nPasal 4 mewajibkan “bantuan”.\n".encode("cp1252"),
    ".md": b"---\ntitle: Isi: Pasal 4\nsource: Uji\ndate: 2024-06-19\nlanguage: id\n---\n\n"
    b"# Judul\n\n1. Pasal 4 mewajibkan bantuan.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    ".html": b'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head>'
    b"<body><article><h1>Pasal 4</h1><p>Pasal 4 mewajibkan bantuan militer.</p>"
    b"<table><tr><td>satu</td><td>dua</td></tr></table></article></body></html>",
    ".pdf": pdf([column(60, 12, 0)]),
    ".jsonl": b'{"id": "a", "title": "Uji", "text": "Pasal 4 mewajibkan bantuan.", "url": null}\n',
}
"""A file of each kind as it should be."""

_encoded = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    hostile,
    st.sampled_from(
        ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "gb18030", "utf-7"]
    ),
)
_noise = st.one_of(st.binary(max_size=60), _encoded)
_front_matter = st.lists(
    st.one_of(
        valid,
        st.sampled_from(
            [
                *(
                    "---",
                    "...",
                    "title: &a [*a]",
                    "title: *b",
                    "<<: {title: x}",
                    "? [a]: b",
                    "date: 9" * 9,
                ),
                *(
                    "title: !!python/object/apply:os.getcwd []",
                    "\t- x",
                    "title: |",
                    "%YAML 9",
                    "{" * 90,
                ),
            ]
        ),
    ),
    max_size=8,
).map(lambda parts: "\n".join(["---", *parts]).encode())


@st.composite
def _mutated(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with some stretches taken out, doubled or written over."""
    data = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        put = draw(st.one_of(st.just(b""), st.just(data[start:end] * 3), _noise))
        data = data[:start] + put + data[end:]
    return data


def files(suffix: str) -> st.SearchStrategy[bytes]:
    """Contents for a file of this kind."""
    records = st.dictionaries(
        st.sampled_from(["id", "title", "text", "url", "date", "source", "language"]), json_values
    )
    kinds = [
        _mutated(SAMPLES[suffix]),
        st.lists(_noise, max_size=6).map(b"".join),
        st.builds(
            bytes.__add__,
            st.sampled_from([*SAMPLES.values(), b"\xff\xfe", b"\xef\xbb\xbf"]),
            _noise,
        ),
    ]
    if suffix == ".md":
        kinds.append(st.builds(bytes.__add__, _front_matter, _noise))
    if suffix == ".jsonl":
        kinds.append(lines(records).map(lambda text: text.encode("utf-8", "replace")))
    return st.one_of(kinds)


names = hostile.map(
    lambda text: text.encode("utf-8", "replace").decode().replace("/", "").replace("\0", "")[:60]
)
"""Names a file may have, without a suffix."""
