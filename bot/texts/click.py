"""Click's own words, the usage errors and the frame of the help pages, in the reader's language.

Click takes them through gettext: https://docs.python.org/3/library/gettext.html. What a catalogue
in `locale/` does not hold stays English.
"""

import gettext
import os
from pathlib import Path

_DOMAIN = "tanya"


def speak(language: str) -> None:
    """Have Click speak `language`, `id` or `en`, from now on in this process."""
    gettext.bindtextdomain(_DOMAIN, Path(__file__).with_name("locale"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
