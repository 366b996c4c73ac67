"""Figures over what was expected and what was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.examples import Example

DANGERS = ("emg.", "fraud.")


@dataclass(frozen=True)
class Reading:
    """What was made of one utterance; `seconds` is how long it took."""

    text: str
    label: str
    aspect: str | None
    safety: str | None
    confidence: float
    seconds: float


@dataclass(frozen=True)
class LabelScore:
    """Of one label: how often it was expected; precision, recall and F1, 0 to 1."""

    label: str
    expected: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Judged:
    """An utterance beside what was made of it."""

    example: Example
    reading: Reading

    @property
    def is_alarm(self) -> bool:
        """Whether danger was heard or asked about."""
        return bool(self.reading.safety) or self.reading.label.startswith(DANGERS)

    @property
    def is_right(self) -> bool:
        return self.example.label == self.reading.label


@dataclass(frozen=True)
class Scores:
    """`aspects` is over the utterances whose label is right and whose aspect the set tells; None without any.
    `safety_recall` is None without a dangerous utterance in the set."""

    accuracy: float
    macro_f1: float
    aspects: float | None
    safety_missed: tuple[Judged, ...]
    dangerous: int
    false_alarms: tuple[Judged, ...]
    harmless: int
    median_seconds: float
    labels: tuple[LabelScore, ...]
    confusions: tuple[tuple[str, str, int], ...]
    misses: tuple[Judged, ...]

    @property
    def safety_recall(self) -> float | None:
        return 1 - len(self.safety_missed) / self.dangerous if self.dangerous else None


def score(examples: Sequence[Example], readings: Sequence[Reading]) -> Scores:
    """Compares readings with the examples they are of, in the same order; there must be at least one."""
    pairs = [Judged(example, reading) for example, reading in zip(examples, readings, strict=True)]
    misses = tuple(pair for pair in pairs if not pair.is_right)
    labels = _label_scores(pairs)
    dangerous = [pair for pair in pairs if pair.example.label.startswith(DANGERS)]
    harmless = [pair for pair in pairs if not pair.example.label.startswith(DANGERS)]
    wrong = Counter((pair.example.label, pair.reading.label) for pair in misses)
    return Scores(
        accuracy=1 - len(misses) / len(pairs),
        macro_f1=sum(one.f1 for one in labels) / len(labels),
        aspects=_aspects([pair for pair in pairs if pair.is_right and pair.example.aspect]),
        safety_missed=tuple(pair for pair in dangerous if not pair.reading.safety),
        dangerous=len(dangerous),
        false_alarms=tuple(pair for pair in harmless if pair.is_alarm),
        harmless=len(harmless),
        median_seconds=sorted(reading.seconds for reading in readings)[len(readings) // 2],
        labels=labels,
        confusions=tuple((expected, taken, count) for (expected, taken), count in wrong.most_common()),
        misses=misses,
    )


def _aspects(pairs: Sequence[Judged]) -> float | None:
    right = [pair.example.aspect == pair.reading.aspect for pair in pairs]
    return sum(right) / len(right) if right else None


def _label_scores(pairs: Sequence[Judged]) -> tuple[LabelScore, ...]:
    """One for every label that was expected."""
    expected = Counter(pair.example.label for pair in pairs)
    taken = Counter(pair.reading.label for pair in pairs)
    right = Counter(pair.example.label for pair in pairs if pair.is_right)
    scores = []
    for label, count in sorted(expected.items()):
        precision = right[label] / taken[label] if taken[label] else 0.0
        recall = right[label] / count
        f1 = 2 * precision * recall / (precision + recall) if right[label] else 0.0
        scores.append(LabelScore(label, count, precision, recall, f1))
    return tuple(scores)
