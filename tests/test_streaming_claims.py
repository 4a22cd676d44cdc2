"""Claims out of a stream, whatever way it is cut into pieces."""

import json

from hypothesis import given
from hypothesis import strategies as st

from rag.streaming import JsonScanner, PlainScanner, Written

_TEXT = st.text(alphabet='ab "\\{}[]:,\n…é한', min_size=1, max_size=20)
_CLAIMS = st.lists(
    st.tuples(_TEXT, st.lists(st.tuples(st.integers(1, 9), _TEXT), max_size=3)), max_size=4
)


@given(_CLAIMS, st.text(alphabet="ok: \n`", max_size=10), st.data())
def test_every_claim_comes_once_and_as_soon_as_it_is_closed(
    claims: list[tuple[str, list[tuple[int, str]]]], around: str, data: st.DataObject
) -> None:
    written = [
        {"quotes": [{"passage": n, "quote": q} for n, q in quotes], "text": text}
        for text, quotes in claims
    ]
    said = around + json.dumps({"answerable": True, "claims": written}, ensure_ascii=False)
    scanner, got, at = JsonScanner(), [], 0
    while at < len(said):
        step = data.draw(st.integers(1, 30))
        got += list(scanner.feed(said[at : at + step]))
        at += step
    assert got == [Written(text, tuple(quotes)) for text, quotes in claims]
    assert scanner.complete
    assert not scanner.refused


@given(st.text(alphabet='{}[]",:\\ a1', max_size=300))
def test_noise_never_breaks_the_scanner(noise: str) -> None:
    for scanner in (JsonScanner(), PlainScanner()):
        for written in [*scanner.feed(noise), *scanner.close()]:
            assert isinstance(written.text, str)


def test_refusal_is_seen_while_streaming() -> None:
    scanner = JsonScanner()
    assert not list(scanner.feed('{"answerable": fal'))
    assert not scanner.refused
    assert not list(scanner.feed("se"))
    assert scanner.refused


def test_a_quoted_refusal_is_none() -> None:
    scanner = JsonScanner()
    said = json.dumps({"text": '{"answerable": false}', "quotes": []})
    assert [written.text for written in scanner.feed(said)] == ['{"answerable": false}']
    assert not scanner.refused


def test_quotes_of_any_shape_are_read() -> None:
    scanner = JsonScanner()
    said = '{"text": 5, "quotes": ["a", {"passage": "[2]", "quote": "b"}, 7, {"passage": null}]}'
    assert list(scanner.feed(said)) == [Written("5", ((None, "a"), (2, "b"), (None, "")))]


def test_plain_lines_may_have_the_quote_on_the_same_line() -> None:
    scanner = PlainScanner()
    said = 'Jawaban:\n1) Satu. [2] "kutipan satu"\n2) Dua.\n[1]: “kutipan dua”\n[3] "lagi"'
    assert [*scanner.feed(said), *scanner.close()] == [
        Written("Satu. ", ((2, "kutipan satu"),)),
        Written("Dua.\n", ((1, "kutipan dua"), (3, "lagi"))),
    ]
    assert scanner.complete
