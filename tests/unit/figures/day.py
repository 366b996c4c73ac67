"""The day that was counted by hand, read from its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from actions.events.model import Event, Kind
from actions.model import session_reference

ZONE = timezone(timedelta(hours=8))
_FILE = Path(__file__).parents[2] / "data" / "figures" / "day.yml"
_DAY = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
START = datetime(_DAY["date"].year, _DAY["date"].month, _DAY["date"].day, tzinfo=ZONE)
END = START + timedelta(days=1)
EXPECTED: Mapping[str, Any] = _DAY["expected"]


def events() -> list[Event]:
    """Everything that happened on that day."""
    return [_event(*line) for line in _DAY["day"]]


def _event(
    clock: str, person: str, kind: str, service: str | None = None, detail: str = "", amount: int | None = None
) -> Event:
    hours, minutes = map(int, clock.split(":"))
    at = START + timedelta(hours=hours, minutes=minutes)
    session = session_reference(person) if person else ""
    channel = _DAY["channels"].get(person, "kiosk") if person else ""
    return Event(at, Kind(kind), session, channel, service, "station-1", "", detail, amount)
