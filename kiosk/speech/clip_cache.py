"""What was said lately, in memory only: it may be about a person."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from kiosk.speech.spoken_sound import SpokenClip


@dataclass(frozen=True)
class Saying:
    """A sentence as it was asked for: by which voice, at how many characters a minute, dB over the normal level."""

    text: str
    voice: str
    rate: int
    volume_db: float


class ClipCache:
    """Forgets what was not asked for longest once its clips hold more than `most` bytes."""

    def __init__(self, most: int = 32 * 1024 * 1024) -> None:
        self._most = most
        self._size = 0
        self._clips: OrderedDict[Saying, SpokenClip] = OrderedDict()

    def get(self, saying: Saying) -> SpokenClip | None:
        """The clip of it, if it is remembered."""
        clip = self._clips.get(saying)
        if clip is not None:
            self._clips.move_to_end(saying)
        return clip

    def put(self, saying: Saying, clip: SpokenClip) -> None:
        """Remember it, unless it is larger than everything else may be together."""
        self._drop(saying)
        self._clips[saying] = clip
        self._size += len(clip.wav)
        while self._size > self._most:
            self._drop(next(iter(self._clips)))

    def _drop(self, saying: Saying) -> None:
        clip = self._clips.pop(saying, None)
        if clip is not None:
            self._size -= len(clip.wav)

    def clear(self) -> None:
        """Forget everything."""
        self._clips.clear()
        self._size = 0

    @property
    def size(self) -> int:
        """Bytes of all clips."""
        return self._size
