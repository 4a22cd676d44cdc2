"""What can be wrong with the files that an evaluation is given."""

from index.errors import SettingsError


class BadTestSet(SettingsError):
    """A test set that cannot be read, or a line of it that is no question."""

    message = "{path}, line {line}: {reason}"


class BadRun(SettingsError):
    """A file that is no run of `tanya eval`."""

    message = "{path} is not a run saved by tanya eval ({reason})."


class NothingSelected(SettingsError):
    """The options leave no question to ask."""

    message = "No question of {path} is selected by {options}."


class UnknownType(SettingsError):
    """A type that no question of the test set has."""

    message = "No question of {path} is of the type {type!r}. There are: {known}."


class OtherTestSet(SettingsError):
    """An earlier run that asked other questions."""

    message = "The run of --failed-of asked {asked}, and none of its questions is in {path}."


class Incomparable(SettingsError):
    """Two runs whose difference would mean nothing."""

    message = "{a} and {b} cannot be compared: {reason}."


class UnknownMetric(SettingsError):
    """A gate on a metric that does not exist."""

    message = "Unknown metric {metric}. Did you mean {nearest}?"


class SameIds(SettingsError):
    """Two questions of a test set share an id, so their rows could not be told apart."""

    message = "{path} uses the id {case_id!r} twice. Run: tanya eval --check {path}"


class BadVariation(SettingsError):
    """A `--vary` that no run can be made of."""

    message = "--vary {text} cannot be used: {reason}."
