"""What is wrong with a pack, sentence by sentence of text and file."""

from __future__ import annotations

from collections.abc import Iterator

from channels.voices.errors import VoicePackError
from channels.voices.loudness import NORMAL_LEVEL, level
from channels.voices.pack import Recording, VoicePack, file_name
from channels.voices.sound import read_wav

_OFF_LEVEL = 3.0
"""dB: more than this and a sentence stands out among the others."""
_LONGEST = 30.0
_MOST_BYTES = 8 * 1024 * 1024


def faults(pack: VoicePack) -> tuple[str, ...]:
    """A sentence for each thing that keeps the pack, or a recording in it, from being used; empty when all is well."""
    consent = () if pack.about.consent else ("Whoever recorded it has not consented to its use.",)
    return (*consent, *(fault for one in pack.recordings.values() for fault in _of(one, pack)))


def _of(recording: Recording, pack: VoicePack) -> Iterator[str]:
    path, name = pack.folder / file_name(recording), file_name(recording)
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            yield f"{name} is no plain file of a usual size."
            return
        sound = read_wav(path.read_bytes())
    except FileNotFoundError:
        yield f"{name} is missing."
        return
    except (OSError, VoicePackError):
        yield f"{name} cannot be read as a recording."
        return
    if not 0 < sound.seconds <= _LONGEST:
        yield f"{name} is empty or too long."
    elif abs(level(sound.samples) - NORMAL_LEVEL) > _OFF_LEVEL:
        yield f"{name} is not as loud as the others."
