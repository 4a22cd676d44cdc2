"""The one door to the reader: no claim without a quote that is really there."""

from hypothesis import given
from hypothesis import strategies as st

from index.records import Article
from rag.citations import cite
from rag.records import Span, Supported

ARTICLE = Article(
    "a", "Kim menandatangani. Putin pulang.", title="T", source="S", date="2024-06-19"
)
KIM, PUTIN = Span(ARTICLE, 0, 19), Span(ARTICLE, 20, 33)


def test_citations_are_numbered_as_they_are_first_used() -> None:
    claims, citations = cite(
        [Supported("Satu.", (PUTIN,)), Supported("Dua.", (KIM, PUTIN)), Supported("Tiga.", (KIM,))]
    )
    assert [claim.marked for claim in claims] == ["Satu. [1]", "Dua. [2][1]", "Tiga. [2]"]
    assert [(c.number, c.quote) for c in citations] == [
        (1, "Putin pulang."),
        (2, "Kim menandatangani."),
    ]
    assert (citations[0].article_id, citations[0].date) == ("a", "2024-06-19")


def test_the_words_that_answer_keep_their_place() -> None:
    said = Supported("  Pada 14 Mei, 4 orang tiba. ", (KIM,), "4", 15)
    (claim,), _ = cite([said])
    assert claim.parts == ("Pada 14 Mei, ", "4", " orang tiba.")
    (plain,), _ = cite([Supported("Pada 14 Mei.", (KIM,))])
    assert plain.parts == ("Pada 14 Mei.", "", "")


def test_a_claim_without_a_holding_span_is_not_shown() -> None:
    nowhere, backwards = Span(ARTICLE, 30, 99), Span(ARTICLE, 9, 3)
    claims, citations = cite([Supported("Dusta.", (nowhere, backwards)), Supported("Hampa.", ())])
    assert (claims, citations) == ((), ())


@given(
    st.lists(
        st.tuples(
            st.text(max_size=20), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)))
        )
    )
)
def test_every_citation_is_verbatim(drafted: list[tuple[str, list[tuple[int, int]]]]) -> None:
    claims, citations = cite(
        [Supported(text, tuple(Span(ARTICLE, a, b) for a, b in spans)) for text, spans in drafted]
    )
    assert all(ARTICLE.text[c.start : c.end] == c.quote and c.quote.strip() for c in citations)
    used = {number for claim in claims for number in claim.citations}
    assert used <= {citation.number for citation in citations}
    assert all(claim.citations and claim.text for claim in claims)
