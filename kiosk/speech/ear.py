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
from kiosk.speech.transcript import Transcript
from kiosk.speech.voice_activity import CHUNK_SECONDS, Chunk, VoiceActivity
from kiosk.speech.yes_no import YesNo


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


@dataclass(frozen=True)
class NarrowStream:
    """A second stream for answers of yes or no."""

    stream: Stream
    yes_no: YesNo

    def better(self, free: Transcript) -> Transcript:
        """What it heard, if that is to be believed rather than the free reading."""
        return self.yes_no.better(free, self.stream.finish())

    @classmethod
    def on(cls, recogniser: Recogniser) -> NarrowStream | None:
        """None where the model cannot be narrowed."""
        yes_no = YesNo.load()
        stream = recogniser.listen_for(yes_no.phrases)
        return cls(stream, yes_no) if stream is not None else None


class SpeechEar:
    """The `Ear` of `kiosk.ports`; goes on with the next turn after a final. Not for two threads at once."""

    def __init__(
        self,
        stream: Stream,
        voice: VoiceActivity,
        hesitation: Hesitation,
        rules: EarRules,
        narrow: NarrowStream | None = None,
    ) -> None:
        self._stream = stream
        self._narrow = narrow
        self._is_narrowed = self._expects_yes_no = False
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

    @property
    def patience(self) -> float:
        """Seconds of silence that end the turn as it sounds now."""
        return self._endpointer.patience

    def be_patient(self, seconds: float) -> None:
        """From now on this much silence ends a turn."""
        self._patience = seconds
        self._wait()

    def expect_yes_no(self, expected: bool) -> None:
        """Whether the next utterance is likely to be a yes or a no."""
        self._expects_yes_no = expected

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
            self._is_narrowed = self._expects_yes_no and self._narrow is not None
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
        pcm = b"".join(self._held)
        self._held.clear()
        self._stream.accept(pcm)
        if self._narrow is not None and self._is_narrowed:
            self._narrow.stream.accept(pcm)
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
        transcript = self._stream.finish()
        if self._narrow is not None and self._is_narrowed:
            transcript = self._narrow.better(transcript)
        text, also = transcript.text, transcript.also
        voiced, self._voiced, self._words = self._voiced, 0.0, ""
        self._wait()
        level = self._meter.level
        self._meter.reset()
        return FinalHeard(text, round(voiced, 2), also) if text else NothingHeard(level)


def ears_on(recogniser: Recogniser, hesitation: Hesitation, rules: EarRules | None = None) -> Callable[[], SpeechEar]:
    """What makes an ear for each stretch of listening, all of them on one recogniser."""

    def ear() -> SpeechEar:
        narrow = NarrowStream.on(recogniser)
        return SpeechEar(recogniser.listen(), VoiceActivity(), hesitation, rules or EarRules(), narrow)

    return ear
