"""Tells the person, or the program, that started the station how its processes stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from assistant.supervision import State

STATION = "station"
"""The name under which the whole is reported."""
DESK = "desk"
"""The name under which the link for the first administrator is told."""

_SIGNS = {State.STARTING: "…", State.READY: "✓", State.RESTARTING: "!", State.STOPPED: "·"}


@dataclass(frozen=True)
class Status:
    """One change. detail: why, or the address of the kiosk for the station as a whole."""

    process: str
    state: State
    pid: int | None
    detail: str = ""


Report = Callable[[Status], None]


def as_json(status: Status) -> str:
    """One line of JSON."""
    return json.dumps({**asdict(status), "state": status.state.value}, ensure_ascii=False)


def as_text(status: Status) -> str:
    """One line for a person."""
    if status.process == STATION and status.state is State.READY:
        return f"✓ The kiosk is at {status.detail} (Ctrl-C stops everything)"
    if status.process == DESK:
        return f"✓ The desk has no administrator yet. This link lets the first one in, once: {status.detail}"
    detail = f" ({status.detail})" if status.detail else ""
    return f"{_SIGNS[status.state]} {status.process:<9}{status.state.value}{detail}"
