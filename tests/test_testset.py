"""Reading, checking and importing test sets."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import load
from evaluation import checking, testset
from evaluation.csv_questions import read_csv
from evaluation.errors import BadTestSet, NothingSelected, OtherTestSet, UnknownType
from evaluation.imports import read_squad
from evaluation.records import Case, Run
from evaluation.selection import select
from rag.records import Turn
from tests.evaluation_rows import case, row
from tests.fake_system import ARTICLES

LINE = {"id": "q1", "question": "Kapan?", "lang": "id", "answerable": True}


def write(folder: Path, name: str, content: str) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def kinds(*cases: Case) -> list[tuple[str, str]]:
    """The problems of a set over the fake system's articles."""
    found = checking.check(list(enumerate(cases, start=1)), ARTICLES)
    return [(problem.kind, problem.value) for problem in found]


def test_a_full_line_and_a_short_line_are_read(tmp_path: Path) -> None:
    full = {
        **LINE, "id": "q2", "type": "fact", "articles": ["taman"], "answers": ["3 Mei"],
        "facts": [["3 Mei", "Mei"]], "history": [{"question": "Apa?", "answer": "Itu."}],
    }  # fmt: skip
    path = write(tmp_path, "set.jsonl", f"\ufeff{json.dumps(LINE)}\n\n{json.dumps(full)}\n")
    short, long = testset.load(path)
    assert short == Case("q1", "Kapan?", "id", True)
    assert long.facts == (("3 Mei", "Mei"),)
    assert long.history == (Turn("Apa?", "Itu."),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", ("bukan JSON yang sah mulai karakter ke-1", "it is not JSON from character 1 on")),
        ("[]", ("bukan objek JSON, dari { sampai }", "it is not a JSON object, from { to }")),
        (
            json.dumps({**LINE, "answerable": "yes"}),
            (
                "kolom 'answerable' berisi \"yes\", seharusnya true atau false",
                "the field 'answerable' is \"yes\", which should be true or false",
            ),
        ),
        (
            json.dumps({**LINE, "fact": []}),
            (
                "kolom 'fact' tidak dikenal. Maksudnya 'facts'?",
                "unknown field 'fact', did you mean 'facts'?",
            ),
        ),
        (
            json.dumps({**LINE, "history": [{"question": "Apa?", "answr": "x"}]}),
            (
                "kolom 'history.0.answr' tidak dikenal. Maksudnya 'answer'?",
                "unknown field 'history.0.answr', did you mean 'answer'?",
            ),
        ),
        (
            json.dumps({**LINE, "facts": ["satu"]}),
            (
                "kolom 'facts.0' berisi \"satu\", seharusnya daftar dalam kurung siku",
                "the field 'facts.0' is \"satu\", which should be a list in square brackets",
            ),
        ),
        (
            json.dumps({**LINE, "type": None}),
            (
                "kolom 'type' berisi null, seharusnya teks dalam tanda petik",
                "the field 'type' is null, which should be a text in quotation marks",
            ),
        ),
        ('{"id": "x"}', ("kolom 'question' tidak ada", "the field 'question' is missing")),
    ],
)
def test_a_bad_line_is_named_with_its_number_in_both_languages(
    tmp_path: Path, line: str, told: tuple[str, str]
) -> None:
    path = write(tmp_path, "set.jsonl", f"{json.dumps(LINE)}\n{line}\n")
    with pytest.raises(BadTestSet) as raised:
        testset.load(path)
    in_indonesian, in_english = (load(name).error(raised.value) for name in ("id", "en"))
    assert in_indonesian == f"{path}, baris 2: {told[0]}"
    assert in_english == str(raised.value) == f"{path}, line 2: {told[1]}"


def test_a_long_value_is_cut() -> None:
    line = json.dumps({**LINE, "answerable": "x" * 5000})
    with pytest.raises(BadTestSet) as raised:
        list(testset.parse(line, Path("set.jsonl")))
    assert len(str(raised.value)) < 160


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadTestSet, match=r"no question in this file|not UTF-8"):
        testset.load(path)
    with pytest.raises(BadTestSet) as raised:
        testset.load(tmp_path / "missing.jsonl")
    assert load("id").error(raised.value).endswith("berkasnya tidak ada")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
cases = st.builds(
    Case, id=texts, question=texts, lang=st.sampled_from(["id", "en"]), answerable=st.booleans(),
    type=texts, articles=st.lists(texts, max_size=2).map(tuple),
    answers=st.lists(texts, max_size=2).map(tuple),
    facts=st.lists(st.lists(texts, max_size=2).map(tuple), max_size=2).map(tuple),
    history=st.lists(st.builds(Turn, texts, texts), max_size=2).map(tuple),
)  # fmt: skip


