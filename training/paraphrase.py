"""Says Indonesian questions in other words: synonyms, short forms, the spelling of chats.

Questions in the data sets repeat the words of their passages; readers do not. The pairs are the
project's own. A reworded question keeps its answer.
"""

import random
import re

_ONLY_WRITTEN = ">"
"""Marks a form that has other meanings, too: it may stand for the others, not they for it."""
_SYNONYMS = """
Korea Utara|Korut|>Pyongyang; Korea Selatan|Korsel|>Seoul
Amerika Serikat|AS|Amerika|>Washington; Rusia|>Moskow; Tiongkok|China|Cina; Uni Eropa|UE
Perserikatan Bangsa-Bangsa|PBB
Dewan Perwakilan Rakyat|DPR; Mahkamah Konstitusi|MK; Komisi Pemberantasan Korupsi|KPK
menteri luar negeri|menlu; menteri keuangan|menkeu; menteri pertahanan|menhan; Pemilihan umum|pemilu
Persatuan Sepak Bola Seluruh Indonesia|PSSI; Yogyakarta|Yogya|Jogja; Jawa Barat|Jabar
Jawa Tengah|Jateng; Jawa Timur|Jatim; Sumatera Utara|Sumut; Sulawesi Selatan|Sulsel
menandatangani|meneken; ditandatangani|diteken; penandatanganan|penekenan; tewas|meninggal|wafat
mengatakan|berkata|menyatakan|menyebut|menuturkan|mengungkapkan|menyampaikan; kata|ujar|tutur|ucap
dikatakan|diungkapkan|disampaikan|dinyatakan; perjanjian|kesepakatan|pakta|traktat
bertemu|berjumpa; pertemuan|perjumpaan; membantu|menolong; bantuan|pertolongan; memberi|memberikan
menyerang|menyerbu; serangan|serbuan; diserang|diserbu|digempur; perang|pertempuran
tentara|prajurit|serdadu|pasukan; senjata|persenjataan; ancaman|bahaya; mengancam|menggertak
kunjungan|lawatan; mengunjungi|mendatangi|menyambangi|bertandang ke; berkunjung|bertandang|melawat
tiba|>sampai|datang; berangkat|bertolak; kembali|balik|pulang; bergabung|masuk|ikut serta
membuka|meresmikan; dibuka|diresmikan; menutup|mengakhiri; dimulai|mulai|diawali; berakhir|selesai
membuat|menciptakan|menghasilkan; dibuat|diciptakan|dihasilkan; membangun|mendirikan
dibangun|didirikan; membeli|memborong; menjual|melepas; mendapat|memperoleh|meraih|mengantongi
menang|unggul; kalah|takluk; kemenangan|keunggulan; mengalahkan|menaklukkan|membekuk|menekuk
menolak|menampik; ditolak|ditampik; menyetujui|merestui; mengizinkan|membolehkan; dilarang|tak boleh
melarang|tidak membolehkan; meminta|memohon; menuntut|mendesak; mengkritik|mengecam; khawatir|cemas
kekhawatiran|kecemasan; takut|gentar; marah|murka|geram; senang|gembira; ingin|mau|hendak
menunjukkan|memperlihatkan; menjelaskan|menerangkan; menilai|menganggap; dinilai|dianggap
mengusulkan|mengajukan; merencanakan|berencana; rencana|niat; tujuan|maksud; alasan|sebab
penyebab|sebab; akibat|dampak; pengaruh|dampak; jumlah|banyaknya
sekarang|kini|saat ini; dahulu|dulu; kemudian|>lalu; setelah|sesudah|usai|selepas; sebelum|menjelang
selama|sepanjang; sekitar|kurang lebih|kira-kira; hanya|cuma; juga|>pun; tetapi|namun; dan|serta
karena|lantaran; untuk|guna|buat; terhadap|kepada; tentang|soal|mengenai|perihal
melalui|lewat; tidak|tak; belum pernah|tidak pernah; pertama kali|perdana
terakhir|paling akhir; sangat|amat; semua|seluruh|segenap
banyak|sejumlah; beberapa|sejumlah; negara|negeri; desa|kampung; rumah|kediaman
kantor|markas; pemerintah|penguasa; presiden|kepala negara; gubernur|kepala daerah
juru bicara|jubir; ketua|pemimpin|pimpinan; pejabat|petinggi; anggota|personel; warga|penduduk
masyarakat|publik; polisi|kepolisian; pelaku|tersangka; wartawan|jurnalis
peneliti|pakar|ahli; dokter|tenaga medis; pemain|penggawa; pelatih|juru taktik; klub|tim
pertandingan|laga|>partai; juara|pemenang; penghargaan|anugerah; lagu|tembang; film|sinema
harga|tarif; biaya|ongkos; uang|dana; utang|pinjaman
sepeda motor|motor; pesawat|kapal terbang
dokumen|naskah|berkas; surat|warkat; berita|kabar; situs|laman
berbicara|bercakap|berbincang; membahas|membicarakan; dibahas|dibicarakan; memperingatkan|mewanti
menghadapi|melawan; mendukung|menyokong; dukungan|sokongan; kerja sama|kolaborasi; sanksi|hukuman
dihukum|diganjar; ditangkap|dibekuk|diringkus; dibebaskan|dilepas; hilang|lenyap; ditemukan|didapati
"""
_SHORT = """
yang|yg; tidak|ga|gak|nggak|tdk; sudah|udah|udh|sdh; dengan|dgn|sm|sama; untuk|utk|buat; dan|n
kapan|kpn; di mana|dmn|dimana; mengapa|knp|kenapa; kenapa|knp; bagaimana|gimana|gmn; berapa|brp
siapa|sapa|siapa sih; apa|apa sih|apaan; tahun|thn|taun; bulan|bln; hari|hr; tanggal|tgl; orang|org
dari|dr; pada|pd; kepada|ke; karena|krn|gara2; tetapi|tp|tapi; saja|aja; juga|jg; akan|bakal|mau
sebelum|sblm; sesudah|abis; setelah|stlh|abis; saat|pas|waktu; seperti|kayak|kyk; itu|tu|tuh; ini|ni
benar|bener; masih|msh; lebih|lbh; banyak|bnyk; belum|blm; jadi|jd; kalau|klo|kalo; memang|emg|emang
adalah|tuh; mengatakan|bilang|ngomong; dikatakan|diomongin; memberikan|ngasih; mengancam|ngancem
membantu|bantuin; bertemu|ketemu; membuat|bikin; membeli|beli; meminta|minta; perjanjian|perjnjian
menandatangani|ttd; ditandatangani|diteken|di ttd; presiden|pak presiden; terhadap|ke; hanya|cuma
"""
_TAIL = ("", "", " ya", " sih", " min", " dong", " tuh", "??")
_ASKED = re.compile(r"\S+ \S+ ")
_LONG_WORD = re.compile(r"\b[a-z]{5,}\b")


