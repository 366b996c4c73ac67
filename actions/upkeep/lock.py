"""What a backup is locked with: a key file or a passphrase; whoever has neither reads nothing of it."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from assistant.keys import fernet

_FORMAT = 1
_COST = 2**15


class BackupError(Exception):
    """A backup could not be made or read; one sentence that says what to do."""


@dataclass(frozen=True)
class KeyFile:
    """A file with a key, made when there is none. Kept on the station and, apart from the backups, somewhere else."""

    path: Path

    def close(self, plain: bytes) -> bytes:
        """Locked, with a first line that says how."""
        return _headed({"lock": "key"}, _cipher(self.path).encrypt(plain))

    def open(self, locked: bytes) -> bytes:
        """What was locked. Raises BackupError when this is not its key, or the file is not whole."""
        _, body = _parted(locked, "key")
        return _opened(_cipher(self.path), body, f"the key in {self.path} does not fit this backup")


@dataclass(frozen=True)
class Passphrase:
    """Words that somebody remembers or has written down."""

    words: str

    def close(self, plain: bytes) -> bytes:
        """As `KeyFile.close`; the same words give another key every time."""
        salt = os.urandom(16)
        header = {"lock": "passphrase", "salt": base64.b64encode(salt).decode()}
        return _headed(header, self._cipher(salt).encrypt(plain))

    def open(self, locked: bytes) -> bytes:
        """As `KeyFile.open`."""
        header, body = _parted(locked, "passphrase")
        return _opened(self._cipher(base64.b64decode(header["salt"])), body, "the passphrase does not fit this backup")

    def _cipher(self, salt: bytes) -> Fernet:
        derived = Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(self.words.encode())
        return Fernet(base64.urlsafe_b64encode(derived))


Lock = KeyFile | Passphrase


def _cipher(path: Path) -> Fernet:
    try:
        return fernet(path)
    except (OSError, ValueError) as error:
        raise BackupError(f"The key file {path} cannot be used: {error}.") from error


def _headed(header: dict[str, str], body: bytes) -> bytes:
    return json.dumps({"linban": _FORMAT, **header}).encode() + b"\n" + body


def _parted(locked: bytes, kind: str) -> tuple[dict[str, str], bytes]:
    line, _, body = locked.partition(b"\n")
    try:
        header = json.loads(line)
        found = header["lock"] if header["linban"] == _FORMAT else None
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError("This file is no backup of a station.") from error
    if found != kind:
        raise BackupError(f"This backup is locked with a {found}, not with a {kind}.")
    return header, body


def _opened(cipher: Fernet, body: bytes, trouble: str) -> bytes:
    try:
        return cipher.decrypt(body)
    except InvalidToken as error:
        raise BackupError(f"The backup cannot be opened: it is damaged, or {trouble}.") from error
