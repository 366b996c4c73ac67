"""Sentences of the assistant that somebody at the desk says in its stead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from assistant.settings import RESPONSES

_FILES = ("reminders.yml", "neighbourhood.yml")


@cache
def responses() -> Mapping[str, str]:
    """Reminders and news of the domain by the names of their responses. Raises OSError, yaml.YAMLError."""
    files = (yaml.safe_load((RESPONSES / name).read_text(encoding="utf-8")) for name in _FILES)
    return {name: str(variants[0].get("text", "")) for data in files for name, variants in data["responses"].items()}
