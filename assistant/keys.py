"""The station's keys: files only their owner can read, made the first time they are needed."""

import base64
import contextlib
import os
import tempfile
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
    """The key as it stands in the file, whole even while another process is making it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Written aside first: of several that make a key at the same time the first one counts."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        os.unlink(aside)
