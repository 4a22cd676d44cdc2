"""The texts of reports. They are handed in, since the languages live with the faces."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EvaluationTexts:
    """Everything that `eval` and `compare` say, in one language.

    `language` is its ISO 639-1 code. `metrics` and `explanations` are keyed by metric name,
    `verdict` by that of a comparison, `verdicts` by that of an answer, `reasons` by kind of reason,
    `problems` by kind of problem, `changes` by kind of flip, `columns` by what they head,
    `options` by option, `metavars` by what an option takes, `page` by element of the page.
    `drop_reasons` are those of the command line.
    """

    language: str
    options: Mapping[str, str]
    metavars: Mapping[str, str]
    metrics: Mapping[str, str]
    explanations: Mapping[str, str]
    verdicts: Mapping[str, str]
    reasons: Mapping[str, str]
    problems: Mapping[str, str]
    changes: Mapping[str, str]
    columns: Mapping[str, str]
    page: Mapping[str, str]
    asking: str
    sound: str
    problems_found: str
    on_line: str
    squad_hint: str
    summary: str
    by_type: str
    by_language: str
    not_right: str
    all_right: str
    more: str
    compared: str
    verdict: Mapping[str, str]
    no_flips: str
    flips: str
    significant: str
    baseline: str
    corrected: str
    saved: str
    converted: str
    floor_broken: str
    ceiling_broken: str
    drop_broken: str
    lost: str
    no_value: str
    judged: str
    bad_gate: str
    negative_drop: str
    strict_alone: str
    untested: str
    alone: str
    index_first: str
    drop_reasons: Mapping[str, str] = field(default_factory=dict)
