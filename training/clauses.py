"""Questions about numbered articles, written for this project: "Pasal 9" is not "Pasal 4".

Passages are put together from the clauses below; the right article stands among others, or is not
there at all, and then nothing answers.
"""

import random
import re
from collections.abc import Iterator

from training.examples import Example

_CLAUSES = {
    "id": (
        ("bantuan darurat", "para pihak saling memberi bantuan darurat tanpa menunda"),
        ("masa berlaku", "kesepakatan ini berlaku selama 15 tahun sejak ditandatangani"),
        ("perdagangan", "bea masuk atas hasil bumi dihapus secara bertahap dalam 5 tahun"),
        ("pendidikan", "setiap warga berhak memperoleh pendidikan dasar tanpa biaya"),
        ("sanksi", "pelanggar dikenai denda paling banyak Rp250 juta"),
        ("pembiayaan", "anggaran dibebankan kepada kas daerah dan hibah yang tidak mengikat"),
        ("penyelesaian sengketa", "setiap perselisihan diselesaikan lewat musyawarah"),
        ("kerja sama militer", "kedua angkatan bersenjata menggelar latihan bersama tiap tahun"),
        ("perlindungan data", "data pribadi hanya boleh diolah dengan izin pemiliknya"),
        ("lingkungan", "pabrik di tepi sungai wajib mengolah limbahnya sebelum dibuang"),
        ("kewarganegaraan", "anak dari perkawinan campuran boleh memilih satu kewarganegaraan"),
        ("pengunduran diri", "anggota dapat mundur dengan pemberitahuan tertulis enam bulan"),
        ("cuti", "pekerja berhak atas cuti tahunan sekurang-kurangnya 12 hari"),
        ("pertahanan bersama", "serangan terhadap satu pihak dianggap serangan terhadap semua"),
        ("energi", "para pihak membangun jaringan listrik lintas batas"),
        ("kebudayaan", "benda pusaka yang dibawa ke luar negeri harus dikembalikan"),
        ("kesehatan", "rumah sakit tidak boleh menolak pasien dalam keadaan gawat"),
        ("pers", "pers nasional tidak dikenai penyensoran"),
        ("pemilihan ketua", "ketua dipilih oleh sidang pleno untuk masa lima tahun"),
        ("bahasa", "naskah dibuat dalam dua bahasa dan keduanya sama-sama asli"),
        ("perubahan", "perubahan hanya sah bila disetujui dua pertiga anggota"),
        ("antariksa", "pemanfaatan antariksa dilakukan semata-mata untuk tujuan damai"),
        ("perikanan", "kapal asing dilarang menangkap ikan dalam jarak 12 mil dari pantai"),
        ("konsultasi", "kedua pihak segera berunding bila timbul ancaman agresi"),
    ),
    "en": (
        ("emergency aid", "the parties give each other emergency aid without delay"),
        ("duration", "the agreement stays in force for 15 years from its signing"),
        ("trade", "duties on farm goods are removed step by step over 5 years"),
        ("education", "every citizen has the right to basic schooling free of charge"),
        ("penalties", "offenders pay a fine of at most 20,000 dollars"),
        ("funding", "costs are borne by the regional budget and by untied grants"),
        ("disputes", "every dispute is settled through negotiation"),
        ("military cooperation", "the two armed forces hold a joint exercise each year"),
        ("data protection", "personal data may be processed only with the owner's consent"),
        ("environment", "factories on rivers must treat their waste before releasing it"),
        ("withdrawal", "a member may withdraw with six months' written notice"),
        ("leave", "workers have the right to at least 12 days of leave a year"),
        ("common defence", "an attack on one party is regarded as an attack on all"),
        ("energy", "the parties build a power grid across the border"),
        ("health", "hospitals may not turn away a patient in danger"),
        ("the press", "the national press is not subject to censorship"),
        ("amendments", "an amendment is valid only if two thirds of the members agree"),
        ("fishing", "foreign vessels may not fish within 12 miles of the coast"),
    ),
}
_ARTICLE = {"id": "Pasal", "en": "Article"}
_DOCUMENTS = {
    "id": ("perjanjian itu", "undang-undang tersebut", "peraturan itu", "piagam itu", "pakta itu"),
    "en": ("the treaty", "the law", "the regulation", "the charter", "the pact"),
}
_SAID = {
    "id": (
        "Pasal {n} menetapkan bahwa {c}.", "Menurut Pasal {n}, {c}.", "Pasal {n}: {C}.",
        "Dalam Pasal {n} disebutkan bahwa {c}.", "Pasal {n} {d} menyatakan {c}.", "Pasal {n}\n{C}.",
    ),
    "en": (
        "Article {n} states that {c}.", "Under Article {n}, {c}.", "Article {n}: {C}.",
        "Article {n} of {d} says that {c}.", "According to Article {n}, {c}.", "Article {n}\n{C}.",
    ),
}  # fmt: skip
_ASKED = {
    "id": (
        "Apa isi Pasal {n}?", "Apa isi Pasal {n} {d}?", "Apa bunyi Pasal {n} {d}?",
        "Pasal {n} mengatur tentang apa?", "Apa yang diatur dalam Pasal {n} {d}?",
        "Apa yang ditetapkan Pasal {n}?", "pasal {n} isinya apa", "Apa kata Pasal {n} {d}?",
    ),
    "en": (
        "What does Article {n} say?", "What does Article {n} of {d} say?",
        "What is laid down in Article {n}?", "What does article {n} of {d} provide?",
    ),
}  # fmt: skip
_WHICH = {
    "id": ("Pasal berapa yang mengatur {t}?", "Pasal mana dalam {d} yang mengatur soal {t}?"),
    "en": ("Which article of {d} is about {t}?", "Which article deals with {t}?"),
}


