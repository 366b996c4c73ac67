"""Personal data as the disk holds it: JSON, encrypted."""

from __future__ import annotations

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from actions.ports import StorageError


class Seal:
    """Closes and opens what is personal with the station's key."""

    def __init__(self, cipher: Fernet) -> None:
        self._cipher = cipher

    def close(self, value: Any) -> bytes:
        """Any JSON value, encrypted."""
        return self._cipher.encrypt(_written(value))

    def close_undated(self, value: Any) -> bytes:
        """The same without the moment, which otherwise stands readable in front of what is encrypted."""
        return self._cipher.encrypt_at_time(_written(value), 0)

    def open(self, sealed: bytes) -> Any:
        """The value again. Raises StorageError when it was closed with another key."""
        try:
            return json.loads(self._cipher.decrypt(sealed))
        except InvalidToken as error:
            raise StorageError("stored data was closed with another key") from error


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
