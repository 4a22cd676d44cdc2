"""Questions made of news sentences: the answer stands where the example says, or nowhere."""

import random

from training.cloze import made_of_news

TEXT = (
    "Wali Kota Suradi Raharjo meresmikan pasar ikan di Kota Tegal pada Rabu (5/6/2024). "
    "Pembangunan pasar menghabiskan dana 12 miliar dan menampung sedikitnya 300 kios pedagang. "
    "Pasar lama ditutup sejak tahun lalu karena atapnya runtuh diterjang angin kencang. "
    "Gempa bumi pekan lalu menghancurkan tempat penampungan dan melukai sekitar 14 orang. "
    "Para pedagang menggelar doa bersama untuk menyambut hari pertama berjualan kembali."
)


def test_every_span_holds_what_was_asked_for() -> None:
    made = list(made_of_news([TEXT], 200, random.Random(5)))
    said = {e.passage[start:end] for e in made for start, end in e.spans}
    assert {"Rabu (5/6/2024)", "karena atapnya runtuh diterjang angin kencang", "14"} <= said
    for example in made:
        assert [example.passage[s:e] for s, e in example.spans] == list(example.answers)
        assert example.question.endswith("?")


def test_a_passage_without_the_answer_does_not_answer() -> None:
    for example in made_of_news([TEXT], 200, random.Random(6)):
        asked_for_day = example.question.startswith(("Kapan", "Hari apa", "Tanggal berapa"))
        if not example.spans and asked_for_day:
            assert "(5/6/2024)" not in example.passage
