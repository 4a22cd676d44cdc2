"""Reports: the terminal, JUnit for CI, and a page that no text can break out of."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot import texts
from evaluation.checking import Problem
from evaluation.compare import compare
from evaluation.evaluate import evaluate
from evaluation.gates import Broken
from evaluation.judge import Opinion
from evaluation.records import Case, Row, Run
from evaluation.report.comparison import render_comparison
from evaluation.report.html import html
from evaluation.report.junit import junit
from evaluation.report.passages import answer_pieces, in_context, pieces
from evaluation.report.plots import latency_plot, risk_coverage_plot
from evaluation.report.sentences import broken_gate
from evaluation.report.terminal import render_problems, render_run
from evaluation.summary import summarize
from index.records import Article
from rag.records import Dropped, Turn
from tests.evaluation_rows import case, citation, retrieved, row
from tests.fake_system import FakeSystem

ID, EN = texts.load("id").evaluation, texts.load("en").evaluation
CASES = [
    case("q1", question="Kapan taman kota dibuka?", type="fact", articles=["taman"],
         answers=["3 Mei 2023"], facts=[["3 Mei 2023"]]),
    case("q2", question="Kapan pasar lama terbakar?", type="fact", articles=["pasar"],
         facts=[["10 Juli 2022"]]),
    case("q3", question="Siapa presiden Mars?", type="off_corpus", answerable=False),
    case("q4", question="Berapa biaya jembatan baru?", type="list", lang="en", facts=[["x"]]),
]  # fmt: skip


def run_of(*rows: Row, **articles: Article) -> Run:
    """A run of these rows."""
    return Run("set.jsonl", "hash", "index", {"TANYA_STORE": "x"}, {"python": "3"},
               "2024-06-19T07:00:00+00:00", 1.5, rows, articles)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run with a right answer, a wrong one, a right refusal and a failure."""
    system = FakeSystem(failing=[CASES[3].question])
    return evaluate(system, CASES, Path("set.jsonl"), {"TANYA_STORE": "x"}, tmp_path)


def printed(render: Callable[[Console], None]) -> str:
    """What a render function prints on a wide, plain console."""
    out = io.StringIO()
    render(Console(file=out, width=200, markup=False, highlight=False))
    return out.getvalue()


def test_the_terminal_tells_figures_types_and_what_failed(run: Run) -> None:
    shown = printed(lambda console: render_run(run, summarize(run.rows), ID, console))
    assert "2 dari 4 soal benar (50 persen)" in shown
    assert "benar: 1 · salah: 1 · ditolak dengan tepat: 1 · galat: 1" in shown
    assert any(line.split()[:2] == ["quote_verbatim", "0.667"] for line in shown.split("\n"))
    assert "off_corpus" in shown and "Menurut bahasa" in shown
    failing = shown.split("Belum benar")[1]
    assert "Kapan pasar lama terbakar?" in failing and "Siapa presiden Mars?" not in failing


def test_a_comparison_names_what_got_worse_first(run: Run) -> None:
    worse = replace(run.rows[0], status="not_found", answer="", citations=(), verbatim=())
    better = replace(run.rows[1], answer="Pada 10 Juli 2022.")
    changed = replace(run, rows=(worse, better, *run.rows[2:]))
    comparison = compare(run, changed, ("a.json", "b.json"))
    shown = printed(lambda console: render_comparison(comparison, EN, console))
    assert "a.json → b.json, 4 questions" in shown
    assert "Changed: 1 better, 1 worse, 0 with only the answer changed" in shown
    assert shown.index("q1  ") < shown.index("q2  ")
    same = compare(run, run, ("a", "b"))
    assert "No answer changed." in printed(lambda console: render_comparison(same, EN, console))


def test_a_comparison_keeps_its_figures_whole_on_a_wide_terminal(run: Run) -> None:
    worse = replace(run.rows[0], status="not_found", answer="", citations=(), verbatim=())
    changed = replace(run, rows=(worse, *run.rows[1:]))
    comparison = compare(run, changed, ("a.json", "b.json"))
    out = io.StringIO()
    render_comparison(comparison, ID, Console(file=out, width=120, markup=False, highlight=False))
    lines = out.getvalue().split("\n")
    assert "kepercayaan 95%" in lines[2] and "yang terdeteksi" in lines[2]
    assert any(re.match(r"correct +0.500  0.250 +-0.250  -0.750 – \+0.000", line) for line in lines)
    same = replace(run, rows=(replace(run.rows[0], answer="3 Mei 2023."), *run.rows[1:]))
    other = compare(run, same, ("a.json", "b.json"))
    shown = printed(lambda console: render_comparison(other, ID, console))
    assert "1 hanya berubah jawabannya" in shown


