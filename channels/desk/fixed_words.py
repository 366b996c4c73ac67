"""Sentences of the assistant that somebody at the desk says in its stead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from assistant.settings import RESPONSES


@cache
def responses() -> Mapping[str, str]:
    """The reminders of the domain by the names of their responses. Raises OSError, yaml.YAMLError."""
    data = yaml.safe_load((RESPONSES / "reminders.yml").read_text(encoding="utf-8"))
    return {name: str(variants[0].get("text", "")) for name, variants in data["responses"].items()}
