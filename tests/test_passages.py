"""Clauses asked for by their number come whole, and never under another number."""

import pytest

from index.chunking import chunk
from index.records import Article
from rag.passages import answers_reference, asks_for_clause, clause, sentences_of
from rag.records import Hit

TEXT = (
    "Naskahnya dirilis media negara.\n\n"
    "Pasal 4 berlaku bila salah satu pihak diserang. Pihak lain wajib membantu.\n\n"
    "Pengamat menafsirkan Pasal 4 dengan hati-hati. Pasal 7 tidak dibahas."
)


def hits() -> list[Hit]:
    article = Article("a", TEXT)
    return [Hit(i, c, article, 1.0) for i, c in enumerate(chunk(article), 1)]


@pytest.mark.parametrize(
    "question",
    [
        "Apa isi Pasal 4?",
        "Apa yang diwajibkan pasal empat?",
        "pasal 4 isinya apa sih?",
        "What does Article 4 require?",
        "제4조의 내용은 무엇인가요?",
        "Что говорится в статье 4?",
    ],
)
def test_a_question_for_the_clause_itself(question: str) -> None:
    assert asks_for_clause(question)


@pytest.mark.parametrize(
    "question", ["Kapan Pasal 4 berlaku?", "Siapa menulis Pasal 4?", "Apa isinya?"]
)
def test_a_question_for_something_else(question: str) -> None:
    assert not asks_for_clause(question)


def test_the_clause_comes_whole() -> None:
    assert [s.text for s in clause(frozenset({4}), hits())] == [
        "Pasal 4 berlaku bila salah satu pihak diserang.",
        "Pihak lain wajib membantu.",
    ]


def test_a_mention_is_not_the_clause() -> None:
    assert clause(frozenset({9}), hits()) == []
    assert clause(frozenset({7}), hits()) == []


def test_another_number_does_not_answer() -> None:
    assert answers_reference("Siapa?", "apa saja")
    assert answers_reference("Pasal 4?", "menurut Article 4")
    assert not answers_reference("Pasal 9?", "menurut Pasal 4")
    assert not answers_reference("Pasal 9?", "tanpa nomor")
    assert not answers_reference("Pasal 4 ayat (2)?", "menurut Pasal 4")
    assert answers_reference("Pasal 4 ayat 2?", "menurut Pasal 4 ayat (2)")


def test_every_sentence_comes_once_at_its_place() -> None:
    doubled = hits() + hits()
    found = list(sentences_of(doubled))
    assert len({s.span.start for s in found}) == len(found)
    assert all(TEXT[s.span.start : s.span.end] == s.text for s in found)
