"""The signed head: how long the ledger was at a moment, and the digest of its last page.

Heads are published (on receipts, on the wall, in exports). Whoever holds one can show later that pages were taken away
or replaced, even by somebody who has the station's signing key: a key cannot bring back an old digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from actions.ledger.entry import Entry, canonical


@dataclass(frozen=True)
class Head:
    """`length` pages, the last of them with `digest`; `signature` in hexadecimal, Ed25519. `at` knows its zone."""

    length: int
    digest: str
    at: datetime
    signature: str


class Signer:
    """Signs heads with the station's own key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        """Raises ValueError for a key of another length."""
        self._key = Ed25519PrivateKey.from_private_bytes(key)

    @property
    def public(self) -> str:
        """The public half, 64 hexadecimal digits: all that is needed for checking."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, last: Entry, at: datetime) -> Head:
        """The head of a ledger that ends with this page."""
        return Head(last.index + 1, last.digest, at, self._key.sign(_signed(last.index + 1, last.digest, at)).hex())


def is_signed_by(head: Head, public: str) -> bool:
    """Whether the holder of the key signed this head."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(head.signature), _signed(head.length, head.digest, head.at))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(length: int, digest: str, at: datetime) -> bytes:
    return canonical([length, digest, int(at.timestamp())])