def _groups(text: str) -> list[list[str]]:
    return [group.strip().split("|") for group in re.split(r"[;\n]", text) if group.strip()]


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Every form with the forms that may stand for it."""
    table: dict[str, tuple[str, ...]] = {}
    for group in _groups(text):
        for form in group:
            if not form.startswith(_ONLY_WRITTEN):
                others = tuple(o.removeprefix(_ONLY_WRITTEN) for o in group if o != form)
                table[form.casefold()] = table.get(form.casefold(), ()) + others
    return table


def _pattern(table: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    forms = sorted(table, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b", re.IGNORECASE)


_WORDS = _table(_SYNONYMS)
_WORD = _pattern(_WORDS)
_CHAT = {form.casefold(): tuple(short) for form, *short in _groups(_SHORT)}
_CHAT_WORD = _pattern(_CHAT)


def reworded(question: str, rng: random.Random, share: float = 0.5) -> str:
    """The question with each word that has a synonym replaced by one, with chance `share`.

    The first two words are left: they say what is asked for.
    """

    def other(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match[0]
        word = rng.choice(_WORDS[match[0].casefold()])
        return word[0].upper() + word[1:] if match[0][0].isupper() else word

    asked = _ASKED.match(question)
    kept = asked.end() if asked else 0
    return question[:kept] + _WORD.sub(other, question[kept:])


def chatty(question: str, rng: random.Random) -> str:
    """The question as typed on a phone: small letters, short forms, a letter lost here and there.

    >>> chatty("Kapan?", random.Random(1)).islower()
    True
    """

    def short(match: re.Match[str]) -> str:
        return rng.choice(_CHAT[match[0].casefold()]) if rng.random() < 0.7 else match[0]

    def typo(match: re.Match[str]) -> str:
        word = match[0]
        if rng.random() >= 0.06:
            return word
        at = rng.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1 :]

    text = _CHAT_WORD.sub(short, question.rstrip(" ?")).lower()
    return _LONG_WORD.sub(typo, text) + rng.choice(_TAIL)