@given(st.lists(cases, max_size=4))
def test_what_is_written_is_read_again(written: list[Case]) -> None:
    assert list(testset.parse(testset.dump(written), Path("set.jsonl"))) == written


@given(st.lists(cases, min_size=1, max_size=4), st.randoms())
def test_the_fingerprint_is_of_the_questions_not_of_their_order(
    asked: list[Case], random: Any
) -> None:
    shuffled = random.sample(asked, len(asked))
    assert testset.fingerprint(shuffled) == testset.fingerprint(asked)
    assert testset.fingerprint(asked[1:]) != testset.fingerprint(asked)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_reason(content: str) -> None:
    readers: list[Callable[[str, Path], object]] = [
        lambda text, path: list(testset.parse(text, path)),
        read_squad,
        read_csv,
    ]
    for read in readers:
        try:
            read(content, Path("x"))
        except BadTestSet as error:
            assert "x, line" in str(error)


def test_a_sound_set_has_no_problem() -> None:
    sound = case(
        "q1", articles=["taman"], answers=["3 mei 2023"], facts=[["Sari", "wali kota Sari"]]
    )
    assert kinds(sound, case("q2", answerable=False)) == []


def test_each_kind_of_problem_is_found() -> None:
    named = case("q1", question="Kapan dibuka?", articles=["taman"], answers=["3 Mei 2023"])
    assert kinds(named, case("q1", articles=["pasar"])) == [("duplicate_id", "q1")]
    again = case("q2", question="kapan DIBUKA", articles=["taman"])
    assert kinds(named, again) == [("duplicate_question", "q1")]
    assert kinds(case(articles=["hutan"])) == [("unknown_article", "hutan")]
    elsewhere = case(articles=["pasar"], answers=["3 Mei 2023"], facts=[["Sari"], ["kios"]])
    assert kinds(elsewhere) == [
        ("answer_not_in_articles", "3 Mei 2023"),
        ("fact_not_in_articles", "Sari"),
    ]
    assert kinds(case(question="Apa?")) == [("no_expectation", "Apa?")]
    assert kinds(case(question="Apa?", answerable=False, answers=["itu"])) == [
        ("answers_to_unanswerable", "Apa?")
    ]
    assert kinds(case(question=" ", articles=["taman"])) == [("empty", " ")]


def test_every_alternative_of_a_fact_has_to_stand_in_a_named_article() -> None:
    either = case(articles=["taman"], facts=[["Sari", "Bu Sari Dewi"]])
    assert kinds(either) == [("fact_not_in_articles", "Bu Sari Dewi")]


def test_without_a_named_article_all_are_searched() -> None:
    assert kinds(case(answers=["9 Juli 2022"], facts=[["24,5 miliar"]])) == []
    assert kinds(case(answers=["10 Juli 2022"], facts=[["Sari", "Budi"], ["10 Juli 2022"]])) == [
        ("answer_nowhere", "10 Juli 2022"),
        ("fact_nowhere", "Budi"),
    ]


def test_articles_and_languages_are_looked_at_whether_or_not_there_is_an_answer() -> None:
    assert kinds(case(question="Apa?", answerable=False, articles=["hutan"])) == [
        ("unknown_article", "hutan"),
        ("answers_to_unanswerable", "Apa?"),
    ]
    assert kinds(case(articles=["taman", "pasar", "taman"])) == [("repeated_article", "taman")]
    for language in ("zz", "", "ID", "id-ID"):
        assert kinds(case(articles=["taman"], lang=language)) == [("unknown_language", language)]
    for language in ("id", "en", "ko", "ru", "jv"):
        assert kinds(case(articles=["taman"], lang=language)) == []


def test_each_problem_names_its_line_in_file_order(tmp_path: Path) -> None:
    lines = [
        {**LINE, "articles": ["hutan"]},
        {**LINE, "id": "q2", "question": "Di mana?", "articles": ["taman"]},
        {**LINE, "question": "Siapa?", "articles": ["taman"]},
    ]
    content = "\n\n".join(map(json.dumps, lines))
    jsonl = testset.locate(write(tmp_path, "set.jsonl", content))
    assert [(p.line, p.case_id, p.kind) for p in checking.check(jsonl, ARTICLES)] == [
        (1, "q1", "unknown_article"),
        (5, "q1", "duplicate_id"),
    ]
    sheet = write(tmp_path, "set.csv", 'question,article\n"Apa\nitu?",taman\nLalu?,hutan\n')
    assert [p.line for p in checking.check(testset.locate(sheet), ARTICLES)] == [4]
    squad = testset.locate(write(tmp_path, "set.json", json.dumps(SQUAD)))
    assert {p.line for p in checking.check(squad, ARTICLES)} == {None}


