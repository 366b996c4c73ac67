"""What the desk calls things: `words.zh.yml`, for templates and for answers made in code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "words.zh.yml"


@cache
def load_words(path: Path = _FILE) -> Mapping[str, Any]:
    """Sections of names by key. Raises OSError, yaml.YAMLError."""
    words: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
