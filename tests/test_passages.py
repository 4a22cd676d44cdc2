"""Passages as sentences, and which of them may answer a question that names an article."""

from index.chunking import chunk
from index.records import Article
from rag.passages import answers_reference, sentences_of
from rag.records import Hit

TEXT = (
    "Naskahnya dirilis media negara.\n\n"
    "Pasal 4 berlaku bila salah satu pihak diserang. Pihak lain wajib membantu.\n\n"
    "Pengamat menafsirkan Pasal 4 dengan hati-hati. Pasal 7 tidak dibahas."
)


def hits() -> list[Hit]:
    article = Article("a", TEXT)
    return [Hit(i, c, article, 1.0) for i, c in enumerate(chunk(article), 1)]


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
