"""The random names of visits: whoever knows one may go on with the visit, and nobody can guess it."""

from __future__ import annotations

import re
import secrets

_PREFIX = "kiosk-"
_RANDOM_BYTES = 18
_NAME = re.compile(rf"{_PREFIX}[A-Za-z0-9_-]{{{_RANDOM_BYTES * 4 // 3}}}")


def new_name() -> str:
    """A name nobody has had."""
    return f"{_PREFIX}{secrets.token_urlsafe(_RANDOM_BYTES)}"


def is_name(text: str | None) -> bool:
    """Whether this is the shape of a visit's name."""
    return text is not None and _NAME.fullmatch(text) is not None
