"""Gets the official Mandarin model onto this machine: whole, verified, and never half in place."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

import httpx

from kiosk.speech.download import Progress, download
from kiosk.speech.errors import SpeechFetchError, SpeechModelError
from kiosk.speech.models import DEFAULT_MODEL, check_model
from kiosk.speech.unpacking import unpack

OFFICIAL_SITE = "https://alphacephei.com/vosk/models"


@dataclass(frozen=True)
class Archive:
    """A model as it is offered: `<name>.zip`, with a folder `<name>` in it.

    sha256: of the archive; None where nobody has published one. most_unpacked: bytes, the bound that no
    honest archive of it passes.
    """

    name: str
    sha256: str | None = None
    most_unpacked: int = 400_000_000


SMALL = Archive(DEFAULT_MODEL, "3af8b0e7e0f835ae9d414ce5df580237a3cfb08d586c9fbbb0f7ff29ad5b14ba")
"""43,898,754 bytes, about 65 MB unpacked. The SHA-256 is the one that independent projects which pin this
archive agree on; the official site is not known to publish one."""


@dataclass(frozen=True)
class Fetched:
    """A model in place. sha256: of the archive it came from; None if it was there before this call."""

    path: Path
    sha256: str | None


def fetch(
    archive: Archive,
    folder: Path,
    client: httpx.Client,
    progress: Progress,
    base_url: str = OFFICIAL_SITE,
) -> Fetched:
    """Download into `folder`, verify, unpack, and put in place as `folder/<name>` in one step.

    What is there and whole is left alone. A download that was cut off goes on where it stopped, in this
    call or the next. The digest is kept beside the model as `<name>.sha256`. progress: bytes so far, and
    bytes in all or None. Raises SpeechFetchError, one sentence.
    """
    target = folder / archive.name
    if _is_whole(target):
        return Fetched(target, None)
    try:
        return Fetched(target, _fetch(archive, target, client, progress, base_url))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SpeechFetchError("The disk is full: make room and run this again.") from error
        raise SpeechFetchError(f"Nothing can be written in {folder}: {error.strerror}.") from error


def _fetch(archive: Archive, target: Path, client: httpx.Client, progress: Progress, base_url: str) -> str:
    packed = target.with_name(f"{archive.name}.zip.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    url = f"{base_url.rstrip('/')}/{archive.name}.zip"
    download(url, packed, client, progress, archive.most_unpacked)
    try:
        digest = _verified(packed, archive)
        _put_in_place(packed, target, archive)
    except SpeechFetchError:
        packed.unlink()
        raise
    target.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}.zip\n", encoding="ascii")
    packed.unlink()
    return digest


def _is_whole(path: Path) -> bool:
    try:
        check_model(path)
    except SpeechModelError:
        return False
    return True


def _verified(packed: Path, archive: Archive) -> str:
    digest = _sha256(packed)
    if archive.sha256 is not None and digest != archive.sha256:
        raise SpeechFetchError(
            f"What was downloaded is not {archive.name}.zip: its SHA-256 is {digest}, not {archive.sha256}."
        )
    return digest


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _put_in_place(packed: Path, target: Path, archive: Archive) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{archive.name}-") as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        unpack(packed, fresh, archive.most_unpacked)
        if not _is_whole(fresh / archive.name):
            raise SpeechFetchError(f"There is no whole speech model {archive.name} in what was downloaded.")
        if target.exists():
            target.rename(old)
        (fresh / archive.name).rename(target)
