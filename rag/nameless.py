"""Capitalised words that name nobody: titles, offices, and what begins a sentence."""

import re

NAMELESS = frozenset(
    """presiden president prime perdana menteri minister menlu menhan wakil vice deputy luar negeri
    foreign dalam defense defence pertahanan secretary sekretaris state jenderal general kepala
    chief head ketua chairman leader pemimpin juru bicara spokesman spokeswoman spokesperson
    penasihat adviser advisor ambassador duta besar direktur director profesor professor dr mr
    mrs ms bapak ibu pak bu sang pasal article clause keamanan security national nasional
    council dewan treaty pakta pact perjanjian agreement media kantor office pemerintah
    government negara state country parlemen parliament pengamat analis analyst analysts
    pejabat official officials tentara pasukan troops army war perang according menurut both
    kedua pihak para dokumen kunjungan pertemuan kerja sama aliansi alliance senior peneliti
    researcher president's reporter wartawan every each many most other another may march warga
    rakyat orang artikel naskah laporan report reports berita keterangan pernyataan experts
    observers critics soldiers weapons leaders talks relations tensions nations countries
    western perhubungan keuangan pendidikan kesehatan perdagangan pertanian sosial hukum energi
    urusan transport finance health education trade northern southern северная договор статья
    президент министр глава лидер советник стороны страны""".split()
)
"""Words that are capitalised with a name, or begin a sentence, and name nobody."""
AFFIXED = re.compile(
    r"(?:me[nmlrwy]|ber|ter|per|pe[nmlr]|ke|di|se)[a-z]{4,}"
    r"|[a-z]{4,}(?:kan|nya|ing|ed|tion|ment|ly|ies)"
)
"""Forms that Indonesian and English give to common words, not to names."""
ACTS = re.compile(
    r"\s+(?:also\s+|has\s+|had\s+)?(?:said|says|told|tells|warn|met|meets|sign|visit|claim|announce"
    r"|call|vow|state|add|refuse|praise|accuse|den(?:y|ie)|declare|promise|agree|want|arrive"
    r"|describe|reject|criticis|criticiz|condemn|describ|believe|expect|think)"
)
"""What people do in the news: a word before it that begins a sentence is somebody's name."""
