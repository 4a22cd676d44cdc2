"""Every error a person can meet, as one small tree.

    TanyaError
    ├── SettingsError          a setting or option that cannot be used
    │   ├── UnknownSetting
    │   ├── BadSetting
    │   └── MissingExtra
    ├── IndexUnusable          no index here, or one made in another way
    │   ├── NoIndex
    │   ├── IndexMismatch
    │   ├── IndexDamaged
    │   └── IndexBusy
    ├── IndexInaccessible      a disk that is full, or files that are closed to us
    ├── Unreachable            a model or server that does not answer
    │   └── ModelFailed        a language model that is there and cannot do its work
    ├── ReaderUnusable         the trained reader is there and cannot be loaded
    ├── BadCalibration         weights that the confidence cannot be told by
    ├── UnknownArticle
    └── UnreadableFile         one input that cannot become an article

`str(error)` is the English sentence: what happened, with which value, and what to run next. The
faces translate by class and `values`; the Indonesian sentences live with the other texts.
"""


class TanyaError(Exception):
    """Root of the tree. `message` is a template over the keyword arguments kept in `values`."""

    message = "Something went wrong."

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message.format(**values))


class SettingsError(TanyaError):
    """A setting or option that cannot be used."""


class UnknownSetting(SettingsError):
    """A `TANYA_*` key that no setting has."""

    message = "Unknown setting {key} in {where}. Did you mean {nearest}?"


class BadSetting(SettingsError):
    """A known setting with a value outside what it allows."""

    message = "{key} cannot be {value!r}: {allowed}."


class MissingExtra(SettingsError):
    """A chosen part needs a package that is not installed."""

    message = "{part} needs the package {package}. Run: pip install 'tanya[{extra}]'"


class IndexUnusable(TanyaError):
    """The index cannot answer as it is."""


class NoIndex(IndexUnusable):
    """Nothing has been indexed at this place."""

    message = "There is no index at {store}. Run: tanya index"


class IndexMismatch(IndexUnusable):
    """The index was made with another model, or by another version of the cleaner or chunker."""

    message = (
        "The index at {store} was made with {made}, not with {wanted}. Run: tanya index --rebuild"
    )


class IndexDamaged(IndexUnusable):
    """The files of the index cannot be opened."""

    message = "The index at {store} cannot be opened ({reason}). Run: tanya index --rebuild"


class IndexBusy(IndexUnusable):
    """Another process is writing the index."""

    message = "The index at {store} is being written by another process. Try again when it is done."


class IndexInaccessible(TanyaError):
    """The disk is full, or the files of the index may not be read or written."""

    message = (
        "The index at {store} cannot be read or written ({reason}). "
        "Check the disk space and the permissions."
    )


class Unreachable(TanyaError):
    """A model or server that cannot be reached."""

    message = "{what} cannot be reached at {where} ({reason}). {mend}"


class ModelFailed(Unreachable):
    """A language model that is there, and cannot do what it is asked."""

    message = "{what} at {where} cannot answer ({reason}). {mend}"


class ReaderUnusable(TanyaError):
    """The trained reader is there and cannot be loaded. Answers can be had without it."""

    message = "The trained reader {path} cannot be used ({reason}). {mend}"


class BadCalibration(TanyaError):
    """Weights of the confidence that cannot be read, or are those of other features."""

    message = "{path} cannot be used ({reason}). Run: python -m training.calibrate"


class UnknownArticle(TanyaError):
    """No article with this id is indexed."""

    message = "No article {article_id!r} is indexed. Run: tanya articles"


class UnreadableFile(TanyaError):
    """One input that cannot become an article; the others still go in."""

    message = "{path}: {reason}"
