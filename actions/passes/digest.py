"""Stands in for a code in the store: whoever reads the store cannot go on as somebody else."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

Digest = Callable[[str], str]
"""Turns a code into what is kept of it."""


class KeyedDigest:
    """64 hexadecimal digits of a code, HMAC-SHA256 with a key of its own.

    There are fewer than a million codes: without the key anybody could try them all.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, code: str) -> str:
        return hmac.new(self._key, code.encode(), hashlib.sha256).hexdigest()
