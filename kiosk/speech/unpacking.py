"""Unpacks an archive from elsewhere without trusting it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from kiosk.speech.errors import SpeechFetchError

_MOST_FILES = 1_000
_PIECE = 1 << 20


def unpack(packed: Path, into: Path, most: int) -> None:
    """Every file of the zip under `into`, which is made.

    most: bytes in all; an archive that swells beyond it, whatever its headers say, is given up. Raises
    SpeechFetchError when it is no zip, is damaged, too large, or has a name that leads elsewhere.
    """
    try:
        with zipfile.ZipFile(packed) as archive:
            files = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(files) > _MOST_FILES:
                raise SpeechFetchError("The archive holds more files than any speech model.")
            for entry in files:
                most -= _unpack_one(archive, entry, _place(entry.filename, into), most)
    except zipfile.BadZipFile as error:
        raise SpeechFetchError("What was downloaded is not a zip archive, or a damaged one.") from error
    # An unknown method of packing, a password, a stream that breaks off.
    except (NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise SpeechFetchError("The archive cannot be unpacked.") from error


def _place(name: str, into: Path) -> Path:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise SpeechFetchError("The archive has a name in it that leads out of its folder.")
    return into / path


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, most: int) -> int:
    place.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(entry) as source, place.open("wb") as target:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > most:
                raise SpeechFetchError("The archive is larger than any speech model of that name.")
            target.write(piece)
    return size
