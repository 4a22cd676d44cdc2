"""The kinds of crawl dirt newsrooms' pages leave between the paragraphs, in Indonesian and English.

Each rule wants strong evidence on a whole paragraph: the set phrase at its beginning and the thing
it advertises, not a word that reporting may use as well.
"""

import re

MAX_LENGTH = 400
_HEADLINE_WORDS = 25

_CHANNEL = (
    r"(?:google (?:news|berita)|whats ?app|telegram|instagram|tik ?tok|facebook|twitter|youtube|"
    r"(?:akun|official) line|threads|newsletter|buletin|media sosial|social media|"
    r"play ?store|app ?store|aplikasi|notifikasi|push notification|(?:channel|kanal|saluran) kami)"
)
_INVITE = (
    r"(?:cek|ikuti|follow|baca|dapatkan|gabung|bergabung|mari|yuk|ayo|klik|join|subscribe|like|"
    r"berlangganan|langganan|temukan|simak|download|unduh|install|pantau|nikmati|update|get|"
    r"sign up|jangan (?:lupa|lewatkan|ketinggalan)|kunjungi|ingin|mau|untuk|anda|kamu|suka|"
    r"silakan|silahkan|caranya|dengan|aktifkan|stay|keep|find|check|for more)"
)
_ALSO = r"(?:juga|selengkapnya|pula|artikel(?: lain(?:nya)?| menarik)?|berita(?: lain(?:nya)?)?)"
_ROLE = (
    r"(?:editor(?: in chief)?|penulis|reporter|pewarta|redaktur|penerjemah|penyunting|uploader|"
    r"kontributor|fotografer|videografer|(?:foto|sumber|photo) ?(?:foto|video)?|writer|author|"
    r"written by|edited by|reported by|translator|source)"
)
_LABEL = (
    r"(?:tags?|topik|topics?|topik terkait|kata kunci|keywords?|kategori|category|label|"
    r"bagikan|share|shares?|komentar|comments?)"
)
_RULES: tuple[tuple[str, str], ...] = (
    (
        "teaser",
        rf"[\W_]*(?:(?:baca|simak|lihat|tonton|dengar|cek|saksikan)(?: {_ALSO})+ ?(?:[:：]|$)|"
        r"baca ?[:：]|artikel terkait ?[:：]|berita terkait ?[:：]|"
        r"(?:read|see) (?:also|more)(?: ?[:：]|$)|also read ?[:：]|"
        r"related(?: (?:articles?|stories))? ?[:：])",
    ),
    ("teaser", r"[\W_]*(?:baca|simak|lihat|tonton) juga\b(?!.*[.?!,][\"”’»]*$)(?-i:.*[A-Z])"),
    ("teaser", r"(?-i:(?:LEBIH(?: LANJUT| BANYAK)?|LAGI|MORE|READ MORE|RELATED|BACA JUGA) ?[:：])"),
    (
        "heading",
        r"[\W_]*(?:terkini(?: lainnya)?|terpopuler|terbaru|"
        r"berita (?:terkait|lainnya|terkini|populer|terpopuler|pilihan)|"
        r"artikel (?:terkait|lainnya|populer)|tautan (?:sahabat|terkait)|"
        r"(?:baca|lihat) juga|rekomendasi(?: untuk anda)?|pilihan (?:untukmu|redaksi|editor)|"
        r"video (?:terkini|pilihan|terkait)|topik (?:terkait|terpopuler)|kabar (?:terkait|lainnya)|"
        r"(?:related|recommended|latest|more|popular|trending) (?:articles?|stories|news|posts?|"
        r"topics?)|most (?:popular|read|viewed)|you (?:may|might) (?:also )?like|trending|"
        r"recommended(?: for you)?|read next|up next)[\W_]*$",
    ),
    ("invitation", rf"[\W_]*{_INVITE}\b.*\b{_CHANNEL}\b"),
    ("invitation", rf"(?=.*\b{_CHANNEL}).*(?:https?://)?(?:t\.me|whatsapp\.com/channel|wa\.me)/"),
    (
        "invitation",
        r"hubungi tim berita kami|get in touch with our news team|"
        r"(?:untuk lebih banyak|untuk membaca|for more) (?:cerita|berita|artikel|stories|news) "
        r"(?:seperti ini|lainnya|like this|dan)\b|"
        r"(?:dapatkan|get) (?:berita terkini|your need-to-know|need-to-know|the latest news|"
        r"(?:update )?berita (?:pilihan|terbaru|terkini))\b|"
        r"(?:sign up|daftar|register|berlangganan|subscribe) (?:to|for|ke|untuk|sekarang)\b.*\b"
        r"(?:newsletter|buletin|updates?|e-?mail)|"
        r"baca (?:berita|artikel|konten)\b.*\b(?:lainnya|selengkapnya|lain|menarik)\b.*\b"
        r"(?:di sini|disini|di bawah ini|klik)",
    ),
    (
        "legal",
        r"(?:situs|halaman|laman|formulir|this (?:site|page|form)).{0,20}"
        r"(?:dilindungi|protected).{0,12}recaptcha|"
        r"(?:copyright|hak cipta)\b ?(?:©|\(c\)|dilindungi|\d{4})|©|all rights reserved|"
        r"dilarang (?:keras )?(?:meng|mem|men|me)\w+ .{0,80}(?:tanpa (?:se)?izin|konten)|"
        r"(?:situs(?: web)? ini|kami|we|this (?:web)?site) (?:menggunakan|memakai|uses?) "
        r"cookies?\b|"
        r"(?:dengan|by) "
        r"(?:mendaftar|melanjutkan|menggunakan|signing up|continuing|using|clicking)\b.*\b"
        r"(?:menyetujui|setuju|agree)\b|"
        r"(?:kebijakan (?:privasi|pribadi)|privacy policy|syarat (?:dan|&) ketentuan|"
        r"ketentuan layanan|terms of (?:service|use)|pedoman media siber|disclaimer)[\W_]*$",
    ),
    ("credit", rf"[\W_]*{_ROLE} ?[:：] ?\S+(?: \S+){{0,7}}(?<![.!?])$"),
    ("credit", r"[\W_]*laporan (?:wartawan|reporter|kontributor|jurnalis)\b.{0,80}(?<![.!?])$"),
    ("credit", r"\((?:foto|photo|dok|antara foto|sumber|ist|istimewa)\b[^()]{0,80}\)$"),
    ("credit", r"(?-i:[(\[](?:[a-z]{2,5}|[A-Za-z]{2,8}(?:[/-][A-Za-z0-9]{1,8}){1,4})[)\]]\.?)$"),
    (
        "notice",
        r"[\W_]*(?:advertisements?|iklan|adv|ads|sponsored(?: content)?|konten sponsor|"
        r"scroll (?:to|untuk|ke bawah)\b.{0,60}|gulir (?:untuk|ke bawah)\b.{0,60}|"
        r"(?:lanjutkan|lanjut) (?:membaca|baca)\b.{0,40}|continue reading\b.{0,60}|"
        r"(?:halaman|page) (?:selanjutnya|berikutnya|sebelumnya|next|\d+ (?:dari|of) \d+)|"
        r"(?:selanjutnya|next|prev(?:ious)?|loading|memuat|play video|video player is loading)|"
        r"(?:copy|salin) (?:link|tautan)|"
        r"(?:share|bagikan)(?: (?:this|on|ke|di|artikel|berita)\b.{0,40})?|"
        r"(?:tweet|facebook|twitter|whatsapp|telegram|pinterest|linkedin|e-?mail|print|cetak|"
        r"beranda|home|login|log in|masuk|daftar|sign (?:in|up)|subscribe|komentar|comments?|"
        r"tulis komentar|tinggalkan komentar|leave a (?:comment|reply)|"
        r"logo|menu|search|cari))[\W_]*$",
    ),
    ("notice", rf"{_LABEL} ?[:：].{{0,150}}(?<![.!?])$"),
    (
        "notice",
        r"(?:artikel|berita|tulisan) ini (?:telah|sudah|pertama kali|juga)?.{0,20}"
        r"(?:tayang|terbit|dimuat|dipublikasikan)\b.{0,12}\b(?:di|oleh)\b|"
        r"this (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published)\b",
    ),
    ("link", r"(?:https?://|www\.)\S+$"),
    ("link", r"(?-i:(?:[a-z0-9-]+\.)+(?:com|net|org|id|info|co|news|tv|uk|my|sg|au|io|me|xyz)/?)$"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
# Somebody speaks or is reported to: an invitation that is news, not the page's own.
_ATTRIBUTED = re.compile(
    r"\b(?:kata|ujar|tutur|ungkap|jelas|imbau|tegas|sebut|tulis)(?:nya)?\b|\bmenurut\b|"
    r"\b(?:mengatakan|menyebut|menyatakan|mengimbau|said|says|told|according)\b",
    re.IGNORECASE,
)


def kind(paragraph: str) -> str | None:
    """Return what kind of dirt a whole paragraph is, None for reporting.

    The kinds: teaser, heading, invitation, legal, credit, notice, link.
    """
    if len(paragraph) > MAX_LENGTH:
        return None
    for name, pattern in _PATTERNS:
        if pattern.match(paragraph):
            reported = name == "invitation" and _ATTRIBUTED.search(paragraph)
            return None if reported else name
    return None


def is_headline(paragraph: str) -> bool:
    """Return whether a paragraph could be a headline: short, and not closed like a sentence."""
    words = paragraph.count(" ") + 1
    return words <= _HEADLINE_WORDS and paragraph[-1:] not in '.,;:…”"'
