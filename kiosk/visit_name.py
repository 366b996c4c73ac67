"""The random names of visits: whoever knows one may go on with the visit, and nobody can guess it."""

from __future__ import annotations

import re
import secrets

from assistant.settings import PRACTICE

_PREFIX = "kiosk-"
_RANDOM_BYTES = 18
_NAME = re.compile(rf"{_PREFIX}[A-Za-z0-9_-]{{{_RANDOM_BYTES * 4 // 3}}}")


def new_name(practises: bool = False) -> str:
    """A name nobody has had; `practises`: of a visit that only pretends."""
    return f"{_mark(practises)}{_PREFIX}{secrets.token_urlsafe(_RANDOM_BYTES)}"


def is_name(text: str | None, practises: bool = False) -> bool:
    """Whether this is the shape of a visit's name, of one that pretends or of a real one."""
    mark = _mark(practises)
    return text is not None and text.startswith(mark) and _NAME.fullmatch(text.removeprefix(mark)) is not None


def _mark(practises: bool) -> str:
    return PRACTICE if practises else ""
