"""What can go wrong with speaking; every message is one sentence for the person who set the station up."""

from __future__ import annotations

from kiosk.speech.errors import SpeechError


class VoiceError(SpeechError):
    """A sentence could not be spoken."""


class NoVoiceError(VoiceError):
    """Nothing can be spoken on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "There is no Chinese voice on this machine: install espeak-ng (on Debian and Ubuntu:"
            " sudo apt-get install espeak-ng), or add a Chinese voice in the settings of Windows or macOS."
        )