def test_problems_are_told_by_question() -> None:
    found = [Problem("q1", "unknown_article", "hutan", 3), Problem("q2", "duplicate_id", "q2")]
    shown = printed(lambda console: render_problems(found, 9, ID, console))
    assert "2 masalah dalam 9 soal" in shown
    assert "  baris 3, q1: artikel 'hutan' tidak terindeks" in shown
    assert "  q2: " in shown
    assert "9 soal" in printed(lambda console: render_problems([], 9, ID, console))


def test_gates_are_told_in_words() -> None:
    floor = broken_gate(Broken("hit@5", 0.97, 0.9), EN)
    assert floor == "Gate failed: hit@5 = 0.900, should be at least 0.97."
    assert "at most 50" in broken_gate(Broken("latency_p95_ms", 50.0, 61.2), EN)
    assert "got worse by 0.100" in broken_gate(Broken("hit@5", 0.02, 0.1), EN, drop=True)
    assert "no longer" in broken_gate(Broken("hit@5", 0.02, None), EN, drop=True)
    assert "none" in broken_gate(Broken("hit@5", 0.97, None), EN)


def test_junit_counts_failures_errors_and_gates(run: Run) -> None:
    broken = [Broken("hit@5", 0.97, 0.9)]
    root = ElementTree.fromstring(junit(run, ["hit@5", "hit@1"], broken, EN))
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"fact", "list", "off_corpus", "metrics"}
    fact = suites["fact"]
    assert (fact.get("tests"), fact.get("failures"), fact.get("errors")) == ("2", "1", "0")
    assert (suites["list"].get("failures"), suites["list"].get("errors")) == ("0", "1")
    failed = fact.findall("testcase")[1].find("failure")
    assert failed is not None and failed.get("type") == "wrong"
    assert len(suites["metrics"].findall("testcase/failure")) == 1


HOSTILE = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", '"><svg onload=a()>',
    "{{ 7 * 7 }}{% raw %}", "</style><style>*{display:none}", "&lt;b&gt;", "--><!--",
    "\u202egnirts", "\x00\x1b[2J\x07", "javascript:alert(1)", "' onclick='a()",
]  # fmt: skip


def hostile_run(text: str) -> Run:
    """A run in which everything that others write is `text`."""
    asked = Case(
        text, text, "id", True, text, (text,), (text,), ((text,),), (Turn(text, text),)
    )  # fmt: skip
    cited = replace(citation(text, text), title=text, source=text, date=text, url=text)
    found = Row(
        asked, "answered", 1.0, text + " [1]", 0.5, (), (cited,), (True,), retrieved(text, "gone"),
        (Dropped(text, text, text),), error=text,
    )  # fmt: skip
    return run_of(found, **{text: Article(text, text * 3, text)})


