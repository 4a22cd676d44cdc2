"""What pydantic found wrong with a line or a file, as a reason that every language can tell."""

import difflib
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evaluation.reasons import Reason

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_WANTED = {
    "bool_type": "flag", "bool_parsing": "flag", "string_type": "text", "tuple_type": "list",
    "list_type": "list", "dict_type": "object", "mapping_type": "object",
    "dataclass_type": "object", "dataclass_exact_type": "object", "int_type": "number",
    "int_parsing": "number", "float_type": "number", "float_parsing": "number",
    "finite_number": "number",
}  # fmt: skip
_LONGEST_VALUE = 60
_PLACE = re.compile(r"line (\d+) column (\d+)")


def reason(error: "ValidationError", known: Sequence[str] = ()) -> Reason:
    """Return why the first value in fault does not fit. `known` are the fields there can be."""
    first = error.errors()[0]
    kind, field = first["type"], ".".join(map(str, first["loc"]))
    if kind == "json_invalid":
        line, column = _PLACE.findall(first["msg"])[-1]
        if line == "1":
            return Reason("not_json", column=column)
        return Reason("not_json_from_line", line=line)
    if kind == "unexpected_keyword_argument":
        name = str(first["loc"][-1])
        if not known:
            return Reason("other_field", field=field)
        nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
        return Reason("unknown_field", field=field, nearest=nearest)
    if kind == "missing":
        return Reason("missing_field", field=field)
    if not field:
        return Reason("not_an_object")
    return Reason("bad_value", field=field, value=_shown(first["input"]), expected=_wanted(first))


def _wanted(found: "ErrorDetails") -> Reason:
    if found["type"] == "literal_error":
        # pydantic joins the last two with an English word
        return Reason("one_of", values=found["ctx"]["expected"].replace(" or ", ", "))
    return Reason(_WANTED.get(found["type"], "other_kind"))


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