def test_the_same_words_after_another_history_are_another_question() -> None:
    first = case("q1", question="Dan kapan?", articles=["taman"], history=[Turn("Apa taman itu?")])
    second = case("q2", question="Dan kapan?", articles=["pasar"], history=[Turn("Apa pasar itu?")])
    assert kinds(first, second) == []


def test_yes_and_no_need_not_stand_in_an_article() -> None:
    for answer in ("Ya", "Ya.", "TIDAK!", "yes"):
        assert kinds(case(articles=["taman"], answers=[answer], facts=[["Sari"]])) == []


def test_numbers_are_looked_for_as_whole_numbers() -> None:
    assert kinds(case(articles=["jembatan"], answers=["24"])) == [("answer_not_in_articles", "24")]
    assert kinds(case(articles=["jembatan"], answers=["24,5 miliar"])) == []


SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Taman",
            "paragraphs": [
                {
                    "context": "Taman dibuka pada 3 Mei. Sari datang.",
                    "qas": [
                        {
                            "id": "s1", "question": "Kapan taman dibuka? ", "is_impossible": False,
                            "answers": [
                                {"text": "3 Mei", "answer_start": 18},
                                {"text": "3 Mei", "answer_start": 18},
                            ],
                        },
                        {
                            "id": "s2", "question": "Who closed it?", "is_impossible": True,
                            "answers": [], "plausible_answers": [{"text": "Sari"}],
                        },
                    ],
                }
            ],
        }
    ],
}  # fmt: skip


def test_squad_brings_questions_and_their_paragraphs(tmp_path: Path) -> None:
    imported = read_squad(json.dumps(SQUAD), tmp_path)
    first, second = imported.cases
    assert first == case(
        "s1", question="Kapan taman dibuka?", articles=["Taman-1"], answers=["3 Mei"],
        facts=[["3 Mei"]],
    )  # fmt: skip
    assert (second.answerable, second.lang, second.answers, second.articles) == (
        False,
        "en",
        (),
        (),
    )
    assert [article.id for article in imported.articles] == ["Taman-1"]
    assert checking.check([(None, asked) for asked in imported.cases], imported.articles) == []


@pytest.mark.parametrize(
    ("content", "indonesian"),
    [
        ('{"data": [\n', "baris 2: bukan JSON yang sah mulai karakter ke-1"),
        (
            '{"soal": []}',
            "baris 1: tidak tersusun seperti SQuAD: data tidak ada atau bentuknya berbeda",
        ),
        ("[1]", "baris 1: tidak tersusun seperti SQuAD: data/paragraphs/qas tidak ada"),
    ],
)
def test_what_is_not_squad_says_why(content: str, indonesian: str) -> None:
    with pytest.raises(BadTestSet) as raised:
        read_squad(content, Path("x"))
    assert indonesian in load("id").error(raised.value)


def test_paragraphs_of_one_title_get_numbers_of_their_own() -> None:
    group = {"title": "T", "paragraphs": [{"context": "a", "qas": []}] * 2}
    imported = read_squad(json.dumps({"data": [group, group]}), Path("x"))
    assert [article.id for article in imported.articles] == ["T-1", "T-2", "T-3", "T-4"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    lines = [
        ["pertanyaan", "jawaban", "artikel", "jenis"],
        ["Kapan taman dibuka?", "3 Mei 2023|3 Mei", "taman", "fact"],
        ["Siapa juaranya?", "", "", "off_corpus"],
    ]
    content = "\r\n".join(delimiter.join(cells) for cells in lines)
    first, second = testset.load(write(tmp_path, "soal.csv", content))
    assert (first.id, first.answers, first.facts) == (
        "soal-2", ("3 Mei 2023", "3 Mei"), (("3 Mei 2023", "3 Mei"),),
    )  # fmt: skip
    assert (second.answerable, second.type) == (False, "off_corpus")


def test_csv_facts_and_flags() -> None:
    content = 'id,question,facts,answerable,lang\nx,Apa?,"a|b; c",ya,en\ny,Lalu?,,tidak,\n'
    (_, first), (_, second) = read_csv(content, Path("x"))
    assert (first.id, first.facts, first.lang) == ("x", (("a", "b"), ("c",)), "en")
    assert not second.answerable


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("jawaban\nApa?", "line 1: no column 'question' in the header line"),
        ("question,answerable\nApa?,mungkin", "line 2: answerable is 'mungkin', not yes or no"),
        ("question,type\n,fact", "line 2: the question is empty"),
        ("question,fcts\nApa?,x", "line 1: unknown column 'fcts', did you mean 'facts'?"),
        ("pertanyan,fact\nApa?,x", "line 1: unknown column 'pertanyan', did you mean 'pertanya"),
        ("question,answer,answers\nApa?,x,y", "line 1: the column 'answers' is there twice"),
        ("question,answer\nApa?,3 Mei, 2023", "line 2: the cell '2023' stands under no column"),
        ("question,,answer\nApa?,catatan,x", "line 2: the cell 'catatan' stands under no col"),
        ('question,answer\n"Apa\nitu?",x\n\nLalu?,y,z', "line 5: the cell 'z' stands under"),
        (f"question\n{'x' * 140_000}", "line 2: it is not CSV"),
        ('question,answer\nSatu?,x\n"Dua?,y\nTiga?,z\n', "line 3: it is not CSV"),
        ('"question', "line 1: it is not CSV"),
    ],
)
def test_a_bad_csv_says_where(content: str, reason: str) -> None:
    with pytest.raises(BadTestSet) as raised:
        read_csv(content, Path("x"))
    assert str(raised.value).startswith(f"x, {reason}")


