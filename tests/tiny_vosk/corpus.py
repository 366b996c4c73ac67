"""Training data: utterances spoken, spoiled, and labelled frame by frame with the phoneme being said."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tests.tiny_vosk.characters import everyday_characters
from tests.tiny_vosk.features import cepstra
from tests.tiny_vosk.noise import Audio, noise, spoil
from tests.tiny_vosk.resampling import resample
from tests.tiny_vosk.settings import FRAME_LENGTH, FRAME_SHIFT, SAMPLE_RATE, SEED, SILENCE, VOICE
from tests.tiny_vosk.synthesiser import Segment, Synthesiser

#: espeak-ng's voice variants; the plain voice three times, since that is the one the tests speak with.
_VARIANTS = (
    *("", "", ""),
    *("+f1", "+f2", "+f3", "+f4", "+f5"),
    *("+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7"),
)
_SLOW, _USUAL, _FAST = (90, 170), (150, 220), (200, 330)
_REPORT_EVERY = 500


@dataclass(frozen=True)
class Example:
    """One utterance: frames x CEPSTRA, and for each frame its phoneme's number (0: silence)."""

    frames: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int16]


class _Line(NamedTuple):
    text: str
    voice: str
    words_per_minute: int
    pitch: int


def examples(
    synthesiser: Synthesiser,
    sentences: Sequence[str],
    count: int,
    numbers: Mapping[str, int],
    report: Callable[[str], None],
) -> list[Example]:
    """Speaks `count` utterances; those espeak-ng reports ambiguously or with unknown phonemes are left out.

    Every twelfth is noise only, so that the network learns what nobody said.
    """
    rng = np.random.default_rng(SEED)
    collected: list[Example] = []
    for index, line in enumerate(_script(sentences, count)):
        speech = synthesiser.speak(*line)
        segments = speech.segments
        if segments is None or any(s.phoneme not in numbers and s.phoneme != SILENCE for s in segments):
            continue
        voice = resample(speech.samples, synthesiser.rate, SAMPLE_RATE)
        before, after = int(SAMPLE_RATE * rng.uniform(0.02, 0.7)), int(SAMPLE_RATE * rng.uniform(0.02, 0.9))
        if index % 12 == 5:
            voice, segments = np.zeros(int(SAMPLE_RATE * 1.5), np.float32), []
        recording = np.concatenate([np.zeros(before, np.float32), voice, np.zeros(after, np.float32)])
        frames = cepstra(_as_recorded(rng, recording, spoken=bool(segments)))
        starts = [before + segment.start * SAMPLE_RATE / synthesiser.rate for segment in segments]
        labels = _labels(len(frames), segments, [*starts, before + len(voice)], numbers)
        collected.append(Example(frames, labels))
        if (index + 1) % _REPORT_EVERY == 0:
            report(f"  {index + 1} utterances, {_minutes(collected):.0f} min of audio")
    return collected


def _script(sentences: Sequence[str], count: int) -> Iterator[_Line]:
    """Three lines of one or two sentences, then one of random characters: any syllable beside any other."""
    choose = random.Random(SEED)
    characters = everyday_characters()
    pool: list[str] = []
    for index in range(count):
        if index % 4 == 3:
            text = "".join(choose.choice(characters) for _ in range(choose.randint(4, 14)))
        else:
            if not pool:
                pool = list(sentences)
                choose.shuffle(pool)
            text = pool.pop()
            if choose.random() < 0.35 and pool:
                text += choose.choice(["", "，", "，", "。"]) + pool.pop()
        speed = int(choose.choice([choose.uniform(*speeds) for speeds in (_SLOW, _USUAL, _FAST)]))
        yield _Line(text, VOICE + choose.choice(_VARIANTS), speed, choose.randint(15, 85))


def _as_recorded(rng: np.random.Generator, recording: Audio, spoken: bool) -> Audio:
    if not spoken and rng.random() < 0.8:
        loud: Audio = noise(rng, len(recording)) * 10 ** rng.uniform(0, 4)
        return loud
    return spoil(rng, recording)


def _labels(
    count: int, segments: Sequence[Segment], edges: Sequence[float], numbers: Mapping[str, int]
) -> npt.NDArray[np.int16]:
    """The phoneme at each frame's centre; `edges` are the segments' first samples and the end of the last."""
    labels = np.zeros(count, np.int16)
    centres = np.arange(count) * FRAME_SHIFT + FRAME_LENGTH // 2
    for segment, start, end in zip(segments, edges, edges[1:], strict=False):
        labels[(centres >= start) & (centres < end)] = numbers.get(segment.phoneme, 0)
    return labels


def _minutes(collected: Sequence[Example]) -> float:
    return sum(len(example.labels) for example in collected) * FRAME_SHIFT / SAMPLE_RATE / 60
