"""Between the ears and the turn: what is heard while the kiosk speaks, thinks or waits in a pause.

An utterance during which the person has the floor all the time goes through as it is. Any other is judged by
`kiosk.barge_in`: the kiosk's own voice and the murmur of a listener go no further, words cut in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kiosk.barge_in import BargeIn, Meaning, Overheard
from kiosk.events import CutIn, Event, FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechStarted, Touched
from kiosk.ports import Heard
from kiosk.speech.phrasing import Phrasing
from kiosk.turn_state import Mode, Turn

_SENTENCES = 8
"""The last so many may still sound, or be heard late."""
_STEADY = 3
"""Words the recogniser has kept to for so many guesses are no guess any more."""
_TWICE = 2
"""What only sounds like "stop", or like a danger, is believed when it is heard again."""
_SHORT = 2
"""Characters."""
_NOTHING = Overheard("", Meaning.NOTHING)


class Overhearing:
    """One for each visit."""

    def __init__(self, barge_in: BargeIn, phrasing: Phrasing) -> None:
        self._barge_in = barge_in
        self._phrasing = phrasing
        self._said: deque[str] = deque(maxlen=_SENTENCES)
        self._overlaps = False
        self._steady = self._urgent = 0
        self._last = _NOTHING

    def say(self, sentence: str) -> None:
        """This will sound next."""
        self._said.append("".join(phrase.text for phrase in self._phrasing.phrases(sentence, rate=180)))

    def events(self, heard: Heard, turn: Turn) -> Sequence[Event]:
        """What happens to the turn."""
        if isinstance(heard, SpeechStarted):
            self._overlaps, self._steady, self._urgent, self._last = False, 0, 0, _NOTHING
        self._overlaps = self._overlaps or turn.overhears
        if not self._overlaps:
            return (heard,)
        if isinstance(heard, PartialHeard):
            return self._partial(heard.text, turn)
        if isinstance(heard, FinalHeard):
            return self._final(heard.text, turn)
        if turn.microphone:
            return (heard,)
        self._overlaps = not isinstance(heard, NothingHeard)
        return self._cut_in(self._last, turn) if isinstance(heard, SpeechPaused) else ()

    def _judge(self, text: str) -> Overheard:
        return self._barge_in.judge(text, self._said)

    def _partial(self, text: str, turn: Turn) -> Sequence[Event]:
        self._last = overheard = self._judge(text)
        self._steady = self._steady + 1 if overheard.is_words else 0
        self._urgent = self._urgent + 1 if overheard.is_urgent else 0
        if turn.microphone and overheard.words:
            return (PartialHeard(overheard.words),)
        if overheard.stops_at_once or self._urgent >= _TWICE or self._steady >= _STEADY:
            return self._cut_in(overheard, turn)
        return ()

    def _cut_in(self, overheard: Overheard, turn: Turn) -> Sequence[Event]:
        """Where nothing sounds there is nothing to stop: the words are waited for."""
        return (CutIn(), PartialHeard(overheard.words)) if turn.pending and overheard.is_words else ()

    def _final(self, text: str, turn: Turn) -> Sequence[Event]:
        self._overlaps = False
        overheard = self._judge(text)
        if turn.microphone:
            words = text if self._is_short_answer(text) else overheard.words
            return (FinalHeard(words),) if words else ()
        if turn.mode is Mode.PAUSED:
            return self._in_pause(overheard)
        return (CutIn(), FinalHeard(overheard.words)) if overheard.is_words else ()

    def _is_short_answer(self, text: str) -> bool:
        """A "yes" into the end of "is it …?": an echo that lasts until the floor is free ends as the sentence did."""
        return len(text) <= _SHORT and not "".join(self._said).endswith(text)

    def _in_pause(self, overheard: Overheard) -> Sequence[Event]:
        """Whoever asked for a moment may be talking to somebody else: only what is meant for the kiosk counts."""
        if overheard.meaning is Meaning.RESUME:
            return (Touched(),)
        return (CutIn(), FinalHeard(overheard.words)) if overheard.meaning is Meaning.CALL else ()
