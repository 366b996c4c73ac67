"""What a button sends, within what apps carry: the payload itself, or a token for one that is too long.

A token is a digest of its payload: the same button sends the same token after a restart too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MOST_BYTES = 64
"""Of a button's data, in UTF-8, on Telegram."""

TOKEN = "~"
"""What the data of a button begins with that carries a token."""


def data_of(payload: str) -> str:
    """What the button carries."""
    is_short = len(payload.encode()) <= MOST_BYTES and not payload.startswith(TOKEN)
    return payload if is_short else TOKEN + hashlib.blake2b(payload.encode(), digest_size=16).hexdigest()


def to_keep(payloads: Iterable[str]) -> dict[str, str]:
    """The payloads that must be kept, by the data their buttons carry."""
    carried = {data_of(payload): payload for payload in payloads}
    return {data: payload for data, payload in carried.items() if data != payload}
