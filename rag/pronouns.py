"""Words that point at something said before."""

import re

PERSON = re.compile(
    r"\b(?:dia|ia|beliau|he|she|him|her|his|hers|он|она|его|её|ему|ей)\b|그는|그가|그녀|그의",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(?:mereka|itu|ini|tersebut|begitu|sana|situ|they|them|their|it|its|this|those|these|there"
    r"|они|их|им|это|этот|эта|там|тогда)\b|그것|거기|그건|이것",
    re.IGNORECASE,
)
