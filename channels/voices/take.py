"""What becomes of a recording: its levels are looked at, it is trimmed, and made as loud as every other sentence.

::

    samples --> without direct current --> where the voice is --> problems, or a Take (trimmed, at the normal level)

Pure: samples in, samples or problems out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from channels.voices.loudness import at_level, level
from channels.voices.sound import Sound

Places = npt.NDArray[np.intp]
_FRAME = 0.02
_FULL = 0.985
"""Of full scale: a microphone that reaches this has cut off the rest."""


class Problem(Enum):
    """Why a recording is better made again."""

    SILENT = "silent"
    TOO_QUIET = "too_quiet"
    CLIPPED = "clipped"
    NOISY = "noisy"
    TOO_LONG = "too_long"
    CUT_OFF = "cut_off"


@dataclass(frozen=True)
class TakeRules:
    """quietest: dBFS of the voice. clipped: share of samples at full scale. over_noise: dB of the voice over what
    sounds when nobody speaks. longest: seconds. edge: a voice nearer to either end of the recording, in seconds, was
    cut off. margin: silence kept before and after the voice, in seconds. above: dB over the noise that are voice.
    """

    quietest: float = -45.0
    clipped: float = 0.0005
    over_noise: float = 15.0
    longest: float = 30.0
    edge: float = 0.04
    margin: float = 0.12
    above: float = 8.0


@dataclass(frozen=True)
class Take:
    """A recording that can be used, or why it cannot; `level_db`: dBFS of the voice as it was recorded."""

    sound: Sound
    level_db: float
    problems: tuple[Problem, ...] = ()


def take_of(recorded: Sound, rules: TakeRules | None = None) -> Take:
    """The recording as it will be played, with its problems; with any, it is better made again."""
    rules = rules or TakeRules()
    steady = np.float32(np.sum(recorded.samples) / max(1, len(recorded.samples)))
    sound = Sound(recorded.samples - steady, recorded.rate)
    loud = _voiced_frames(sound, rules)
    if not len(loud):
        return Take(recorded, float("-inf"), (Problem.SILENT,))
    trimmed = _cut(sound, loud, rules.margin)
    spoken_at = level(trimmed.samples)
    problems = tuple(_problems(recorded, sound, loud, spoken_at, rules))
    return Take(Sound(at_level(trimmed.samples, 0.0), sound.rate), spoken_at, problems)


def _problems(recorded: Sound, sound: Sound, loud: Places, spoken_at: float, rules: TakeRules) -> list[Problem]:
    first, last = loud[0] * _FRAME, sound.seconds - (loud[-1] + 1) * _FRAME
    found = {
        Problem.TOO_QUIET: spoken_at < rules.quietest,
        Problem.CLIPPED: float(np.mean(np.abs(recorded.samples) >= _FULL)) > rules.clipped,
        Problem.NOISY: spoken_at - _noise_floor(_levels(sound)) < rules.over_noise,
        Problem.TOO_LONG: sound.seconds > rules.longest,
        Problem.CUT_OFF: min(first, last) < rules.edge,
    }
    return [problem for problem, is_so in found.items() if is_so]


def _voiced_frames(sound: Sound, rules: TakeRules) -> Places:
    """Numbers of the frames in which somebody speaks: loud for this recording, and over its noise."""
    levels = _levels(sound)
    if not len(levels):
        return np.array([], np.intp)
    threshold = max(_noise_floor(levels) + rules.above, float(levels.max()) - 35.0, -65.0)
    return np.flatnonzero(levels > threshold)


def _levels(sound: Sound) -> npt.NDArray[np.float64]:
    """dBFS of each frame."""
    size = max(1, round(_FRAME * sound.rate))
    frames = sound.samples[: len(sound.samples) // size * size].reshape(-1, size)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return np.asarray(10 * np.log10(power + 1e-10), np.float64)


def _noise_floor(levels: npt.NDArray[np.float64]) -> float:
    """What sounds when nobody speaks: the level that a tenth of the frames stay under."""
    return float(np.percentile(levels, 10))


def _cut(sound: Sound, loud: Places, margin: float) -> Sound:
    size, room = round(_FRAME * sound.rate), round(margin * sound.rate)
    start, end = max(0, loud[0] * size - room), (loud[-1] + 1) * size + room
    return Sound(sound.samples[start:end], sound.rate)
