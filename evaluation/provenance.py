"""What a run was made with, so that two runs can be told apart later. No secrets."""

import hashlib
import json
import platform
import re
from collections.abc import Mapping
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version

from rag.settings import Settings

_PACKAGES = (
    "tanya", "chromadb", "langchain-core", "onnxruntime", "tokenizers", "numpy", "ir-measures",
    "scipy",
)  # fmt: skip
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
    """Return the versions of Python and of the packages that answers depend on."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def identity(parts: Mapping[str, object]) -> str:
    """Return 12 hex digits that stand for `parts`: equal for equal parts."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
