"""Which language a text is written in.

Readers ask in Indonesian, English, Korean or Russian. Scripts tell most of them apart at once, and
function words tell Indonesian from English even in three words; a statistical detector takes longer
to load than a whole answer takes, and is less sure of "dan kapan?".
"""

import re

_SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_ENGLISH = frozenset(
    """a about after also an and any are as at be been between but by can could did do does for from
    had has have he her his how i if in into is it its me more most not of on or our please she
    should so tell than that the their them then there these they this to was we were what when
    where which who whom whose why will with would yes you your""".split()
)
_INDONESIAN = frozenset(
    """ada adalah agar aja akan apa apakah atas atau bagaimana banget bahwa belum berapa bgt bisa
    bukan dalam dan dari dengan di dia dong ga gak gimana hal hanya ia ini itu jadi jika jelaskan
    juga kah kalau kapan karena kata ke kenapa kepada kita knp lagi lalu lebih mana maka masih
    mengapa menurut mereka nggak nya oleh pada para pernah saja sama sebagai sebutkan secara sedang
    seperti siapa sih sm soal sudah tak tapi telah tentang terhadap tersebut tidak tolong udah
    untuk ya yaitu yang yg""".split()
)
_WORD = re.compile(r"[a-z]+")


def detect(text: str, default: str = "id") -> str:
    """Return the ISO 639-1 code of the language of `text`: id, en, ko, ru, zh or ja.

    A text without any sign, such as a lone name, gets `default`.
    """
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS:
        # One Korean syllable says more than one Latin letter, and foreign names are quoted.
        if len(script.findall(text)) * 3 > letters:
            return language
    words = _WORD.findall(text.lower())
    english = sum(word in _ENGLISH for word in words)
    indonesian = sum(word in _INDONESIAN for word in words)
    if english == indonesian:
        return default
    return "en" if english > indonesian else "id"
