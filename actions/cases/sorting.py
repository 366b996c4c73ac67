"""To whom what was told freely goes: the body that owes an answer, by what it is about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from actions.catalogue.model import Region
from assistant.text.normalise import normalise

_FILE = Path(__file__).with_name("bodies.yml")


@cache
def _bodies() -> tuple[tuple[str, tuple[str, ...]], ...]:
    kept = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple((one["body"], tuple(one["words"])) for one in kept)


def body_for(text: str, default: str, region: Region | None) -> str:
    """The city's own duty for a thing that is named, else whoever the words lead to, else `default`."""
    said = normalise(text)
    duties = region.duties if region else ()
    own = (duty.body for duty in duties if any(name in said for name in duty.names))
    ours = (body for body, words in _bodies() if any(word in said for word in words))
    return next(own, None) or next(ours, default)


def topic_in(text: str) -> str | None:
    """What it is about, in a word that everybody may hear; None for anything that leads to no body."""
    said = normalise(text)
    return next((word for _, words in _bodies() for word in words if word in said), None)
