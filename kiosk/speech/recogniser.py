"""Vosk: one shared model, one stream for each stretch of listening, none of its own ideas about endings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import vosk

from kiosk.speech.errors import SpeechModelError
from kiosk.speech.models import can_be_narrowed, check_model
from kiosk.speech.sound import RATE
from kiosk.speech.transcript import MOST, Transcript, joined, transcript

_UNKNOWN = "[unk]"
_NOT_FOUND = -1


class Stream:
    """One stretch of listening. Not for two threads at once.

    readings: how many the recogniser is asked for. More than one cost 2 % more work; Vosk then tells no confidence of
    single words, which is near 1 for many a wrong word anyway.
    """

    def __init__(self, recogniser: Any, readings: int = 0) -> None:
        self._recogniser = recogniser
        self._recogniser.SetMaxAlternatives(readings)
        self._results: list[dict[str, Any]] = []

    def accept(self, pcm: bytes) -> None:
        """Take in PCM16, 16 kHz, mono.

        Vosk ends an utterance where it likes, after half a second of silence; its pieces are joined.
        """
        if self._recogniser.AcceptWaveform(pcm):
            self._results.append(json.loads(self._recogniser.Result()))

    def partial(self) -> str:
        """The words so far; the last of them may still change."""
        # Right after the end of a piece Vosk answers with its empty result and no "partial".
        now = json.loads(self._recogniser.PartialResult()).get("partial", "")
        return transcript(self._results).text + joined(now)

    def finish(self) -> Transcript:
        """Everything since the last call; the stream then starts afresh."""
        last = json.loads(self._recogniser.FinalResult())
        results, self._results = [*self._results, last], []
        self._recogniser.Reset()
        return transcript(results)


class Recogniser:
    """Loads a model once (50 to 300 MB of memory) and opens streams on it, any number at a time."""

    def __init__(self, path: Path) -> None:
        """Raises SpeechModelError when there is no model at `path`, or a broken one."""
        check_model(path)
        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(path))
            self._can_be_narrowed = can_be_narrowed(path)
            self.listen()
        # Vosk raises no narrower type.
        except Exception as error:
            raise SpeechModelError(f"The speech model at {path} is damaged: get it again.") from error

    def listen(self) -> Stream:
        """A stream for one stretch of listening."""
        return Stream(vosk.KaldiRecognizer(self._model, float(RATE)), MOST)

    def listen_for(self, phrases: Sequence[str]) -> Stream | None:
        """A stream that hears these phrases alone, and says where something else was said.

        Phrases that the model has no words for are left out. None where the model cannot be narrowed, its graph being
        in one piece, or knows none of the phrases.
        """
        known = [words for words in map(self._in_words, phrases) if words]
        if not (self._can_be_narrowed and known):
            return None
        grammar = json.dumps([*known, _UNKNOWN], ensure_ascii=False)
        return Stream(vosk.KaldiRecognizer(self._model, float(RATE), grammar))

    def knows(self, word: str) -> bool:
        """Whether the model has this word."""
        return int(self._model.vosk_model_find_word(word)) != _NOT_FOUND

    def _in_words(self, phrase: str) -> str:
        """As the model writes it: one word, or its characters set apart; empty where it cannot."""
        if self.knows(phrase):
            return phrase
        return " ".join(phrase) if all(map(self.knows, phrase)) else ""
