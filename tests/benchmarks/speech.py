"""Measures the ears and the mouth of the kiosk: `python -m tests.benchmarks speech`.

Sound is fed faster than it would be spoken; times from the end of speech are those of the sound, plus the time that the
work took. What happens between the words and the answer is in the other table: a turn.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console

from assistant.settings import Settings
from assistant.station_hearing import DEMONSTRATION, choose
from kiosk.events import FinalHeard, SpeechPaused
from kiosk.ports import Heard
from kiosk.speech.decoding import pcm16
from kiosk.speech.ear import SpeechEar, ears_on
from kiosk.speech.errors import SpeechModelError
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.sound import RATE, SAMPLE_BYTES
from kiosk.speech.speaker import speaker
from tests.benchmarks import talking_over
from tests.benchmarks.speech_figures import Accuracy, Load, SpeechFigures, as_data, missed, table
from tests.integration.speech.sounds import RECORDINGS, SENTENCES, errors_between, in_noise, silence, spoken
from tests.integration.speech.spoken_texts import spoken_sentences

FRAME_BYTES = RATE // 10 * SAMPLE_BYTES
SESSIONS = (1, 2, 4)
ROOM = 20
"""RMS of a quiet room."""
SPOKEN_SENTENCES = 12
ANSWERS = 60
"""Sentences for the kiosk to say into its own microphone."""

Ears = Callable[[], SpeechEar]


@dataclass(frozen=True)
class Sample:
    """Somebody says `text` in `pcm`; nobody speaks after second `end`."""

    text: str
    pcm: bytes
    end: float

    @property
    def seconds(self) -> float:
        return len(self.pcm) / SAMPLE_BYTES / RATE


def main(arguments: Sequence[str]) -> int:
    """Measures and prints; 0 when every goal was reached, 1 with a line on stderr for each that was not."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks speech", description="The kiosk's ears and mouth."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object in place of the table")
    options = parser.parse_args(arguments)
    figures = measure(_model())
    if options.json:
        print(json.dumps(as_data(figures), ensure_ascii=False))
    else:
        Console().print(table(figures))
    short = missed(figures)
    for goal in short:
        print(f"goal missed: {goal}", file=sys.stderr)
    return 1 if short else 0


def _model() -> Path:
    """The station's own, or the one that hears the synthetic voice alone."""
    try:
        return choose(Settings.from_environment()).model
    except SpeechModelError:
        return DEMONSTRATION


def measure(model: Path) -> SpeechFigures:
    """Everything, one after another; a minute or two."""
    ears = ears_on(Recogniser(model), Hesitation.load())
    people, synthetic = list(_people()), list(_synthetic())
    heard = [_hear(sample, ears) for sample in synthetic]
    return SpeechFigures(
        model=model.name,
        people=_accuracy(people, [_hear(sample, ears) for sample in people]),
        synthetic=_accuracy(synthetic, heard),
        to_sign=tuple(_times(synthetic, heard, SpeechPaused)),
        to_final=tuple(_times(synthetic, heard, FinalHeard)),
        beyond_pause=tuple(_times(synthetic, heard, FinalHeard, beyond_pause=True)),
        to_sound=asyncio.run(_to_sound()),
        own_voice=talking_over.own_voice(_answers()),
        people_over_it=talking_over.people(_answers()),
        loads=tuple(_load(count, synthetic, ears) for count in SESSIONS),
    )


def _answers() -> Sequence[str]:
    """Of everything there is to say, some that nothing was tried on."""
    return spoken_sentences()[7 :: len(spoken_sentences()) // ANSWERS]


def _people() -> Iterator[Sample]:
    if not RECORDINGS.is_dir():
        return
    for line in (RECORDINGS / "transcripts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, text = line.split("\t")
        pcm = pcm16(RECORDINGS / name)
        yield Sample(text, pcm + silence(3), len(pcm) / SAMPLE_BYTES / RATE)


def _synthetic() -> Iterator[Sample]:
    for text in SENTENCES.read_text(encoding="utf-8").split()[::3]:
        speech = silence(0.5) + spoken(text)
        yield Sample(text, in_noise(speech + silence(3), ROOM), len(speech) / SAMPLE_BYTES / RATE)


@dataclass(frozen=True)
class Told:
    """Something heard, and the second at which it could be told; `patience`: the pause that ended the turn then."""

    at: float
    what: Heard
    patience: float


def _hear(sample: Sample, ears: Ears) -> list[Told]:
    ear = ears()
    told: list[Told] = []
    for start in range(0, len(sample.pcm), FRAME_BYTES):
        began, patience = time.perf_counter(), ear.patience
        heard = ear.feed(sample.pcm[start : start + FRAME_BYTES])
        at = (start + FRAME_BYTES) / SAMPLE_BYTES / RATE + time.perf_counter() - began
        told += [Told(at, one, patience) for one in heard]
    return told + [Told(sample.seconds, one, ear.patience) for one in ear.finish()]


def _accuracy(samples: Sequence[Sample], heard: Sequence[list[Told]]) -> Accuracy:
    texts = ["".join(one.what.text for one in told if isinstance(one.what, FinalHeard)) for told in heard]
    errors = sum(errors_between(sample.text, text) for sample, text in zip(samples, texts, strict=True))
    return Accuracy(sum(len(sample.text) for sample in samples), errors)


def _times(
    samples: Sequence[Sample], heard: Sequence[list[Told]], kind: type, beyond_pause: bool = False
) -> Iterator[float]:
    """Milliseconds from the end of speech to the last thing heard of that kind; of them, those beyond the pause."""
    for sample, told in zip(samples, heard, strict=True):
        found = [one for one in told if isinstance(one.what, kind)]
        if found:
            yield (found[-1].at - sample.end - beyond_pause * found[-1].patience) * 1000


async def _to_sound() -> tuple[float, ...]:
    async with speaker() as voice:
        times = []
        for sentence in spoken_sentences()[:SPOKEN_SENTENCES]:
            began = time.perf_counter()
            await voice.speak(sentence)
            times.append((time.perf_counter() - began) * 1000)
        return tuple(times)


def _load(sessions: int, samples: Sequence[Sample], ears: Ears) -> Load:
    seconds = sum(sample.seconds for sample in samples)
    began = time.perf_counter()
    with ThreadPoolExecutor(sessions) as people:
        list(people.map(lambda _: [_hear(sample, ears) for sample in samples], range(sessions)))
    taken = time.perf_counter() - began
    return Load(sessions, taken / seconds, psutil.Process().memory_info().rss / 1e6)
