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
    return "".join(one.text for one in _heard(recording, ears))


def readings(recording: Path | bytes, ears: Callable[[], Ear]) -> tuple[str, ...]:
    """The same, and after it what else a recording of one sentence may say. Raises AudioError."""
    heard = _heard(recording, ears)
    also = heard[0].also if len(heard) == 1 else ()
    return ("".join(one.text for one in heard), *also)


def _heard(recording: Path | bytes, ears: Callable[[], Ear]) -> list[FinalHeard]:
    ear = ears()
    heard = [one for pcm in decoded(recording) for one in ear.feed(pcm)]
    return [one for one in (*heard, *ear.finish()) if isinstance(one, FinalHeard)]
