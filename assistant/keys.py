"""The station's keys: files only their owner can read, made the first time they are needed."""

import base64
import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet


class KeyRing(Fernet):
    """Closes with the first of several keys and opens with any of them."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        super().__init__(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def decrypt(self, token: bytes | str, ttl: int | None = None) -> bytes:
        """Raises InvalidToken when none of the keys fits."""
        return self._all.decrypt(token, ttl)


def fernet(path: Path) -> Fernet:
    """The cipher whose keys are in `path`, one a line, the newest first; makes a key when there is none yet.

    Raises OSError when the file cannot be read or made, ValueError when it holds no key.
    """
    keys = _key(path).split()
    return Fernet(keys[0]) if len(keys) == 1 else KeyRing(keys or [b""])


def add_key(path: Path) -> None:
    """A new key in front of those in `path`; they still open what they closed. Raises as `fernet` does."""
    _write(path, [Fernet.generate_key(), *_key(path).split()])


def drop_old_keys(path: Path) -> None:
    """The newest key alone is left: what the others closed cannot be opened by anybody again."""
    _write(path, _key(path).split()[:1])


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
        with contextlib.suppress(FileExistsError):
            _write(path, [Fernet.generate_key()], os.link)
    return path.read_bytes()


def _write(path: Path, keys: Sequence[bytes], put: Callable[[str, Path], None] = os.replace) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(b"\n".join(keys))
            file.flush()
            os.fsync(file.fileno())
        put(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