class _Shape(HTMLParser):
    """The tags of a page with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(run: Run) -> str:
    """The page of a run."""
    return html(run, summarize(run.rows), EN)


PLAIN = _Shape(page_of(hostile_run("kata"))).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    page = _Shape(page_of(hostile_run(text)))
    assert page.tags == PLAIN
    assert text.replace("\x00", "") in page.text.replace("\x00", "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="[]"), min_size=1, max_size=20
    )
)
def test_no_text_adds_a_tag_or_breaks_the_xml(text: str) -> None:
    run = hostile_run(text)
    if text.strip():
        assert _Shape(page_of(run)).tags == PLAIN
    ElementTree.fromstring(junit(run, [], [], EN))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_moves_the_cursor_of_a_terminal(text: str) -> None:
    run = replace(hostile_run(text), rows=tuple(
        replace(row, answer="x") for row in hostile_run(text).rows
    ))  # fmt: skip
    shown = printed(lambda console: render_run(run, summarize(run.rows), EN, console))
    assert not set(shown) & {"\x1b", "\x00", "\x07"}


def test_only_web_addresses_become_links() -> None:
    cited = replace(citation("a"), url="https://example.org/a?b=1&c=2")
    linked = run_of(row(citations=(cited,), verbatim=(True,)))
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page_of(linked)


def test_the_page_needs_nothing_but_itself(run: Run) -> None:
    page = page_of(run)
    assert "http://" not in page and "https://" not in page
    assert "default-src 'none'" in page
    assert {tag for tag, _ in _Shape(page).tags}.isdisjoint({"link", "img", "iframe", "object"})


def test_the_page_speaks_the_language_of_its_texts(run: Run) -> None:
    page = html(run, summarize(run.rows), ID)
    assert '<html lang="id">' in page
    assert "2 dari 4 soal benar" in page and "0,667" in page


def test_gates_that_failed_and_the_judges_opinion_are_on_the_page(run: Run) -> None:
    broken = [Broken("hit@5", 0.97, 0.9)]
    opinion = Opinion("ollama:<b>x", {"q1": (True, True, False), "q2": ()}, 0.5, 1 / 3, None)
    page = html(run, summarize(run.rows), ID, broken, opinion)
    assert "Batas tidak tercapai: hit@5 = 0,900, seharusnya sedikitnya 0,97." in page
    assert "Pendapat ollama:&lt;b&gt;x (saran saja): 50% benar, kesepakatan 33%" in page
    assert "2 dari 3 suara menilainya benar" in page and "0 suara" not in page
    without = html(run, summarize(run.rows), ID)
    assert "Batas" not in without and "suara" not in without and "Pendapat" not in without


def test_what_the_check_dropped_is_told_in_words(run: Run) -> None:
    dropped = replace(run.rows[0], dropped=(Dropped("Putin datang.", "fabricated", ""),))
    page = html(run_of(dropped), summarize(run.rows), ID)
    assert "kutipannya tidak ada dalam artikel" in page and "fabricated" not in page


def test_pieces_join_to_the_passage_and_mark_the_quotes() -> None:
    text = "Satu dua tiga empat."
    found = pieces(text, 5, 20, [(0, 8), (9, 13), (19, 25)])
    assert "".join(piece.text for piece in found) == text[5:20]
    assert [piece.text for piece in found if piece.marked] == ["dua", "tiga", "."]


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


@given(st.text(min_size=60, max_size=60), spans, st.lists(spans, max_size=5))
def test_any_pieces_join_and_mark_exactly_the_quoted(
    text: str, span: tuple[int, int], quotes: list[tuple[int, int]]
) -> None:
    start, end = span
    found = pieces(text, start, end, quotes)
    assert "".join(piece.text for piece in found) == text[start:end]
    at = start
    for piece in found:
        for position in range(at, at + len(piece.text)):
            assert piece.marked == any(s <= position < e for s, e in quotes)
        at += len(piece.text)


def test_a_quote_is_shown_between_whole_words() -> None:
    article = Article("a", "kata " * 100 + "KUTIPAN" + " kata" * 100)
    cited = replace(citation("a", "KUTIPAN"), start=500, end=507)
    shown = in_context(run_of(row(), a=article), cited)
    assert [piece.text for piece in shown if piece.marked] == ["KUTIPAN"]
    around = "".join(piece.text for piece in shown).split()
    assert set(around) == {"kata", "KUTIPAN", "…"}
    assert in_context(run_of(row()), cited) == []


def test_marks_in_answers_become_links() -> None:
    found = list(answer_pieces(row(answer="Satu. [1] Dua. [2]")))
    assert [(piece.text, piece.number) for piece in found] == [
        ("Satu. ", None), ("[1]", 1), (" Dua. ", None), ("[2]", 2),
    ]  # fmt: skip


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=50))
def test_any_latencies_can_be_drawn(times: list[float]) -> None:
    plot = latency_plot(times)
    assert plot.bars
    assert all(0 <= bar.y <= bar.y + bar.height <= 220 for bar in plot.bars)


def test_a_run_without_answers_can_be_drawn() -> None:
    assert risk_coverage_plot([]).path == ""
    refused = run_of(row(case(answerable=False), "not_found"))
    assert "–" in page_of(refused)
