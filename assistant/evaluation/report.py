"""An evaluation as lines to read, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.evaluation.learning import Neighbours
from assistant.evaluation.scores import Judged, Scores


def summary(scores: Scores) -> dict[str, Any]:
    """The figures and the tables, without what was said."""
    return {
        "accuracy": round(scores.accuracy, 4),
        "macro_f1": round(scores.macro_f1, 4),
        "aspect_accuracy": _rounded(scores.aspects),
        "safety_recall": _rounded(scores.safety_recall),
        "safety_missed": len(scores.safety_missed),
        "dangerous": scores.dangerous,
        "false_alarms": len(scores.false_alarms),
        "harmless": scores.harmless,
        "median_ms": round(scores.median_seconds * 1000, 2),
        "labels": [asdict(one) for one in scores.labels],
        "confusions": [{"expected": e, "taken": t, "count": n} for e, t, n in scores.confusions],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def headline(scores: Scores) -> Iterator[str]:
    """The figures, one a line."""
    total = scores.dangerous + scores.harmless
    yield f"utterances     {total}"
    yield f"accuracy       {scores.accuracy:.3f}   ({len(scores.misses)} missed)"
    yield f"macro-F1       {scores.macro_f1:.3f}"
    if scores.aspects is not None:
        yield f"aspects        {scores.aspects:.3f}   (where the label is right)"
    if scores.safety_recall is not None:
        yield f"safety recall  {scores.safety_recall:.3f}   ({len(scores.safety_missed)} of {scores.dangerous} missed)"
        yield f"false alarms   {len(scores.false_alarms)} of {scores.harmless}"
    yield f"latency        {scores.median_seconds * 1000:.1f} ms an utterance (median)"


def tables(scores: Scores) -> Iterator[str]:
    """Every label with its figures, then every confusion, the most frequent first."""
    yield f"{'label':<28} {'n':>4} {'precision':>9} {'recall':>7} {'F1':>6}"
    for one in scores.labels:
        yield f"{one.label:<28} {one.expected:>4} {one.precision:>9.2f} {one.recall:>7.2f} {one.f1:>6.2f}"
    if scores.confusions:
        yield ""
        yield f"{'expected':<28} {'taken for':<28} {'times':>5}"
        for expected, taken, count in scores.confusions:
            yield f"{expected:<28} {taken:<28} {count:>5}"


def learning(scores: Scores, neighbours: Neighbours) -> Iterator[str]:
    """For each miss, and each danger missed or imagined, the utterance and the training lines nearest to it."""
    for title, misses in (
        ("Dangers missed", scores.safety_missed),
        ("False alarms", scores.false_alarms),
        ("Misses", scores.misses),
    ):
        if misses:
            yield f"{title}:"
            for miss in misses:
                yield from _learnt_from(miss, neighbours)


def _learnt_from(miss: Judged, neighbours: Neighbours) -> Iterator[str]:
    example, reading = miss.example, miss.reading
    yield f"  {reading.text}"
    yield f"    expected {example.label}, understood {reading.label} ({reading.confidence:.2f})"
    if reading.text != example.text:
        yield f"    said {example.text}"
    for near in neighbours.nearest(reading.text):
        yield f"    {near.likeness:.2f} {near.example.label:<24} {near.example.text}"
