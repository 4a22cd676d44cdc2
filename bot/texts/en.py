"""English."""

from bot.texts import Texts

TEXTS = Texts(
    not_found="The articles do not answer this.",
    nearest="The closest passages:",
)