def test_what_is_wrong_with_a_csv_is_said_in_indonesian() -> None:
    for content, indonesian in {
        "question,fakat\nApa?,x": "baris 1: kolom 'fakat' tidak dikenal. Maksudnya 'fakta'?",
        "question\nApa?,x": "baris 2: sel 'x' tidak berada di bawah kolom apa pun; adakah tanda "
        "petik yang kurang?",
        "question,terjawab\nApa?,entah": "baris 2: kolom terjawab berisi 'entah', seharusnya ya "
        "atau tidak",
    }.items():
        with pytest.raises(BadTestSet) as raised:
            read_csv(content, Path("x"))
        assert load("id").error(raised.value) == f"x, {indonesian}"


def test_one_fact_and_empty_cells_at_the_end_are_fine() -> None:
    ((line, found),) = read_csv("question,fact,\n,,\nApa?,3 Mei,,\n", Path("x"))
    assert (line, found.facts, found.id) == (3, (("3 Mei",),), "x-3")


@pytest.mark.parametrize("name", ["q.CSV", "q.tsv", "q.Tsv"])
def test_spreadsheets_are_known_by_their_suffix(tmp_path: Path, name: str) -> None:
    # In a .tsv the tab counts, however many commas the header line has.
    content = "question\tanswer\nApa, siapa, kapan?\tIni, itu\n"
    (found,) = testset.load(write(tmp_path, name, content))
    assert (found.question, found.answers) == ("Apa, siapa, kapan?", ("Ini, itu",))


def test_selection_by_type_and_by_earlier_failure() -> None:
    first, second = case("q1", type="fact", facts=[["x"]]), case("q2", type="list", facts=[["x"]])
    path = Path("set.jsonl")
    assert select([first, second], path, types=["list"]) == [second]
    earlier = Run("set", "h", "i", {}, {}, "", 0.0, (row(first), row(second, answer="x")))
    assert select([first, second], path, failed_of=earlier) == [first]
    assert select([first, second], path, types=["list"], failed_of=earlier) == []
    only_facts = replace(earlier, rows=earlier.rows[:1])
    with pytest.raises(NothingSelected, match="--only list --failed-of"):
        select([first, second], path, types=["list"], failed_of=only_facts)


def test_a_type_that_is_not_there_lists_those_that_are() -> None:
    asked = [case("q1", type="fact"), case("q2", type="list"), case("q3"), case("q4", type="fact")]
    with pytest.raises(UnknownType) as raised:
        select(asked, Path("set.jsonl"), types=["fact", "lists"])
    assert load("id").error(raised.value) == (
        "Tidak ada soal berjenis 'lists' di set.jsonl. Jenis yang ada: fact, list."
    )
    assert load("en").error(raised.value).endswith("There are: fact, list.")
    with pytest.raises(UnknownType, match="There are: –"):
        select([case("q1")], Path("set.jsonl"), types=["fact"])


def test_a_run_of_another_test_set_selects_nothing() -> None:
    others = (row(case("q1", question="Lain?")), row(case("x")))
    earlier = Run("lain.jsonl", "h", "i", {}, {}, "", 0.0, others)
    with pytest.raises(OtherTestSet) as raised:
        select([case("q1")], Path("set.jsonl"), failed_of=earlier)
    assert load("id").error(raised.value) == (
        "Hasil pada --failed-of berasal dari lain.jsonl; tidak satu pun soalnya ada di set.jsonl."
    )