def article_questions(count: int, rng: random.Random) -> Iterator[Example]:
    """`count` questions: two of five have no answer, one of four crosses the languages."""
    for _ in range(count):
        read = rng.choices(("id", "en"), (3, 1))[0]
        asked = read if rng.random() < 0.75 else {"id": "en", "en": "id"}[read]
        yield _question(asked, read, rng)


def _question(asked: str, read: str, rng: random.Random) -> Example:
    size = rng.randint(1, 5)
    numbers = rng.sample(range(1, 60), size + 1)
    clauses = rng.sample(_CLAUSES[read], size + 1)
    passage, spans = _passage(read, numbers[:size], [text for _, text in clauses[:size]], rng)
    at = rng.randrange(size)
    document = rng.choice(_DOCUMENTS[asked])
    if asked == read and rng.random() < 0.25:
        topic, found = (clauses[at][0], True) if rng.random() < 0.6 else (clauses[size][0], False)
        question = rng.choice(_WHICH[asked]).format(t=topic, d=document)
        name = re.search(rf"{_ARTICLE[read]} {numbers[at]}(?!\d)", passage)
        answer = (name.span(),) if name and found else ()
        return Example(question, passage, answer, "article number")
    number, found = (numbers[at], True) if rng.random() < 0.6 else (numbers[size], False)
    question = rng.choice(_ASKED[asked]).format(n=number, d=document)
    return Example(question, passage, (spans[at],) if found else (), "article number")


def _passage(
    language: str, numbers: list[int], clauses: list[str], rng: random.Random
) -> tuple[str, list[tuple[int, int]]]:
    """The sentences one after the other, and where each clause stands."""
    document = rng.choice(_DOCUMENTS[language])
    text, spans = "", []
    for number, clause in zip(numbers, clauses, strict=True):
        capital = clause[0].upper() + clause[1:]
        sentence = rng.choice(_SAID[language]).format(n=number, c=clause, C=capital, d=document)
        text += ("\n" if rng.random() < 0.3 else " ") * bool(text)
        start = len(text) + sentence.casefold().index(clause.casefold())
        text += sentence
        spans.append((start, start + len(clause)))
    return text, spans
