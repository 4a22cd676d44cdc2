"""Capitalised words that name nobody: titles, offices, and what begins a sentence."""

import re

from index.terms import STOP_WORDS

_WORDS = frozenset(
    """presiden president prime perdana menteri minister menlu menhan menkeu mendag wakil vice
    deputy luar negeri foreign dalam interior home defense defence pertahanan secretary sekretaris
    sekjen state jenderal general kepala chief head ketua chairman leader pemimpin juru bicara
    spokesman spokeswoman spokesperson penasihat adviser advisor ambassador duta besar dubes envoy
    utusan direktur director profesor professor dr mr mrs ms bapak ibu pak bu sang pm kanselir
    chancellor premier gubernur governor bupati mayor walikota raja ratu king queen prince princess
    pangeran putri paus pope uskup bishop senator hakim judge jaksa prosecutor komisaris
    commissioner panglima komandan commander laksamana admiral kolonel colonel kapten captain
    pasal article clause keamanan security national nasional council dewan treaty pakta pact
    perjanjian agreement media kantor office pemerintah government negara state country parlemen
    parliament ministry kementerian kemhan kemlu kemenkeu department departemen agency badan
    committee komite commission komisi pengamat analis analyst analysts pejabat official officials
    tentara pasukan troops army navy war perang according menurut both kedua pihak para dokumen
    kunjungan pertemuan kerja sama aliansi alliance senior peneliti researcher president's reporter
    wartawan every each many most other another may march warga rakyat orang artikel naskah laporan
    report reports berita keterangan pernyataan experts observers critics soldiers weapons leaders
    talks relations tensions nations countries western perhubungan keuangan pendidikan kesehatan
    perdagangan pertanian sosial hukum energi urusan transport finance health education trade
    labor labour justice agriculture affairs energy environment
    strait selat gulf teluk sea laut island pulau river sungai lake danau mount gunung province
    provinsi district kabupaten city kota airport bandara university universitas
    court pengadilan mahkamah league liga board foundation yayasan union association asosiasi
    party partai federation federasi institute institut centre center pusat central tengah school
    sekolah college hospital fort benteng emperor kaisar duke empire dynasty channel bridge street
    jalan park museum temple church gereja masjid mosque square club klub company perusahaan
    northern southern eastern western utara selatan timur barat""".split()
)
_RUSSIAN = re.compile(
    r"(?:вице-)?(?:президент|премьер|министр|министерств|глав|лидер|советник|представител|канцлер"
    r"|губернатор|секретар|генсек|госсекретар|посол|посл|директор|командующ|генерал|стран|сторон"
    r"|договор|стать|пролив|залив|остров|област|северн|южн|восточн|западн)\w{0,4}(?:-\w+)?"
)
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


def is_nameless(word: str) -> bool:
    """Return whether a caseless word names nobody: a title, an office, a word of grammar.

    Such words are not held against the quotes, so that "Presiden" may become "President".
    """
    return word in _WORDS or word in STOP_WORDS or _RUSSIAN.fullmatch(word) is not None
