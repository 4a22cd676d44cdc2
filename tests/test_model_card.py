"""The card of the trained model speaks of the files that are there."""

from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARD = (ROOT / "models" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["models/reader.npz", "models/calibration.json"])
def test_the_card_names_the_hash_of_every_file(name: str) -> None:
    assert sha256((ROOT / name).read_bytes()).hexdigest() in CARD


@pytest.mark.parametrize("name", ["written", "pairs", "encyclopedia"])
def test_the_card_names_the_hash_of_the_projects_own_questions(name: str) -> None:
    digest = sha256((ROOT / "training" / f"{name}.jsonl").read_bytes()).hexdigest()
    assert digest[:16] in CARD
