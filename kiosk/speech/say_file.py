"""What the kiosk would say, as a file."""

from __future__ import annotations

from pathlib import Path

from assistant.text.speakable import sentences, speakable
from kiosk.pace import Pace
from kiosk.speech.speaker import Speaker
from kiosk.speech.spoken_sound import strung
from kiosk.speech.voice_errors import VoiceError


async def say_file(text: str, path: Path, speaker: Speaker, pace: Pace) -> float:
    """Write what a started speaker makes of the text into a WAV file, sentence by sentence; its seconds.

    Raises VoiceError, one sentence for whoever asked: there is nothing to say, the pace or the volume is out
    of bounds, the voice fails, the path cannot be written.
    """
    said = [sentence for sentence in sentences(text) if speakable(sentence)]
    if not said:
        raise VoiceError("There is nothing in the text that can be spoken.")
    try:
        whole = strung([await speaker.speak(sentence, pace.rate, pace.volume_db) for sentence in said])
        path.write_bytes(whole.wav)
    except ValueError as error:
        raise VoiceError(str(error)) from error
    except OSError as error:
        raise VoiceError(f"{path} cannot be written: {error.strerror}.") from error
    return whole.seconds
