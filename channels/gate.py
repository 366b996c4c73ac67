"""What may enter the dialogue core: one spelling, bounded length, no secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.text.also_heard import ALSO_HEARD, also_heard
from assistant.text.normalise import normalise
from assistant.text.redact import drop_credentials

_PAYLOAD = re.compile(r"/[a-z]+(?:[._][a-z_]+)*(?:\{[^{}]{0,400}\})?")


def admit(text: str) -> str:
    """The text as the dialogue core may have it, and everything that remembers with it.

    Passwords, one-time codes and bank cards are replaced by marks. A button's payload goes through unchanged.
    Empty when nothing readable is left.
    """
    text = text.strip()
    if _PAYLOAD.fullmatch(text):
        return text
    return drop_credentials(normalise(text)).text


def admit_about(about: Mapping[str, Any]) -> dict[str, Any]:
    """What is told about a text, as the dialogue core may have it: other readings of it are as free of secrets."""
    readings = tuple(filter(None, map(admit, also_heard(about))))
    return {key: told for key, told in about.items() if key != ALSO_HEARD} | (
        {ALSO_HEARD: readings} if readings else {}
    )
