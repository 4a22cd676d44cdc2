"""Bahasa Indonesia."""

from bot.texts import Texts

TEXTS = Texts(
    not_found="Artikel-artikel ini tidak memuat jawabannya.",
    nearest="Bagian yang paling dekat:",
)
