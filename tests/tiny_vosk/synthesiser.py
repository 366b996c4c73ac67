"""libespeak-ng through ctypes: what it says, and where in the audio each phoneme starts.

The constants are those of espeak-ng's `speak_lib.h`.
"""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.settings import SILENCE, VOICE

_SYNCHRONOUS = 2
_PHONEME_EVENTS = 1
_UTF8 = 1
_POSITION_IN_CHARACTERS = 1
_RATE = 1
_PITCH = 3
_WORD_EVENT = 1
_PHONEME_EVENT = 7

#: Chao's tone letters as espeak-ng writes them, and the tone they mean (5: neutral).
_TONES = {"55": "1", "35": "2", "214": "3", "21": "3", "51": "4", "11": "5"}
_NEUTRAL = "5"


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


_SynthCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Segment(NamedTuple):
    """One phoneme as spoken: its character's index (-1 for a pause), its name, its first sample."""

    character: int
    phoneme: str
    start: int


class _Report(NamedTuple):
    type: int
    text_position: int
    sample: int
    name: str


@dataclass(frozen=True)
class Speech:
    """One utterance. `segments` is None when espeak-ng's two reports of it disagree."""

    samples: npt.NDArray[np.float32]
    segments: list[Segment] | None


class Synthesiser:
    """espeak-ng as a library, one per process: the library keeps its state in globals."""

    def __init__(self) -> None:
        """Raises OSError when libespeak-ng is not installed."""
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        #: Samples a second of what `speak` returns.
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS)
        self._chunks: list[npt.NDArray[np.float32]] = []
        self._reports: list[_Report] = []
        self._callback = _SynthCallback(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def speak(self, text: str, voice: str = VOICE, words_per_minute: int = 175, pitch: int = 50) -> Speech:
        """Says the text; pitch is 0 to 99.

        Raises LookupError when espeak-ng has no such voice.
        """
        self._chunks.clear()
        self._reports.clear()
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise LookupError(f"espeak-ng has no voice {voice}")
        self._library.espeak_SetParameter(_RATE, words_per_minute, 0)
        self._library.espeak_SetParameter(_PITCH, pitch, 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, _POSITION_IN_CHARACTERS, 0, _UTF8, None, None)
        samples = np.concatenate(self._chunks) if self._chunks else np.zeros(1, np.float32)
        return Speech(samples, _with_tones(_segments(self._reports), self._toned_syllables(text)))

    def syllables(self, text: str) -> list[tuple[str, ...]] | None:
        """The phonemes of each character, or None when espeak-ng did not report a group for every one."""
        groups: list[list[str]] = [[] for _ in text]
        for segment in self.speak(text).segments or ():
            if segment.character >= len(text):
                return None
            if segment.character >= 0:
                groups[segment.character].append(segment.phoneme)
        return [tuple(group) for group in groups] if all(groups) else None

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._chunks.append(np.ctypeslib.as_array(samples, (count,)).astype(np.float32))
        index = 0
        while events[index].type:
            event = events[index]
            if event.type in (_WORD_EVENT, _PHONEME_EVENT):
                name = bytes(event.id.string).split(b"\0")[0].decode("utf-8", "replace")
                self._reports.append(_Report(event.type, event.text_position, event.sample, name))
            index += 1
        return 0

    def _toned_syllables(self, text: str) -> list[tuple[str, str]]:
        """Phonemes up to and including the toned vowel, and the tone: "jiA214N" gives ("jiA", "3")."""
        buffer = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        syllables = []
        while rest.value:
            clause = self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, 0) or b""
            for token in re.split(r"\s+|_\|", clause.decode()):
                match = re.match(r"([^\d]+)(\d+)", re.sub("[',]", "", token))
                if match:
                    syllables.append((match[1], _TONES.get(match[2], _NEUTRAL)))
        return syllables


def _segments(reports: Sequence[_Report]) -> list[Segment]:
    """Joins events to phonemes. A closure before a character's first phoneme belongs to that phoneme."""
    segments = []
    character = -1
    start: int | None = None
    for report in reports:
        if report.type == _WORD_EVENT:
            character, start = report.text_position - 1, report.sample
        elif report.name == "_|" or not report.name:
            continue
        elif report.name.startswith("_"):
            segments.append(Segment(-1, SILENCE, report.sample))
            start = None
        else:
            segments.append(Segment(character, report.name, report.sample if start is None else start))
            start = None
    return segments


def _with_tones(segments: list[Segment], syllables: list[tuple[str, str]]) -> list[Segment] | None:
    """Appends the tone to the vowel of every syllable; None when events and transcription disagree."""
    spoken: dict[int, tuple[int, str]] = {}
    toned = []
    for character, phoneme, start in segments:
        name = phoneme
        if character >= 0:
            index, before = spoken.get(character, (len(spoken), ""))
            spoken[character] = index, before + phoneme
            if index >= len(syllables):
                return None
            onset_and_vowel, tone = syllables[index]
            if before + phoneme == onset_and_vowel:
                name += tone
        toned.append(Segment(character, name, start))
    tones = sum(segment.phoneme[-1] in "12345" for segment in toned)
    return toned if len(spoken) == len(syllables) == tones else None
