"""The kinds of dirt that crawling leaves between an article's paragraphs, Indonesian and English.

A paragraph is dirt on strong evidence only: it is nothing but a known label, or it opens with a set
phrase and goes on the way such lines do. That a word turns up in reporting is no evidence.
"""

import re
from functools import lru_cache

_MAX_LENGTH = 400
_HEADLINE_WORDS = 25


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(","))


_HEADINGS = _phrases("""
    terkini, terkini lainnya, terbaru, terpopuler, rekomendasi, rekomendasi untuk anda, berita
    terkait, berita lainnya, berita terkini, berita terbaru, berita populer, berita pilihan,
    berita terpopuler, artikel terkait, artikel lainnya, artikel populer, kabar terkait, tautan
    sahabat, tautan terkait, pilihan untukmu, pilihan redaksi, pilihan editor, video terkait,
    video terkini, video pilihan, topik terkait, topik terpopuler, baca lainnya, related
    articles, related stories, related news, related posts, related topics, more stories, more
    news, latest news, latest stories, most popular, most read, most viewed, trending, trending
    now, popular posts, popular stories, recommended, recommended for you, read next, up next,
    you may also like, you might also like
""")
_LABELS = _phrases("""
    advertisement, advertisements, iklan, sponsored, sponsored content, konten sponsor, halaman
    selanjutnya, halaman berikutnya, halaman sebelumnya, next page, play video, video player is
    loading, copy link, salin link, salin tautan, bagikan artikel, bagikan berita, bagikan
    artikel ini, bagikan berita ini, share this, share this article, share this story, tulis
    komentar, tinggalkan komentar, leave a comment, leave a reply, dengarkan artikel, dengarkan
    artikel ini, getty images, scroll to continue, scroll to continue with content, scroll to
    resume content, advertisement scroll to continue, advertisement scroll to continue with
    content, scroll untuk melanjutkan membaca, gulir untuk melanjutkan, gulir untuk lanjut
    membaca, lanjutkan membaca, lanjut membaca, continue reading, pedoman media siber, back to
    top
""")
_BUTTONS = _phrases("""
    selanjutnya, next, previous, loading, memuat, bagikan, share, tweet, facebook, twitter,
    whatsapp, telegram, instagram, pinterest, linkedin, line, email, print, cetak, beranda,
    home, login, log in, masuk, daftar, sign in, sign up, subscribe, berlangganan, komentar,
    comments, comment, halaman, selengkapnya, lihat semua, show more, read more, menu, search,
    cari, istimewa, tentang kami, about us, redaksi, kontak, hubungi kami, contact us,
    disclaimer, kebijakan privasi, kebijakan pribadi, privacy policy, ketentuan layanan, syarat
    dan ketentuan, syarat ketentuan, terms of service, terms of use
""")
_ALSO = r"(?:juga|selengkapnya|pula|lainnya|artikel|berita|video|terkait|menarik|berikut|ini)"
_ROLE = (
    r"(?:editor|penulis|reporter|pewarta|redaktur|penerjemah|penyunting|uploader|kontributor|"
    r"laporan|fotografer|sumber(?: berita)?|writer|author|written by|edited by|reported by|"
    r"translator|source)"
)
_PICTURE = r"(?:(?:sumber )?(?:foto|gambar)|photo|picture|image(?: source)?|oleh|by|teks)"
_AGENCY = (
    r"(?:antara(?: foto| photo)?|afp(?: photo)?|ap(?: photo)?|reuters|epa|getty images|xinhua|"
    r"kcna|tass)"
)
_DATE = r"(?:\w+, ?)?\d{1,2}[ /-](?:\w{3,9}|\d{1,2})[ /-]\d{4}"
_NETWORK = (
    r"(?:whats ?app|wa|telegram|instagram|ig|tik ?tok|facebook|twitter|x|youtube|threads|line|"
    r"linkedin)"
)
_CHANNEL = r"(?:channel|saluran|kanal|grou?p|grup|akun|media sosial|medsos|official account)"
_OWN = (
    rf"(?:google (?:news|berita)|{_CHANNEL} {_NETWORK}|{_NETWORK} {_CHANNEL}|newsletter|buletin|"
    rf"(?:follow|like|ikuti) (?:us|kami|akun|@)|{_NETWORK} (?:kami|@|resmi|official)|us on|kami di|"
    rf"{_CHANNEL} kami|aplikasi kami|notifikasi berita|t\.me/|wa\.me/|whatsapp\.com/channel)"
)
_INVITES = (
    r"(?:cek|ikuti|baca|dapatkan|gabung|bergabung(?:lah)?|mari|yuk|ayo|klik|simak|pantau|nikmati|"
    r"temukan|kunjungi|(?:ber)?langganan|jangan (?:lupa|lewatkan|ketinggalan)|"
    r"follow (?:us|our|kami|akun|juga|channel|@|google|instagram|twitter|"
    r"whats ?app)|"
    r"join (?:us|our|grup|channel)|like (?:us|our|fan ?page)|subscribe (?:to|our|channel)|"
    r"(?:download|unduh|install) (?:our|the|aplikasi|apps?)|update (?:berita|informasi|terus)|"
    r"get (?:the|our|your|all)|find (?:us|more)|check (?:out|our)|keep up|sign up|connect with|"
    r"stay (?:up|tuned|connected|in touch)|"
    r"(?:ingin|mau) (?:dapat|mendapat|update|baca|membaca)\w* .*(?:berita|update|artikel)|"
    r"untuk (?:mendapatkan|membaca|mengikuti) (?:berita|update|artikel))"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "teaser",
            r"[\W_]*(?:baca|simak|lihat|tonton|dengar|cek|saksikan)"
            rf"(?:[ _]{_ALSO})+ ?(?:[:：]| -|\W*$)|"
            r"[\W_]*(?:baca|artikel terkait|berita terkait|pilihan editor|jangan lewatkan|"
            r"also read|(?:read|see) (?:also|more)|related(?: articles?| stories)?) ?[:：]"
            r"(?!.*[^.][.!][\"”’»]*$)",
        ),
        ("teaser", r"\W*(?:simak|lihat|tonton|saksikan)(?: juga)? video ?[\"“'‘].*[^.]$"),
        # Without a colon the headline behind it must look like one: capitals, no full stop.
        (
            "teaser",
            r"[\W_]*(?:baca|simak|lihat|tonton) juga (?-i:\W*[A-Z]\S* .*[A-Z])(?!.*[.!,][\"”’»]*$)",
        ),
        ("teaser", r"(?-i:(?:LEBIH(?: LANJUT| BANYAK)?|LAGI|MORE|READ MORE|RELATED) ?[:：])"),
        ("invitation", rf"[\W_]*{_INVITES}\b.*(?:\b|(?<=\W)){_OWN}"),
        (
            "invitation",
            r"hubungi tim berita kami|get in touch with our news team|"
            r"(?:untuk lebih banyak|for more) (?:cerita|berita|stories|news) (?:seperti|like) |"
            r"dapatkan (?:berita terkini, cerita|update berita pilihan)|get your need-to-know|"
            r"get the latest news, |(?:follow|like|find|join) us\b|ikuti kami\b|"
            r"(?:sign up|subscribe|daftarkan) .*(?:newsletter|buletin|e-?mail)|"
            r"baca (?:berita|artikel|konten)\b.*\b(?:di sini|disini|smartphone)|"
            r"(?:berita )?selengkapnya (?:klik|baca) |download apps? |\[gambas:|"
            r"dapatkan informasi, inspirasi|\W*fakta atau hoaks\?|"
            r"click here to (?:subscribe|read|sign)|"
            r"(?:baca|simak) (?:selengkapnya di )?halaman (?:selanjutnya|berikutnya)",
        ),
        (
            "legal",
            r"(?:(?:situs|halaman|laman|formulir)(?: web)? ini|this (?:site|page|form)) "
            r"(?:dilindungi|is protected) (?:oleh |by )?recaptcha|©|"
            r"our standards: the |all rights reserved|"
            r"(?:copyright|hak cipta) ?(?:©|\(c\)|dilindungi|\d{4})|"
            r"dilarang (?:keras )?(?:mengambil|mengutip|menyalin|memperbanyak|mereproduksi|"
            r"menyebarluaskan|menggunakan) .*(?:konten|artikel|isi|berita|materi|tulisan)\b.*"
            r"(?:izin|situs|redaksi)|"
            r"(?:situs(?: web)? ini|kami|we|this (?:web)?site) (?:menggunakan|uses?) cookies?\b|"
            r"(?:dengan|by) (?:mendaftar|melanjutkan|signing up|continuing|clicking).*"
            r"\b(?:anda|kamu|you)\b.*\b(?:setuju|menyetujui|agree)\b",
        ),
        ("credit", rf"[\W_]*{_ROLE} ?[:：] ?\S+(?: \S+){{0,11}}(?<![.!?])$|{_ROLE}$"),
        ("credit", rf"[\W_]*{_PICTURE} ?[:：] ?\S+(?: \S+){{0,4}}(?<![.!?])$"),
        ("credit", r"[\W_]*laporan (?:wartawan|reporter|kontributor)\b.{0,80}(?<![.!?])$"),
        ("credit", r"(?:sumber gambar|image source), \S+(?: \S+){0,5}(?<![.!?])$"),
        ("credit", r"\W*(?:foto )?ilustrasi\.? ?(?:\([^()]{2,60}\))?$"),
        ("credit", r"\(?reporting (?:and writing )?by .*\bediting by\b"),
        ("credit", r"\((?:foto|photo|dok|sumber|ist|istimewa)\b[^()]{0,80}\)$"),
        ("credit", rf"[\W_]*{_AGENCY}(?: ?/ ?[\w. ]{{2,30}})*[\W_]*$"),
        (
            "credit",
            r"(?-i:[(\[](?:[a-z]{2,5}|"
            r"[A-Za-z][\w. ]{0,8}(?: ?[/-] ?[A-Za-z][\w.]{0,8}){1,4})[)\]]\.?)$",
        ),
        ("notice", r"\W*(?:halaman|page|hal) ?\d+ (?:dari|of) \d+\W*$|dibaca (?::? ?\d+ kali)\W*$"),
        (
            "notice",
            r"(?:tags?|topik|topics?|kata kunci|keywords?|kategori|category) ?[:：]"
            r".{0,150}(?<![.!?])$",
        ),
        (
            "notice",
            r"(?:artikel|berita|tulisan) ini (?:telah|sudah|pertama kali).{0,20}"
            r"\b(?:tayang|terbit|dimuat|dipublikasikan)\b (?:di|oleh)\b|"
            r"this (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published) ",
        ),
        (
            "stamp",
            r"(?:(?:diterbitkan|dipublikasikan|(?:terakhir )?diperbarui|published|updated|terbit|"
            r"tayang) ?:? ?)?"
            rf"{_DATE}(?:[ ,|–-]*(?:pukul )?\d{{1,2}}[:.]\d{{2}})?(?: ?(?:wib|wita|wit|am|pm))?$",
        ),
        ("notice", r"(?:#\w+\s*)+$|1 2(?: \d)*$"),
        ("rule", r"[\W_]+$"),
        ("link", r"(?:https?://|www\.)\S+$"),
        (
            "link",
            r"(?-i:(?:[a-z0-9-]+\.)+(?:com|net|org|id|info|co|news|tv|uk|my|sg|au|io|me|xyz)/?)$",
        ),
    )
)
_CLOSED = re.compile(r"(?<!\.)[.,;?!]$")
# Somebody is quoted or reported: an invitation that is news, not the page's own.
_ATTRIBUTED = re.compile(
    r"\b(?:kata|ujar|tutur|ungkap|imbau|tegas|tulis)(?:nya)?\b|\bmenurut\b|\bdiimbau\b|"
    r"\b(?:mengatakan|menyebut|menyatakan|mengimbau|mengajak|said|says|told|according)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def kind(paragraph: str) -> str | None:
    """Return what kind of dirt a whole paragraph is, None for reporting.

    The kinds: heading (of a link list), label, teaser, invitation, legal, credit, notice, rule; and
    button, stamp (a date) and link, which in the midst of an article may be its own.
    """
    if len(paragraph) > _MAX_LENGTH:
        return None
    plain = " ".join(re.findall(r"\w+", paragraph.lower()))
    if plain in _HEADINGS:
        return "heading"
    if (plain in _LABELS or plain in _BUTTONS) and not _CLOSED.search(paragraph):
        return "label" if plain in _LABELS else "button"
    for name, pattern in _PATTERNS:
        if pattern.match(paragraph):
            reported = name in {"invitation", "legal"} and _ATTRIBUTED.search(paragraph)
            return None if reported else name
    return None


def is_headline(paragraph: str) -> bool:
    """Return whether a paragraph could be a headline: short, and not closed like a sentence."""
    words = paragraph.count(" ") + 1
    return words <= _HEADLINE_WORDS and paragraph[-1:] not in '.,;:…”"'
