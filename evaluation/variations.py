"""Systems that differ in named settings: what `--vary` runs against each other.

A name is a setting without its prefix (`min_confidence`, `embedding`, `chat_model`, `store` …), or
`k`, the number of passages that the answerer reads.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, fields, replace
from itertools import product
from typing import Any

from evaluation.errors import BadVariation
from evaluation.provenance import identity
from evaluation.reasons import Reason
from index.vectors import is_server
from rag.settings import Settings

Variation = Mapping[str, str]

MOST_PASSAGES = 50
_K = "k"


@dataclass(frozen=True, slots=True)
class Varied:
    """Settings to build a system with; `passages` None is the chain's own number.

    `own_index`: the model embeds differently, so its index lies apart and has to be made first.
    """

    settings: Settings
    passages: int | None = None
    own_index: bool = False


def combinations(vary: Sequence[str]) -> list[Variation]:
    """Return every combination of `name=value,value` texts, the first values first.

    Raises BadVariation.
    """
    axes: dict[str, list[str]] = {}
    for text in vary:
        name, _, values = text.partition("=")
        chosen = [value.strip() for value in values.split(",")]
        if not name or not all(chosen):
            raise BadVariation(text=text, reason=Reason("vary_form"))
        twice = name if name in axes else next((v for v in chosen if chosen.count(v) > 1), "")
        if twice:
            raise BadVariation(text=text, reason=Reason("repeated", what=twice))
        axes[name] = chosen
    return [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]


def varied(settings: Settings, variation: Variation) -> Varied:
    """Return the settings with one variation of them. Raises BadVariation."""
    known = _known()
    changes: dict[str, Any] = {}
    passages = None
    for name, text in variation.items():
        if name == _K:
            passages = _passages(text)
        elif name in known:
            changes[name] = _parsed(known[name], text)
        else:
            nearest = difflib.get_close_matches(name, [_K, *known], n=1, cutoff=0.0)[0]
            raise BadVariation(text=name, reason=Reason("unknown_setting", nearest=nearest))
    own_index = "store" not in changes and changes.get("embedding", settings.embedding) != (
        settings.embedding
    )
    changed = replace(settings, **changes)
    return Varied(_apart(changed) if own_index else changed, passages, own_index)


def described(variation: Variation) -> str:
    """Return the variation as it is written on the command line."""
    return " ".join(f"{name}={value}" for name, value in variation.items())


def _known() -> dict[str, Field[Any]]:
    return {field.name: field for field in fields(Settings) if field.repr}


def _passages(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PASSAGES:
        raise BadVariation(text=f"k={text}", reason=Reason("passages", most=MOST_PASSAGES))
    return int(text)


def _parsed(field: Field[Any], text: str) -> Any:
    try:
        return field.metadata["parse"](text)
    except ValueError:
        reason = Reason("allowed", allowed=field.metadata["allowed"])
        raise BadVariation(text=f"{field.name}={text}", reason=reason) from None


def _apart(settings: Settings) -> Settings:
    """The same settings over an index that belongs to their embedding alone."""
    suffix = identity({"embedding": settings.embedding})
    if is_server(settings.store):
        return replace(settings, collection=f"{settings.collection}-{suffix}")
    return replace(settings, store=f"{settings.store}-{suffix}")
