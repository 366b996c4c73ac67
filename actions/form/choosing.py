"""Which of several offered answers a person means."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.form_talk import ordinal
from assistant.text.nearest import NearestNames, longest_said
from assistant.text.normalise import normalise

_FEWEST_SHARED = 2


def chosen(choices: Sequence[str], text: str) -> str | None:
    """The choice meant: by its words, its place, its sound, or as the only one that shares characters with it."""
    return longest_said(choices, text) or _by_place_or_sound(choices, normalise(text))


def _by_place_or_sound(choices: Sequence[str], text: str) -> str | None:
    place = ordinal(text, len(choices))
    if place is not None:
        return choices[place]
    near = NearestNames({choice: choice for choice in choices}).meant(text)
    if near:
        return near
    shared = {choice: len(set(choice) & set(text)) for choice in choices}
    most = max(shared.values())
    best = [choice for choice, count in shared.items() if count == most]
    return best[0] if most >= _FEWEST_SHARED and len(best) == 1 else None
