"""Quotes are in the articles, letter for letter, or they are not."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article, Chunk
from rag.quotes import find, fold
from rag.records import Hit
from tests.scripted_chat import hits_of

PORT = Article(
    "port",
    "Menteri Perhubungan Sari Utami meresmikan dermaga baru di Ambon pada Rabu (19/6).\n\n"
    "Dermaga itu menelan biaya 2,5 miliar rupiah dan menampung 24 kapal.   “Ini bukan akhir,” kata "
    "Sari – sebelum menuju Seram. Wali Kota Budi Santoso tidak hadir dalam acara tersebut.",
    source="Harian Timur",
    date="2024-06-20",
    language="id",
)
FERRY = Article(
    "ferry",
    "Kapal feri menuju Seram berangkat tiga kali sehari. Cafe Ñandú di dermaga buka sejak subuh.\n"
    "북한과 러시아는 평양에서 새로운 조약에 서명했다.",
    source="Kabar Laut",
)
HITS = hits_of(PORT, FERRY)


def quoted(quote: str, cited: int | None = 1) -> str | None:
    span = find(quote, HITS, cited).span
    return span.text if span else None


@pytest.mark.parametrize(
    "quote",
    [
        "meresmikan dermaga baru di Ambon pada Rabu (19/6)",
        '"Meresmikan dermaga baru di Ambon pada Rabu (19/6)."',
        "DERMAGA ITU menelan biaya 2,5 miliar rupiah",
        'dan menampung 24 kapal. "Ini bukan akhir," kata Sari - sebelum menuju Seram',
        "dan menampung 24 kapal. 'Ini bukan akhir,' kata Sari — sebelum",
        "pada Rabu (19/6).\n\nDermaga itu menelan biaya …",
        "menampung\u00a024\u200b kapal",
    ],
)
def test_folding_forgives_marks_spaces_and_case(quote: str) -> None:
    finding = find(quote, HITS, 1)
    assert finding.verdict == "found"
    assert finding.span is not None
    assert finding.span.text in PORT.text


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("meresmikan dermaga baru di Ambon pada Kamis (19/6)", "fabricated"),
        ("menelan biaya 3,5 miliar rupiah dan menampung", "fabricated"),
        ("meresmikan dermaga bаru di Ambon", "fabricated"),  # a Cyrillic а
        ("5 miliar rupiah dan menampung 24 kapal", "fabricated"),  # cut out of 2,5
        ("menampung 24 kap", "fabricated"),
        ("Sari Utami meresmikan dermaga tersebut dalam acara Ambon", "fabricated"),
        ("Cafe Nandu di dermaga buka", "fabricated"),
        ("Kapal feri menuju Seram berangkat", "misattributed"),
        ("Sari Utami meresmikan dermaga baru ... tidak hadir dalam acara tersebut", "stitched"),
        ("Sari Utami meresmikan dermaga baru dan menampung 24 kapal", "stitched"),
        ("Sari Utami", "too_short"),
        ("di Ambon pada", "too_short"),
        ("", "too_short"),
    ],
)
def test_what_is_not_there_is_named(quote: str, verdict: str) -> None:
    assert find(quote, HITS, 1).verdict == verdict


def test_a_misattributed_quote_is_put_right() -> None:
    finding = find("Kapal feri menuju Seram berangkat tiga kali sehari", HITS, 1)
    assert finding.span is not None
    assert finding.span.article is FERRY


@pytest.mark.parametrize("cited", [None, 0, -3, 99])
def test_a_passage_number_that_is_none_is_put_right_too(cited: int | None) -> None:
    assert find("Kapal feri menuju Seram berangkat", HITS, cited).verdict == "misattributed"


def test_a_negation_is_never_cut_off() -> None:
    assert quoted("hadir dalam acara tersebut") == "tidak hadir dalam acara tersebut"


def test_languages_without_spaces_count_letters() -> None:
    assert quoted("러시아는 평양에서 새로운 조약에", 2) == "러시아는 평양에서 새로운 조약에"
    assert find("북한과", HITS, 2).verdict == "too_short"


def test_superscripts_are_no_digits() -> None:
    article = Article("area", "Luas lahan itu 10² meter menurut catatan panitia.")
    assert find("Luas lahan itu 102 meter menurut", hits_of(article), 1).verdict == "fabricated"
    assert find("Luas lahan itu 10² meter menurut", hits_of(article), 1).verdict == "found"


def test_the_cited_passage_is_preferred() -> None:
    text = "Hujan turun di kota lama. " * 2 + "Panas terik di desa. Hujan turun di kota lama."
    article = Article("rain", text)
    start = text.rindex("Hujan")
    hit = Hit(1, Chunk("c", "rain", text[start:], start, len(text)), article, 1.0)
    span = find("Hujan turun di kota lama", [hit], 1).span
    assert span is not None
    assert span.start == start


@given(st.text(max_size=200))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert folded.origins == sorted(folded.origins)
    assert all(0 <= origin < len(text) for origin in folded.origins)
    assert "  " not in folded.text


@given(st.text(max_size=120))
def test_folding_twice_is_folding_once_and_knows_no_composition(text: str) -> None:
    assert (
        fold(unicodedata.normalize("NFC", text)).text
        == fold(unicodedata.normalize("NFD", text)).text
    )


_WORDS = (
    "dermaga nelayan kota 24 kapal tidak hadir “baru” feri – Ambon 2,5 miliar pada Rabu".split()
)


@given(st.lists(st.sampled_from(_WORDS), min_size=4, max_size=40), st.data())
def test_any_run_of_words_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    article = Article("any", " ".join(words))
    start = data.draw(st.integers(0, len(words) - 4))
    quote = " ".join(words[start : data.draw(st.integers(start + 4, len(words)))])
    finding = find(quote, hits_of(article), 1)
    if finding.verdict != "too_short":
        assert finding.span is not None
        assert fold(quote).text.strip(" -") in fold(finding.span.text).text


# -- edits inside a quote that is otherwise verbatim

_NAMES = ["Sari Utami", "Budi Santoso", "Agus Wibowo", "Dewi Lestari", "Rina Kartika"]
_CITIES = ["Ambon", "Ternate", "Kupang", "Manado", "Sorong"]


def _sentence(rng: random.Random) -> tuple[str, str, str]:
    """A sentence, the number and the name in it."""
    number = str(rng.choice([rng.randint(11, 99), rng.randint(100, 9999)]))
    name = rng.choice(_NAMES)
    return (
        f"{name} tidak menyetujui pembelian {number} kapal untuk pelabuhan {rng.choice(_CITIES)} "
        f"pada rapat terakhir",
        number,
        name,
    )


def _edited(rng: random.Random, kind: str) -> tuple[str, str]:
    sentence, number, name = _sentence(rng)
    if kind == "digit":
        at = rng.randrange(len(number))
        other = rng.choice([d for d in "123456789" if d != number[at]])
        return sentence, sentence.replace(number, number[:at] + other + number[at + 1 :])
    if kind == "dropped digit":
        at = rng.randrange(len(number))
        return sentence, sentence.replace(number, number[:at] + number[at + 1 :])
    if kind == "negation":
        return sentence, sentence.replace(" tidak ", " ")
    if kind == "added negation":
        return sentence.replace(" tidak ", " "), sentence
    other = rng.choice([n for n in _NAMES if n != name])
    return sentence, sentence.replace(name, other)


@pytest.mark.parametrize("kind", ["digit", "dropped digit", "negation", "added negation", "name"])
def test_edits_inside_a_quote_are_caught(kind: str) -> None:
    rng = random.Random(kind)
    caught = 0
    for _ in range(200):
        sentence, edited = _edited(rng, kind)
        before = "Rapat berlangsung tertutup. " if rng.random() < 0.5 else ""
        hits = hits_of(Article("a", f"{before}{sentence}. Hadirin pulang pukul 21.30."))
        caught += find(edited, hits, 1).verdict not in ("found", "misattributed")
    assert caught == 200
