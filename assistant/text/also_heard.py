"""Other readings of the same sound, as they go along with what was heard: in what is told about a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ALSO_HEARD = "also_heard"
"""The key they stand under."""

_MOST = 4


def also_heard(about: Mapping[str, Any]) -> tuple[str, ...]:
    """What a message may have been besides, the likeliest first: a few texts, none where nothing was told."""
    told = about.get(ALSO_HEARD)
    texts = [text for text in told if isinstance(text, str) and text] if isinstance(told, list | tuple) else []
    return tuple(dict.fromkeys(texts))[:_MOST]
