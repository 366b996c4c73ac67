"""The station's keys: files only their owner can read, made the first time they are needed.

Where `LINBAN_KEY_COMMAND` names a command, as a KMS offers one, the files themselves are closed with the key that it
prints: whoever has the disk has no key. It is asked once in each process, and what it says is never logged.
"""

import base64
import contextlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from assistant.settings import KEY_COMMAND

_CLOSED = b"closed:"
_COMMAND_SECONDS = 10.0


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
    return _opened(path)


def _opened(path: Path) -> bytes:
    """What the file holds; one that was not closed yet is, now that there is a key for it."""
    kept, command = path.read_bytes(), os.environ.get(KEY_COMMAND, "")
    if not kept.startswith(_CLOSED):
        if command:
            _write(path, kept.split())
        return kept
    if not command:
        raise ValueError(f"{path} is closed: LINBAN_KEY_COMMAND must name the command that prints its key.")
    try:
        return _master(command).decrypt(kept.removeprefix(_CLOSED))
    except InvalidToken as error:
        raise ValueError(f"{path} was closed with another key than LINBAN_KEY_COMMAND prints now.") from error


def _as_kept(keys: Sequence[bytes]) -> bytes:
    command, plain = os.environ.get(KEY_COMMAND, ""), b"\n".join(keys)
    return _CLOSED + _master(command).encrypt(plain) if command else plain


@cache
def _master(command: str) -> Fernet:
    """The key that closes the files. Raises OSError with a sentence that repeats nothing the command said."""
    try:
        told = subprocess.run(
            shlex.split(command), capture_output=True, timeout=_COMMAND_SECONDS, check=True, stdin=subprocess.DEVNULL
        )
        return Fernet(told.stdout.strip())
    except subprocess.TimeoutExpired:
        why = f"did not answer within {_COMMAND_SECONDS:g} s"
    except subprocess.CalledProcessError as error:
        why = f"ended with code {error.returncode}"
    except OSError:
        why = "cannot be run"
    except ValueError:
        why = "printed no key (44 characters of URL-safe base64)"
    raise OSError(f"The command in LINBAN_KEY_COMMAND {why}.")


def _write(path: Path, keys: Sequence[bytes], put: Callable[[str, Path], None] = os.replace) -> None:
    kept = _as_kept(keys)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(kept)
            file.flush()
            os.fsync(file.fileno())
        put(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
