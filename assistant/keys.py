"""The station's keys: files only their owner can read, made the first time they are needed."""

import base64
import os
from pathlib import Path

from cryptography.fernet import Fernet


def fernet(path: Path) -> Fernet:
    """The cipher whose key is in `path`; makes the key when there is none yet.

    Raises OSError when the file cannot be read or made, ValueError when it holds no key.
    """
    return Fernet(_key(path))


def secret(path: Path) -> bytes:
    """The 32 secret bytes in `path`, for keyed digests; makes them when there are none yet.

    Raises as `fernet` does. A file serves one purpose only.
    """
    key = _key(path)
    Fernet(key)
    return base64.urlsafe_b64decode(key)


def _key(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(Fernet.generate_key())
    return path.read_bytes()
