"""What is said in a recording, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.events import FinalHeard
from kiosk.ports import Ear
from kiosk.speech.decoding import decoded


def transcribe(recording: Path | bytes, ears: Callable[[], Ear]) -> str:
    """Everything that was said, without spaces; empty when nobody speaks.

    recording: a file, or a file's contents (a voice note). Raises AudioError when it has no sound.
    """
    ear = ears()
    heard = [one for pcm in decoded(recording) for one in ear.feed(pcm)]
    return "".join(one.text for one in (*heard, *ear.finish()) if isinstance(one, FinalHeard))
