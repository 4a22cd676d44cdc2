"""A claim says what its quotes say, in whatever words and language."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Article
from rag.claims import LONGEST, flaw, sanitised
from rag.names import passages_of
from rag.records import Span

TREATY = Article(
    "treaty",
    "Presiden Vladimir Putin dan Kim Jong Un meneken pakta di Pyongyang pada Rabu (19/6). "
    "Menurut Chang Ho-jin, Korea Selatan tidak akan mengirim pasukan ke Ukraina. "
    "Lawatan pertama dalam 24 tahun itu disaksikan 1.500 orang. "
    "Rusia membeli 2,5 juta peluru dari Korea Utara sejak 2022. "
    "Pasal IV memuat kewajiban saling membantu. Naskah lengkap ada di www.naskah.example.id.",
    source="Harian Timur",
    date="2024-06-20",
    language="id",
)
OTHER = "Antony Blinken dan Cho Tae Yul berunding. Pengamat menilai perjanjian itu penting."
PASSAGES = passages_of((TREATY.text, OTHER))


def reason(claim: str, *numbers: int) -> str | None:
    """Why the claim falls when it quotes these sentences of the article; None if it holds."""
    sentences = TREATY.text.split(". ")
    spans = [
        Span(TREATY, start := TREATY.text.index(sentences[n]), start + len(sentences[n]))
        for n in numbers
    ]
    dropped = flaw(claim, spans, PASSAGES)
    return dropped.reason if dropped else None


SIGNED, TROOPS, VISIT, SHELLS, CLAUSE, LINK = range(6)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Putin dan Kim Jong Un meneken pakta itu di Pyongyang pada 19 Juni 2024.", SIGNED),
        ("Pakta diteken Rabu, 19 Juni 2024.", SIGNED),
        ("Putin and Kim Jong-un signed the pact in Pyongyang on June 19, 2024.", SIGNED),
        ("They signed it on Wednesday, 19 June.", SIGNED),
        ("푸틴 대통령과 김정은 위원장은 2024년 6월 19일 평양에서 조약에 서명했다.", SIGNED),
        ("Путин и Ким Чен Ын подписали пакт в Пхеньяне 19 июня 2024 года.", SIGNED),
        ("Chang Ho Jin berkata Korsel tidak akan mengirim pasukan.", TROOPS),
        ("Chang Hojin berkata Korsel tidak akan mengirim pasukan.", TROOPS),
        ("South Korea will not send troops to Ukraine, Chang Ho-jin said.", TROOPS),
        ("Южная Корея не отправит войска на Украину.", TROOPS),
        ("한국은 우크라이나에 병력을 보내지 않을 것이다.", TROOPS),
        ("Lawatan itu disaksikan seribu lima ratus orang.", VISIT),
        ("It was the first visit in twenty-four years; 1,500 people watched.", VISIT),
        ("Это первый визит за 24 года, его видели 1 500 человек.", VISIT),
        ("Russia has bought 2.5 million shells from North Korea since 2022.", SHELLS),
        ("러시아는 2022년부터 북한에서 포탄 250만 발을 샀다.", SHELLS),
        ("Menurut Harian Timur, Rusia membeli peluru dari Korea Utara.", SHELLS),
        ("Pasal 4 memuat kewajiban saling membantu.", CLAUSE),
        ("Article 4 contains a duty to help each other.", CLAUSE),
        ("Naskahnya ada di www.naskah.example.id.", LINK),
    ],
)
def test_fair_wording_holds(claim: str, quote: int) -> None:
    assert reason(claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote", "why"),
    [
        ("Pakta itu diteken di Pyongyang pada 20 Juni 2024.", SIGNED, "unsupported_date"),
        ("Pakta itu diteken pada 19 Juni 2023.", SIGNED, "unsupported_date"),
        ("Pakta itu diteken pada Kamis, 19 Juni.", SIGNED, "unsupported_date"),
        ("The pact was signed in July 2024.", SIGNED, "unsupported_date"),
        ("조약은 7월 19일에 체결되었다.", SIGNED, "unsupported_date"),
        ("Pakta itu diteken 19 orang.", SIGNED, "unsupported_number"),
        ("Lawatan itu disaksikan 1.600 orang.", VISIT, "unsupported_number"),
        ("Lawatan itu disaksikan 1,5 orang.", VISIT, "unsupported_number"),
        ("It was the first visit in fourteen years.", VISIT, "unsupported_number"),
        ("Rusia membeli 2,5 miliar peluru sejak 2022.", SHELLS, "unsupported_number"),
        ("Pasal 5 memuat kewajiban saling membantu.", CLAUSE, "unsupported_number"),
        ("Putin dan Cho Tae Yul meneken pakta.", SIGNED, "unsupported_name"),
        ("Biden dan Kim Jong Un meneken pakta.", SIGNED, "unsupported_name"),
        ("Putin dan Kim Jong Il meneken pakta.", SIGNED, "unsupported_name"),
        ("Putin dan Kim Jong Un meneken pakta di Seoul.", SIGNED, "unsupported_name"),
        ("Korea Utara tidak akan mengirim pasukan ke Ukraina.", TROOPS, "unsupported_name"),
        ("North Korea will not send troops to Ukraine.", TROOPS, "unsupported_name"),
        ("푸틴 대통령과 바이든 대통령이 조약에 서명했다.", SIGNED, "unsupported_name"),
        ("Путин и Блинкен подписали пакт в Пхеньяне.", SIGNED, "unsupported_name"),
        ("Pуtin meneken pakta.", SIGNED, "unsupported_name"),  # a Cyrillic у
        ("Menurut Chang Ho-jin, Korea Selatan akan mengirim pasukan.", TROOPS, "negation"),
        ("South Korea will send troops to Ukraine.", TROOPS, "negation"),
        ("Южная Корея отправит войска на Украину.", TROOPS, "negation"),
        ("한국은 우크라이나에 병력을 보낼 것이다.", TROOPS, "negation"),
        ("Rusia tidak membeli peluru dari Korea Utara sejak 2022.", SHELLS, "negation"),
        ("Korea Utara membeli 2,5 juta peluru dari Rusia sejak 2022.", SHELLS, "swapped"),
        ("Baca selengkapnya di www.penipu.example.com.", LINK, "unsupported_link"),
        ("Harga beras dan cabai naik tajam menjelang lebaran.", SHELLS, "unsupported_name"),
        ("Mereka menaikkan harga beras dan cabai menjelang lebaran.", SHELLS, "unrelated"),
        ("Putin meneken pakta. " * 40, SIGNED, "too_long"),
    ],
)
def test_what_the_quote_does_not_say_falls(claim: str, quote: int, why: str) -> None:
    assert reason(claim, quote) == why


def test_two_quotes_support_together() -> None:
    claim = "Putin meneken pakta pada 19 Juni, lawatan pertamanya dalam 24 tahun."
    assert reason(claim, SIGNED) == "unsupported_number"
    assert reason(claim, SIGNED, VISIT) is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>Putin</b> meneken <script>x</script>pakta", "Putin meneken xpakta."),
        ("Putin [meneken](https://jahat.example) pakta [1], [2][3] 【4】", "Putin meneken pakta."),
        ("1. **Putin** meneken `pakta`", "Putin meneken pakta."),
        ("- Putin meneken pakta (passage 2).", "Putin meneken pakta."),
        ("Pu\x00tin\u202e mene\u200bken\npakta", "Putin meneken pakta."),
        ("Putin &lt;b&gt;meneken&lt;/b&gt; pakta!", "Putin meneken pakta!"),
        ("Pada 2024 (19/6) Putin meneken pakta", "Pada 2024 (19/6) Putin meneken pakta."),
        ("[1]", ""),
        (" ** ", ""),
    ],
)
def test_markup_controls_and_citation_marks_are_taken_off(written: str, shown: str) -> None:
    assert sanitised(written) == shown


@given(st.text(max_size=300))
def test_a_sanitised_claim_is_one_printable_line(text: str) -> None:
    shown = sanitised(text)
    assert shown == shown.strip()
    assert all(character.isprintable() for character in shown)


@given(st.text(max_size=300))
def test_any_claim_can_be_judged(text: str) -> None:
    dropped = flaw(text, [Span(TREATY, 0, 80)], PASSAGES)
    assert dropped is None or (dropped.reason and len(text) <= LONGEST)


# -- claims that copy their quote and change one thing

_NAMES = ["Sari Utami", "Budi Santoso", "Agus Wibowo", "Dewi Lestari", "Rina Kartika"]
_CITIES = ["Ambon", "Ternate", "Kupang", "Manado", "Sorong", "Jakarta"]
_VERBS = ["menyetujui", "menolak", "mengumumkan", "membatalkan"]


def _case(rng: random.Random, kind: str) -> tuple[str, str]:
    """A quote, and a claim that is the same but for one edit of this kind."""
    number, name, city = rng.randint(11, 9999), rng.choice(_NAMES), rng.choice(_CITIES)
    other = rng.choice([n for n in _NAMES if n != name])
    parts = (f"{name} dan {other}", rng.choice(_VERBS), f"{number} kapal untuk {city}")
    quote = f"{parts[0]} {parts[1]} pembelian {parts[2]} dalam rapat itu"
    if kind == "number":
        return quote, quote.replace(str(number), str(number + rng.choice([-10, -1, 1, 10, 100])))
    if kind == "negation":
        return quote, quote.replace(parts[1], f"tidak {parts[1]}")
    if kind == "lost negation":
        return quote.replace(parts[1], f"tidak {parts[1]}"), quote
    if kind == "place":
        return quote, quote.replace(city, rng.choice([c for c in _CITIES if c != city]))
    third = rng.choice([n for n in _NAMES if n not in (name, other)])
    return quote, quote.replace(name, third)


@pytest.mark.parametrize("kind", ["number", "negation", "lost negation", "place", "name"])
def test_edited_claims_are_caught(kind: str) -> None:
    rng = random.Random(kind)
    caught = 0
    for _ in range(200):
        quote, claim = _case(rng, kind)
        article = Article("a", quote, language="id")
        passages = passages_of((quote, "Warga kota menonton rapat dewan."))
        whole = [Span(article, 0, len(quote))]
        assert flaw(quote, whole, passages) is None
        caught += flaw(claim, whole, passages) is not None
    assert caught >= 199


# -- the same in another language: one name of the quote is swapped, or none

_PEOPLE = (
    ("Emmanuel Macron", "Эмманюэль Макрон", "에마뉘엘 마크롱"),
    ("Narendra Modi", "Нарендра Моди", "나렌드라 모디"),
    ("Shigeru Ishiba", "Сигэру Исиба", "이시바 시게루"),
    ("Volodymyr Zelenskyy", "Владимир Зеленский", "볼로디미르 젤렌스키"),
    ("Sergei Lavrov", "Сергей Лавров", "세르게이 라브로프"),
    ("Donald Trump", "Дональд Трамп", "도널드 트럼프"),
    ("Kim Jong Un", "Ким Чен Ын", "김정은"),
)
_COUNTRIES = (
    ("Korea Utara", "North Korea", "КНДР", "북한"),
    ("Korea Selatan", "South Korea", "Южная Корея", "한국"),
    ("Amerika Serikat", "the United States", "США", "미국"),
    ("Jepang", "Japan", "Япония", "일본"),
    ("Arab Saudi", "Saudi Arabia", "Саудовская Аравия", "사우디아라비아"),
    ("Uni Eropa", "the European Union", "Евросоюз", "유럽연합"),
    ("PBB", "the UN", "ООН", "유엔"),
)
_QUOTE = "{0} mengatakan {1} mendukung usul itu, demikian pernyataan Organisasi Kesehatan Dunia."
_ABROAD = {
    "en": "{0} said {1} supports the proposal.",
    "ru": "{0} говорит: {1} поддерживает это предложение.",
    "ko": "{0} 대통령은 {1} 정부가 제안을 지지한다고 말했다.",
}


def _abroad(rng: random.Random, language: str, swapped: str | None) -> tuple[str, str]:
    """A quote and a claim in `language`, in which a person or country is swapped, or nothing."""
    person, other = rng.sample(_PEOPLE, 2)
    country, another = rng.sample(_COUNTRIES, 2)
    quote = _QUOTE.format(person[0], country[0])
    said = (other if swapped == "person" else person, another if swapped == "country" else country)
    column = list(_ABROAD).index(language)
    return quote, _ABROAD[language].format(said[0][column], said[1][column + 1])


def _shown(language: str, swapped: str | None, cases: int = 100) -> int:
    rng = random.Random(f"{language} {swapped}")
    others = "Menurut {}, rapat itu penting. ".format(", ".join(name[0] for name in _PEOPLE))
    shown = 0
    for _ in range(cases):
        quote, claim = _abroad(rng, language, swapped)
        whole = [Span(Article("a", quote, language="id"), 0, len(quote))]
        shown += flaw(claim, whole, passages_of((quote, others))) is None
    return shown


@pytest.mark.parametrize("language", ["en", "ru", "ko"])
def test_names_in_another_language_hold_and_swapped_ones_are_caught(language: str) -> None:
    assert _shown(language, None) >= 95
    assert _shown(language, "person") <= 1
    assert _shown(language, "country") <= 1


def claim_of(quote: str, claim: str, language: str = "id") -> str | None:
    """Why the claim falls when it quotes all of `quote`."""
    whole = [Span(Article("a", quote, language=language), 0, len(quote))]
    dropped = flaw(claim, whole, passages_of((quote,)))
    return dropped.reason if dropped else None


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        ("Menteri itu menemui Sergei Lavrov.", "The minister met Sergey Lavrov."),
        ("Rapat digelar pada Mei lalu.", "회의는 5월에 열렸다."),
        ("Usul itu dibahas Bank Dunia di Den Haag.", "The World Bank discussed it in The Hague."),
        ("Lembaga Ilmu Bahari menyetujui usul itu.", "LIB menyetujui usul itu."),
        ("Usul itu diterima, kata Antonio Guterres.", "Usul itu diterima, kata Guterres."),
        ("Usul itu disetujui Dewan Keamanan PBB.", "The UN approved the proposal."),
    ],
)
def test_a_name_may_be_told_otherwise(quote: str, claim: str) -> None:
    assert claim_of(quote, claim) is None


@pytest.mark.parametrize(
    ("quote", "claim", "language"),
    [
        ("Wabah itu melanda Sudan Selatan.", "The outbreak hit Sudan.", "id"),
        ("Usul itu dibahas Bank Dunia.", "The World Health Organization discussed it.", "id"),
        ("윤석열 대통령은 회담을 열었다.", "문재인 대통령은 회담을 열었다.", "ko"),
        ("Usul itu disetujui PBB.", "The UN Security Council approved the proposal.", "id"),
        ("Perdana Menteri Li Qiang tiba.", "숄츠 독일 총리가 도착했다.", "id"),
    ],
)
def test_another_name_falls(quote: str, claim: str, language: str) -> None:
    assert claim_of(quote, claim, language) == "unsupported_name"
