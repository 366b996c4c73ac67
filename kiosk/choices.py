"""Three large buttons for a person who does not know what to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Choice = Mapping[str, str]
"""`title` and `payload`."""

COUNT = 3


def place_of(asking: str | None, asked: str) -> str:
    """Which of the standing choices fit: to an open question of a form, in a talk, or where nothing was asked yet."""
    if asking is not None:
        return "form"
    return "talk" if asked else "home"


def three(offered: Sequence[Choice], standing: Sequence[Choice]) -> list[Choice]:
    """What the last answer offered, and of the standing ones as many as are missing; none twice."""
    first = {choice["payload"]: choice for choice in reversed([*offered, *standing])}
    payloads = dict.fromkeys(choice["payload"] for choice in (*offered, *standing))
    return [first[payload] for payload in payloads][:COUNT]
