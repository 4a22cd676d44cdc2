"""Why a file, an option or a pair of runs cannot be used: the part of an error after the colon.

An error of `evaluation.errors` carries one as its value `reason`. Like the errors, a reason is a
name and values; the English sentence is here, the Indonesian one with the other texts.
"""

from collections.abc import Mapping

from index.errors import TanyaError

SENTENCES: Mapping[str, str] = {
    # files
    "no_file": "there is no such file",
    "unreadable": "it cannot be opened; check its permissions",
    "not_utf8": "it is not UTF-8 text",
    "no_questions": "no question in this file",
    # JSON
    "not_json": "it is not JSON from character {column} on",
    "not_json_from_line": "it is not JSON from line {line} on",
    "not_an_object": "it is not a JSON object, from {{ to }}",
    "missing_field": "the field {field!r} is missing",
    "other_field": "unknown field {field!r}",
    "unknown_field": "unknown field {field!r}, did you mean {nearest!r}?",
    "bad_value": "the field {field!r} is {value}, which should be {expected}",
    "flag": "true or false",
    "text": "a text in quotation marks",
    "number": "a number",
    "list": "a list in square brackets",
    "object": "an object in braces",
    "one_of": "one of {values}",
    "other_kind": "something else",
    "not_squad": "it is not laid out as SQuAD: {key} is missing or of another kind",
    # CSV
    "broken_csv": "it is not CSV; perhaps a quotation mark is not closed or not doubled",
    "no_question_column": "no column 'question' in the header line",
    "unknown_column": "unknown column {column!r}, did you mean {nearest!r}?",
    "repeated_column": "the column {column!r} is there twice, perhaps under another name",
    "extra_cell": "the cell {value!r} stands under no column; is a quotation mark missing?",
    "empty_question": "the question is empty",
    "bad_flag": "answerable is {value!r}, not yes or no",
    # --vary
    "vary_form": "write NAME=VALUE,VALUE",
    "repeated": "{what} is there twice",
    "unknown_setting": "there is no such setting; the nearest is {nearest}",
    "passages": "k is a number from 1 to {most}",
    "allowed": "it takes {allowed}",
    # runs
    "other_questions": "{count} of their questions differ, such as {example}",
    "other_hash": "their test sets were hashed by different versions; run one of them anew",
    "other_index": "they ran over different indexes ({a}, {b}); allow it with --any-index",
}
"""The English sentences. A test holds the Indonesian ones to the same names and values."""


class Reason(TanyaError):
    """One reason; `kind` names its sentence. A value may be another reason.

    Raised only where the caller knows the file and line and puts them before it.
    """

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(**values)
        self.kind = kind

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(**self.values)
