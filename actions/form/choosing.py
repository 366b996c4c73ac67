"""Which of several offered answers a person means."""

from __future__ import annotations

from collections.abc import Sequence

from actions.catalogue.form import FormField
from assistant.text.form_talk import ordinal
from assistant.text.nearest import NearestNames, longest_said
from assistant.text.normalise import normalise

_FEWEST_SHARED = 2


def chosen(choices: Sequence[str], text: str) -> str | None:
    """The choice meant: by its words, its place, its sound, or as the only one that shares characters with it."""
    return longest_said(choices, text) or _by_place_or_sound(choices, normalise(text))


def named_in(field: FormField, text: str) -> str | None:
    """The one choice of a field that is said in so many words, its own or others that mean it."""
    said = normalise(text)
    named = [choice for choice in field.choices if any(w in said for w in (choice, *field.also_said.get(choice, ())))]
    return named[0] if len(named) == 1 else None


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
