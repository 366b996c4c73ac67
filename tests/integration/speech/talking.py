"""A room in which the kiosk speaks: its voice comes back into its microphone, and somebody may speak over it."""

from __future__ import annotations

import numpy as np

from kiosk.barge_in import BargeIn
from kiosk.events import CutIn, Event
from kiosk.overhearing import Overhearing
from kiosk.speech.phrasing import Phrasing
from kiosk.turn_state import Mode, Turn
from tests.integration.speech.sounds import hear, in_noise, silence, spoken

SPEAKING = Turn(mode=Mode.SPEAKING, pending=(1,))
QUIET, HALL = 20, 300
"""RMS of the room's noise, of 32,767."""


def aloud(sentence: str) -> bytes:
    """The sentence in the kiosk's voice."""
    return spoken("".join(phrase.text for phrase in Phrasing.load().phrases(sentence, 180)))


def mixed(voice: bytes, person: bytes = b"", after: float = 1.0, echo: float = 1.0, room: float = QUIET) -> bytes:
    """What the microphone gets: the voice, `echo` times as loud, and a person over it from the second `after`."""
    told = np.frombuffer(silence(0.3) + voice + silence(3), np.int16) * echo
    said = np.frombuffer(silence(0.3 + after) + person + silence(3), np.int16)
    both = np.zeros(max(len(told), len(said)))
    both[: len(told)] += told
    both[: len(said)] += said
    return in_noise(both.clip(-32_768, 32_767).astype(np.int16).tobytes(), room)


def events(sound: bytes, sentence: str) -> list[Event]:
    """What happens to a turn in which the sentence is being spoken."""
    overhearing, told = Overhearing(BargeIn.load(), Phrasing.load()), list[Event]()
    overhearing.say(sentence)
    for one in hear(sound):
        told += overhearing.events(one, SPEAKING)
    return told


def stops(sound: bytes, sentence: str) -> bool:
    """Whether the voice stops before the sentence is over."""
    return CutIn() in events(sound, sentence)
