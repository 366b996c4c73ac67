"""What a room and a microphone do to a voice. All audio is at SAMPLE_RATE."""

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.settings import SAMPLE_RATE

Audio = npt.NDArray[np.float32]
_Exact = npt.NDArray[np.float64]

#: Natural logarithm of 1,000: amplitude falls by 60 dB within the reverberation time.
_SIXTY_DECIBELS = 6.9


def noise(rng: np.random.Generator, length: int) -> Audio:
    """Noise of unit power: white to brown (four kinds in seven), hum, beeps or clicks."""
    kind = int(rng.integers(0, 7))
    if kind <= 3:
        sound = _coloured(rng, length, kind)
    elif kind == 4:
        sound = _hum(rng, length)
    elif kind == 5:
        sound = _beeps(rng, length)
    else:
        sound = _clicks(rng, length)
    scaled: Audio = (sound / (np.sqrt(np.mean(sound * sound)) + 1e-9)).astype(np.float32)
    return scaled


def spoil(rng: np.random.Generator, voice: Audio) -> Audio:
    """Room echo, band limit, level and background noise; the same length, in the range of 16-bit samples."""
    sound: Audio | _Exact = voice
    if rng.random() < 0.3:
        sound = _echo(rng, sound)
    if rng.random() < 0.3:
        sound = _band_limit(rng, sound)
    peak = np.max(np.abs(sound)) + 1e-9
    sound = sound * (32767 * 10 ** (rng.uniform(-30, -0.5) / 20) / peak)
    background = rng.random()
    if background > 0.2:
        level = _speech_level(sound)
        sound = sound + noise(rng, len(sound)) * level * 10 ** (-rng.uniform(8, 45) / 20)
    elif background > 0.1:
        sound = sound + rng.standard_normal(len(sound)) * rng.uniform(0.3, 8)
    return sound.astype(np.float32)


def _coloured(rng: np.random.Generator, length: int, steepness: int) -> _Exact:
    """Noise whose amplitude falls with frequency to the power of about half the steepness."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    frequency = np.maximum(np.arange(len(spectrum)) * SAMPLE_RATE / length, 20.0)
    return np.fft.irfft(spectrum * frequency ** (-0.5 * steepness * rng.uniform(0.7, 1.2)), length)


def _hum(rng: np.random.Generator, length: int) -> _Exact:
    seconds = np.arange(length) / SAMPLE_RATE
    mains = sum(
        rng.uniform(0, 1) * np.sin(2 * np.pi * frequency * seconds + rng.uniform(0, 6))
        for frequency in (50, 100, 150, 300)
    )
    hum: _Exact = mains + 0.05 * rng.standard_normal(length)
    return hum


def _beeps(rng: np.random.Generator, length: int) -> _Exact:
    seconds = np.arange(length) / SAMPLE_RATE
    tone = np.sin(2 * np.pi * rng.uniform(150, 3000) * seconds)
    gate = np.sin(2 * np.pi * rng.uniform(0.3, 3) * seconds) > 0
    beeps: _Exact = tone * gate + 0.02 * rng.standard_normal(length)
    return beeps


def _clicks(rng: np.random.Generator, length: int) -> _Exact:
    sound = 0.02 * rng.standard_normal(length)
    for start in rng.integers(0, length, max(1, length // 6000)):
        size = min(200, length - start)
        sound[start : start + size] += rng.standard_normal(size) * np.exp(-np.arange(size) / 30.0)
    return sound


def _echo(rng: np.random.Generator, sound: Audio | _Exact) -> _Exact:
    """Convolves with a room of 0.1 to 0.45 s reverberation time: decaying noise after the direct sound."""
    length = len(sound)
    size = 1 << (length + SAMPLE_RATE // 2).bit_length()
    taps = int(SAMPLE_RATE * 0.4)
    room = (
        rng.standard_normal(taps)
        * np.exp(-np.arange(taps) / SAMPLE_RATE * _SIXTY_DECIBELS / rng.uniform(0.1, 0.45))
        * rng.uniform(0.02, 0.12)
    )
    room[0] = 1
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room, size), size)[:length]


def _band_limit(rng: np.random.Generator, sound: Audio | _Exact) -> _Exact:
    """A cheap microphone: a sixth-order roll-off at 3 to 7 kHz, nothing below 0 to 150 Hz."""
    length = len(sound)
    spectrum = np.fft.rfft(sound)
    frequency = np.arange(length // 2 + 1) * SAMPLE_RATE / length
    low_pass = 1 + (frequency / rng.uniform(3000, 7000)) ** 6
    return np.fft.irfft(spectrum / low_pass * (frequency > rng.uniform(0, 150)), length)


def _speech_level(sound: Audio | _Exact) -> float:
    """Root mean square of the loud part."""
    loud = np.abs(sound) > 0.05 * np.max(np.abs(sound))
    return float(np.sqrt(np.mean(sound[loud] ** 2))) if loud.any() else 100.0
