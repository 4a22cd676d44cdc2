"""What holds for every test: no network but loopback, no settings from outside, its own folder."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run: a failure is one that can be looked at again.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("thousand", derandomize=True, deadline=None, max_examples=1000)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Clear the settings and work in an empty folder, so that no `.env` is found."""
    for key in list(os.environ):
        if key.startswith(("TANYA_", "TELEGRAM_", "OLLAMA_")):
            monkeypatch.delenv(key)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)
