"""Clauses asked for by their number come whole, and never under another number."""

import pytest

from index.chunking import chunk
from index.records import Article
from rag.clauses import clause_draft, clauses
from rag.records import Hit

TEXT = (
    "Naskah pakta Rusia dan Korea Utara dirilis media negara, kata Hasan Basri.\n\n"
    "Pasal 4 berlaku bila salah satu pihak diserang. Pihak lain wajib membantu.\n\n"
    "Pengamat menafsirkan Pasal 4 dengan hati-hati. Pasal 7 tidak dibahas."
)
CLAUSE = ["Pasal 4 berlaku bila salah satu pihak diserang.", "Pihak lain wajib membantu."]


def found(question: str, text: str = TEXT) -> list[str]:
    told = clauses(question, hits_of(text))
    return [sentence.text for each in told.values() for sentence in each]


def hits_of(text: str) -> list[Hit]:
    article = Article("a", text, title="Isi Pakta")
    return [Hit(i, c, article, 1.0) for i, c in enumerate(chunk(article), 1)]


@pytest.mark.parametrize(
    "question",
    [
        "Apa isi Pasal 4?",
        "Apa yang diwajibkan pasal empat?",
        "pasal 4 isinya apa sih?",
        "Apa saja yang diharuskan Pasal 4?",
        "Apa isi Pasal 4 perjanjian Rusia dan Korea Utara?",
        "gimana bunyi pasal 4 pakta rusia korut?",
        "What does Article 4 require?",
        "What does article 4 of the Russia-North Korea treaty say?",
        "Summarize Article 4",
        "제4조의 내용은 무엇인가요?",
        "제4조는 무엇을 규정하고 있나요?",
        "제4조에는 뭐라고 쓰여 있나요?",
        "Что говорится в статье 4?",
        "О чём говорится в статье 4?",
        "Что предусматривает статья 4 договора России и КНДР?",
    ],
)
def test_the_clause_comes_whole(question: str) -> None:
    assert found(question) == CLAUSE


@pytest.mark.parametrize(
    "question",
    [
        "Kapan Pasal 4 berlaku?",
        "Siapa menulis Pasal 4?",
        "Siapa yang menyebut Pasal 4?",
        "Apa kata pengamat tentang Pasal 4?",
        "Kenapa Pasal 4?",
        "Pasal 4 ayat 2 isinya apa?",
        "Apa isinya?",
        "Who wrote Article 4?",
        "제4조는 언제 규정?",
        "Почему статья 4?",
    ],
)
def test_a_question_for_something_else_is_not_answered_with_it(question: str) -> None:
    assert found(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "Apa isi Pasal 4 perjanjian Rusia dan Belarus?",
        "What does Article 4 of the NATO treaty say?",
        "Apa isi Pasal 4 perjanjian Kusnadi?",
    ],
)
def test_nor_is_one_about_the_treaty_of_somebody_else(question: str) -> None:
    assert found(question) == []


@pytest.mark.parametrize("number", [7, 9])
def test_a_mention_is_not_the_clause(number: int) -> None:
    assert found(f"Apa isi Pasal {number}?") == []


def test_two_clauses_come_in_their_order_and_a_missing_one_is_told() -> None:
    hits = hits_of(TEXT + "\n\nPasal 12 berlaku selamanya.\n\nPasal 1 berisi istilah.")
    both = clause_draft("Apa isi Pasal 12 dan Pasal 1?", hits)
    one = clause_draft("Apa isi Pasal 4 dan Pasal 9?", hits)
    assert both and [claim.text for claim in both.claims] == [
        "Pasal 1 berisi istilah.",
        "Pasal 12 berlaku selamanya.",
    ]
    assert one and [claim.text for claim in one.claims] == CLAUSE
    assert (both.notice, one.notice) == (None, "answered_in_part")
