"""Several readings of one sound: a danger that any of them tells of, or that they suspect together, is asked about.
Imports no Rasa.

On the 2,452 development lines that were spoken and heard by the recogniser of the tests, 9 of 598 dangers are missed
by the first reading alone and 24 of 1,854 harmless lines asked about in vain; with four more beside it 4 and 41, and
with what all of them suspect together, from the average below on, 2 and 47: that average was chosen on these lines.
For which service is meant the other readings are worth nothing: whatever choice among them was tried, it put as many
lines wrong as right (0.872 of the labels right with the first, 0.871 to 0.875 with any choice).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from assistant.nlu.verdict import asked_about

SHARED = 0.15
"""The average suspicion of all readings, as a probability, from which danger is asked about."""

_CONFIDENCE = 0.5
_SAFETY, _SUSPICION = "safety", "suspicion"

Parsed = dict[str, Any]
_NONE: Parsed = {"probability": 0.0}
Parse = Callable[[str], Awaitable[Parsed]]


async def read_together(first: Parsed, others: Sequence[str], parse: Parse) -> Parsed:
    """What is made of the first reading, with a danger that another one tells of, or all of them together."""
    if first.get(_SAFETY) or not others:
        return first
    read = [await parse(text) for text in others]
    told = next((one[_SAFETY] for one in read if one.get(_SAFETY)), None)
    danger = told or _suspected_together([first, *read])
    if danger is None:
        return first
    intent = {"name": asked_about(danger["label"]), "confidence": _CONFIDENCE}
    return {**first, "intent": intent, _SAFETY: danger}


def _suspected_together(readings: Sequence[Parsed]) -> Parsed | None:
    """The danger suspected most, where the readings suspect enough on average; one that suspects nothing counts 0."""
    suspicions = [one.get(_SUSPICION) or _NONE for one in readings]
    likeliest = max(suspicions, key=_probability)
    if sum(map(_probability, suspicions)) / len(suspicions) < SHARED:
        return None
    return {"label": likeliest["label"], "rule": "model"}


def _probability(suspicion: Parsed) -> float:
    return float(suspicion["probability"])
