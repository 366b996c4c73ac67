"""One stretch of listening: sound in, what was heard out.

::

    PCM16 --> VoiceActivity --> Endpointer --> Stream --> SpeechStarted, PartialHeard…, FinalHeard
               is it a voice?    whose turn?    words      SpeechPaused, SpeechResumed   or NothingHeard

Only the sound around a voice reaches the recogniser: out of noise alone it makes words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.events import FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechResumed, SpeechStarted
from kiosk.ports import Heard
from kiosk.speech.endpointer import Endpointer, EndpointRules, Moment
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.level_meter import LevelMeter
from kiosk.speech.pauses import FellSilent, PauseWatch, WentOn
from kiosk.speech.recogniser import Recogniser, Stream
from kiosk.speech.voice_activity import CHUNK_SECONDS, Chunk, VoiceActivity


@dataclass(frozen=True)
class EarRules:
    """All in seconds.

    patience: the silence that ends a turn. doubt: added to it while the last words sound unfinished.
    before, after: sound on either side of a voice that still goes to the recogniser. The detector misses
    soft first and last consonants, and is sure of a voice only `endpoint.onset` after it began.
    """

    patience: float = 1.5
    doubt: float = 1.5
    before: float = 0.45
    after: float = 0.5
    endpoint: EndpointRules = field(default_factory=EndpointRules)


class SpeechEar:
    """The `Ear` of `kiosk.ports`; goes on with the next turn after a final. Not for two threads at once."""

    def __init__(self, stream: Stream, voice: VoiceActivity, hesitation: Hesitation, rules: EarRules) -> None:
        self._stream = stream
        self._voice = voice
        self._hesitation = hesitation
        self._rules = rules
        self._patience = rules.patience
        self._endpointer = Endpointer(rules.patience, rules.endpoint)
        self._pauses = PauseWatch(rules.endpoint.onset)
        self._meter = LevelMeter()
        self._held: deque[bytes] = deque(maxlen=round(rules.before / CHUNK_SECONDS))
        self._since_voice = 0.0
        self._words = ""
        self._voiced = 0.0

    def be_patient(self, seconds: float) -> None:
        """From now on this much silence ends a turn."""
        self._patience = seconds
        self._wait()

    def feed(self, pcm: bytes) -> list[Heard]:
        """PCM16, 16 kHz, mono, of any length."""
        return self._hear(self._voice.feed(pcm))

    def finish(self) -> list[Heard]:
        """The person is through: what was said since the last final; empty where nobody spoke."""
        heard = self._hear(self._voice.finish())
        if self._endpointer.stop():
            heard.append(self._final())
        return heard

    def _hear(self, chunks: Iterable[Chunk]) -> list[Heard]:
        return [heard for chunk in chunks for heard in self._take(chunk)]

    def _take(self, chunk: Chunk) -> Iterator[Heard]:
        moment = self._endpointer.process(CHUNK_SECONDS, chunk.is_speech)
        self._meter.take(chunk.pcm, chunk.is_speech)
        self._held.append(chunk.pcm)
        if moment is Moment.STARTED:
            self._pauses.reset()
            yield SpeechStarted()
        if self._endpointer.is_talking and self._is_near_voice(chunk.is_speech):
            yield from self._recognise()
        if self._endpointer.is_talking:
            yield from self._notice_pause(chunk.is_speech)
        if moment is Moment.ENDED:
            yield self._final()

    def _notice_pause(self, is_speech: bool) -> Iterator[Heard]:
        """A cough without a word is no pause in anything."""
        change = self._pauses.process(CHUNK_SECONDS, is_speech)
        if not self._words:
            return
        if isinstance(change, FellSilent):
            yield SpeechPaused(complete=not self._hesitation.ends(self._words))
        elif isinstance(change, WentOn):
            yield SpeechResumed(change.seconds)

    def _is_near_voice(self, is_speech: bool) -> bool:
        self._since_voice = 0.0 if is_speech else self._since_voice + CHUNK_SECONDS
        self._voiced += CHUNK_SECONDS if is_speech else 0.0
        return self._since_voice <= self._rules.after

    def _recognise(self) -> Iterator[Heard]:
        self._stream.accept(b"".join(self._held))
        self._held.clear()
        words = self._stream.partial()
        if words == self._words:
            return
        self._words = words
        self._wait()
        yield PartialHeard(words)

    def _wait(self) -> None:
        doubt = self._rules.doubt if self._hesitation.ends(self._words) else 0.0
        self._endpointer.patience = self._patience + doubt

    def _final(self) -> Heard:
        text = self._stream.finish().text
        voiced, self._voiced, self._words = self._voiced, 0.0, ""
        self._wait()
        level = self._meter.level
        self._meter.reset()
        return FinalHeard(text, round(voiced, 2)) if text else NothingHeard(level)


def ears_on(recogniser: Recogniser, hesitation: Hesitation, rules: EarRules | None = None) -> Callable[[], SpeechEar]:
    """What makes an ear for each stretch of listening, all of them on one recogniser."""
    return lambda: SpeechEar(recogniser.listen(), VoiceActivity(), hesitation, rules or EarRules())
