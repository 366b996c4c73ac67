"""How fast a person speaks, and how fast they would have the machine speak.

Older people speak to a machine more slowly than to people, expect it to speak more slowly still, and those who
speak faster want it faster (Wang et al. 2023, domain notes B5). How fast somebody speaks is taken from the
characters that were recognised and the seconds in which there was a voice, pauses left out.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

_SHARE = 0.75
"""Of a person's characters a minute within their words; the kiosk's rate counts its pauses, a fifth of the whole."""
_USUAL = 240.0
"""Characters a minute, pauses left out, of somebody who is met with the normal rate."""
_WEIGHT_OF_USUAL = 12.0
"""Seconds of speech that the guess counts for before anything was heard."""
_SHORTEST = 4
"""Characters: 好 and 可以 say nothing about a pace."""
_SLOWEST, _FASTEST = 80.0, 480.0
"""Characters a minute: beyond it is a mistake of the ears, not a way to speak."""


@dataclass(frozen=True)
class OwnPace:
    """What was heard of one person, in characters and seconds of voice. Forgotten with the visit."""

    characters: float = _USUAL / 60 * _WEIGHT_OF_USUAL
    seconds: float = _WEIGHT_OF_USUAL

    def after(self, text: str, seconds: float) -> OwnPace:
        """With one more utterance of so many seconds of voice; what is too short or cannot be is left out."""
        characters = sum(1 for character in text if _is_said(character))
        if characters < _SHORTEST or seconds <= 0 or not _SLOWEST <= 60 * characters / seconds <= _FASTEST:
            return self
        return replace(self, characters=self.characters + characters, seconds=self.seconds + seconds)

    @property
    def wanted_rate(self) -> float:
        """Characters a minute at which this person is best spoken to, pauses counted."""
        return _SHARE * 60 * self.characters / self.seconds


def _is_said(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
