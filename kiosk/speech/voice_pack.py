"""The station's own voices: a sentence somebody recorded is played as it was spoken, the rest is synthesised.

A recording keeps its words as they are. Where the person wants another pace, the silences within it become longer
or shorter, each within bounds; where it has none it stays as it is. The volume applies as to any sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from assistant.text.speakable import sentences, speakable
from channels.voices.errors import VoicePackError
from channels.voices.loudness import Samples, at_level
from channels.voices.pack import VoicePack
from channels.voices.shelf import VoiceShelf
from channels.voices.sound import Sound, read_wav
from kiosk.pace import Pace
from kiosk.speech.spoken_sound import SpokenClip, clip_of, joined

log = logging.getLogger(__name__)

_BETWEEN = 0.35
"""Seconds between two sentences that are spoken in one go."""
_SILENT = 0.02
"""Of the loudest sample."""
_STEP = 0.01
_PAUSE = 0.12
"""Seconds: a silence this long is a pause, and none becomes shorter than it."""
_LONGEST_PAUSE = 1.2


class RecordedVoice:
    """Looks for sentences in the pack that is in use, which may change at any time. May be called from any thread."""

    def __init__(self, shelf: VoiceShelf) -> None:
        self._shelf = shelf

    def find(self, text: str, pace: Pace) -> SpokenClip | None:
        """What was recorded of the text, as the person wants to hear it; None unless all of it was."""
        try:
            pack = self._shelf.in_use()
            sounds = None if pack is None else list(_recorded(text, pack))
        except (OSError, VoicePackError) as error:
            log.warning("a recorded voice cannot be used: %s", error)
            return None
        if not sounds or len({sound.rate for sound in sounds}) > 1:
            return None
        whole = joined(sounds, [*[_BETWEEN] * (len(sounds) - 1), 0.0])
        paced = whole if pace.rate == Pace().rate else with_pauses_for(whole, _seconds_wanted(text, pace))
        return clip_of(Sound(at_level(paced.samples, pace.volume_db), paced.rate))


def _recorded(text: str, pack: VoicePack) -> Iterator[Sound]:
    """Each sentence of the text; none at all where one is missing."""
    paths = [pack.file_of(sentence) for sentence in sentences(text)]
    if all(paths):
        yield from (read_wav(path.read_bytes()) for path in paths if path is not None)


def _seconds_wanted(text: str, pace: Pace) -> float:
    return 60 * sum(map(str.isalnum, speakable(text))) / pace.rate


def with_pauses_for(sound: Sound, seconds: float) -> Sound:
    """The sound with the pauses in it stretched or shortened towards a length of so many seconds."""
    pauses = _pauses(sound)
    silent = sum(end - start for start, end in pauses)
    if not silent:
        return sound
    factor = max(0.0, 1 + (seconds * sound.rate - len(sound.samples)) / silent)
    pieces, place = [], 0
    for start, end in pauses:
        wanted = _bounded((end - start) * factor, end - start, sound.rate)
        pieces += [sound.samples[place:start], _of_length(sound.samples[start:end], wanted)]
        place = end
    return Sound(np.concatenate([*pieces, sound.samples[place:]]), sound.rate)


def _bounded(wanted: float, now: int, rate: int) -> int:
    least, most = min(now, round(_PAUSE * rate)), max(now, round(_LONGEST_PAUSE * rate))
    return round(min(most, max(least, wanted)))


def _of_length(silence: Samples, length: int) -> Samples:
    """The first and the last of the silence, with more of nothing, or less of it, between them."""
    if length >= len(silence):
        half = len(silence) // 2
        return np.concatenate([silence[:half], np.zeros(length - len(silence), np.float32), silence[half:]])
    half = length // 2
    return np.concatenate([silence[:half], silence[len(silence) - (length - half) :]])


def _pauses(sound: Sound) -> list[tuple[int, int]]:
    """Where nobody speaks for a while, in samples; neither the beginning nor the end is a pause."""
    size = max(1, round(_STEP * sound.rate))
    count = len(sound.samples) // size
    peaks = np.abs(sound.samples[: count * size]).reshape(count, size).max(axis=1) if count else np.zeros(0)
    loud = np.flatnonzero(peaks > _SILENT * peaks.max(initial=0.0))
    gaps = [(int(before), int(after)) for before, after in pairwise(loud)]
    return [((before + 1) * size, after * size) for before, after in gaps if (after - before - 1) * _STEP >= _PAUSE]
