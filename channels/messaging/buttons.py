"""What a button sends, within what apps carry: the payload itself, or a token for one that the app does not carry.

A token is a digest of its payload: the same button sends the same token after a restart too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

MOST_BYTES = 64
"""Of a button's data, in UTF-8, on Telegram."""

TOKEN = "~"
"""What the data of a button begins with that carries a token."""

_PLAIN = re.compile(r"[A-Za-z0-9_./!:-]{1,64}")


def data_of(payload: str) -> str:
    """What a button carries that takes any text, if it is short."""
    is_carried = len(payload.encode()) <= MOST_BYTES and not payload.startswith(TOKEN)
    return payload if is_carried else _token(payload)


def plain_data_of(payload: str) -> str:
    """What a button carries that is part of an address."""
    return payload if _PLAIN.fullmatch(payload) else _token(payload)


def to_keep(payloads: Iterable[str], carried: Callable[[str], str]) -> dict[str, str]:
    """The payloads that must be kept, by the data their buttons carry."""
    data = {carried(payload): payload for payload in payloads}
    return {token: payload for token, payload in data.items() if token != payload}


def _token(payload: str) -> str:
    return TOKEN + hashlib.blake2b(payload.encode(), digest_size=16).hexdigest()
