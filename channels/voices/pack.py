"""A pack of recorded sentences: a folder with `pack.json` and one WAV file for each sentence.

::

    {"format": 1, "station": "…", "dialect": "…", "recorded_by": "", "consent": true,
     "recordings": [{"text": "您好，想办什么事？", "seconds": 2.1}]}

The file of a sentence is named by the digest of its text, so that a sentence whose words have changed is never
spoken with the old ones. Nothing personal is needed: `recorded_by` is empty unless somebody wishes to be named, and
without `consent` a pack is not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from channels.voices.errors import VoicePackError
from channels.voices.sound import Sound, wav_of

FORMAT = 1
MANIFEST = "pack.json"
MOST_RECORDINGS = 5_000
LONGEST_TEXT = 400
_DIGEST_BYTES = 16


@dataclass(frozen=True)
class Recording:
    """One sentence that was recorded; `seconds` is how long it sounds."""

    text: str
    seconds: float

    @property
    def digest(self) -> str:
        return digest_of(self.text)


@dataclass(frozen=True)
class About:
    """Whose voice it is, as far as anybody needs to know. dialect: as people call it."""

    station: str
    dialect: str
    recorded_by: str = ""
    consent: bool = False


@dataclass(frozen=True)
class VoicePack:
    """What a folder holds; recordings by the digest of their text."""

    folder: Path
    about: About
    recordings: Mapping[str, Recording]

    def file_of(self, sentence: str) -> Path | None:
        """The recording of this sentence, if there is one."""
        recording = self.recordings.get(digest_of(sentence))
        return None if recording is None else self.folder / file_name(recording)


def digest_of(text: str) -> str:
    """32 characters that stand for the words of a sentence, however they are encoded or spaced."""
    words = "".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode()).hexdigest()[: 2 * _DIGEST_BYTES]


def file_name(recording: Recording) -> str:
    """How its file is called within the folder."""
    return f"{recording.digest}.wav"


def read_pack(folder: Path) -> VoicePack:
    """The pack in a folder. Raises VoicePackError, one sentence, when it is none or of a later format."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise VoicePackError(f"There is no {MANIFEST} in {folder.name}.") from error
    except (OSError, ValueError) as error:
        raise VoicePackError(f"{MANIFEST} in {folder.name} cannot be read.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise VoicePackError(f"{folder.name} is no voice pack of format {FORMAT}: a newer station may have made it.")
    try:
        recordings = [Recording(str(one["text"]), float(one["seconds"])) for one in told["recordings"]]
        about = About(str(told["station"]), str(told["dialect"]), str(told["recorded_by"]), told["consent"] is True)
    except (KeyError, TypeError, ValueError) as error:
        raise VoicePackError(f"{MANIFEST} in {folder.name} lacks an entry, or one is of the wrong kind.") from error
    if len(recordings) > MOST_RECORDINGS or any(not 0 < len(one.text) <= LONGEST_TEXT for one in recordings):
        raise VoicePackError(f"{folder.name} holds more, or longer sentences, than a pack may.")
    return VoicePack(folder, about, {one.digest: one for one in recordings})


def begin_pack(folder: Path, about: About) -> VoicePack:
    """A new pack without a recording. Raises VoicePackError when there is one, or it cannot be written."""
    if (folder / MANIFEST).exists():
        raise VoicePackError(f"There is a voice pack in {folder.name} already.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VoicePackError(f"{folder.name} cannot be written: {error.strerror}.") from error
    return _written(VoicePack(folder, about, {}))


def with_recording(pack: VoicePack, text: str, sound: Sound) -> VoicePack:
    """The pack with this sentence recorded, anew if it was; on the disk as well. Raises VoicePackError."""
    recording = Recording(text, round(sound.seconds, 2))
    _put(pack.folder / file_name(recording), wav_of(sound))
    return _written(replace(pack, recordings={**pack.recordings, recording.digest: recording}))


def without_recording(pack: VoicePack, digest: str) -> VoicePack:
    """The pack without that sentence; its file is gone. Raises VoicePackError."""
    left = {key: one for key, one in pack.recordings.items() if key != digest}
    written = _written(replace(pack, recordings=left))
    if digest in pack.recordings:
        (pack.folder / file_name(pack.recordings[digest])).unlink(missing_ok=True)
    return written


def manifest_of(pack: VoicePack) -> dict[str, Any]:
    """What stands in its `pack.json`."""
    recordings = [{"text": one.text, "seconds": one.seconds} for one in pack.recordings.values()]
    return {"format": FORMAT, **vars(pack.about), "recordings": recordings}


def _written(pack: VoicePack) -> VoicePack:
    text = json.dumps(manifest_of(pack), ensure_ascii=False, indent=1)
    _put(pack.folder / MANIFEST, text.encode() + b"\n")
    return pack


def _put(path: Path, contents: bytes) -> None:
    """The whole file or none of it, even when the power goes."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        raise VoicePackError(f"{path.name} cannot be written: {error.strerror}.") from error
