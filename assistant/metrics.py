"""What a process tells a Prometheus on this machine: counts and times, and nothing of anybody.

A label is the name of an action or of an outcome, never a session, a case or a word that was said. Every process
answers `/metrics` on the loopback interface alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, generate_latest

PATH = "/metrics"
CONTENT_TYPE = CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

TURN_SECONDS = Histogram("linban_turn_seconds", "From what somebody said to the end of the answer", buckets=_SECONDS)
TURNS_WITHOUT_ANSWER = Counter("linban_turns_without_answer", "Turns met by the fallback sentence")
ACTION_SECONDS = Histogram("linban_action_seconds", "What an action takes", ["action"], buckets=_SECONDS)
PARCELS = Gauge("linban_parcels", "Cases on their way, by where they are", ["state"])


def exposition() -> bytes:
    """Everything that this process has counted, as Prometheus reads it."""
    return generate_latest(REGISTRY)


@contextmanager
def timed(histogram: Histogram) -> Iterator[None]:
    """Adds what its body takes, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        histogram.observe(time.perf_counter() - began)
