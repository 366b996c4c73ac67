"""A bundle: services, lessons and voices that stations of a district share, signed by the one that made it.

A bundle is a ZIP file. `manifest.json` names every file with its SHA-256, `signature` is Ed25519 over the manifest's
bytes, in hexadecimal after the public key. Local values of a city are never in a bundle and are never touched by one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

FORMAT = "linban-bundle-1"
KINDS = ("services", "lessons", "voices")
"""The top folders a bundle may hold."""
MOST_BYTES = 200 * 1024 * 1024
"""Of all files of a bundle together, unpacked."""

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
_DEEPEST = 4


class BundleError(ValueError):
    """A bundle cannot be made or taken in; the message says why and what to do."""


@dataclass(frozen=True)
class Bundle:
    """Files by their path in the bundle, and the public key of the station that signed them."""

    files: Mapping[str, bytes]
    signed_by: str

    def of(self, kind: str) -> Mapping[str, bytes]:
        """The files of one kind, by their path below it."""
        start = f"{kind}/"
        return {path.removeprefix(start): data for path, data in self.files.items() if path.startswith(start)}


def digest_of(data: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def require_plain(path: str) -> str:
    """The path itself. Raises BundleError for one that could leave its folder, or that is of no known kind."""
    parts = PurePosixPath(path).parts
    is_plain = 2 <= len(parts) <= _DEEPEST and all(_NAME.fullmatch(part) for part in parts)
    if not is_plain or parts[0] not in KINDS or "/".join(parts) != path:
        raise BundleError(f"The bundle holds {path!r}, which is no file of a bundle.")
    return path
