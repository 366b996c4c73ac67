"""What is running now: the processes of the station, and the page in front of the people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from assistant.health.model import Finding, broken, less, well
from assistant.settings import Settings

_HOST = "127.0.0.1"
_SECONDS = 2.0
OFF = "off"
"""The station is not running: there is nothing to look at, and nothing wrong with that."""


def processes(settings: Settings) -> Finding:
    """Whether dialogue and actions answer, as long as the station runs."""
    if _health(settings.ports.station, "healthz") is None:
        return well(OFF)
    dialogue, actions = settings.ports.of_dialogue(settings.workers), settings.ports.of_actions(settings.workers)
    others = [("dialogue", port) for port in dialogue] + [("actions", port) for port in actions]
    silent = [name for name, port in others if _health(port, "health") is None]
    return broken("silent", names=", ".join(silent)) if silent else well()


def page(settings: Settings) -> Finding:
    """Whether the kiosk's page is there, and what it can do."""
    told = _health(settings.ports.station, "healthz")
    if told is None:
        return well(OFF)
    if not told.get("page"):
        return less("none")
    missing = next((state for name, state in _SENSES.items() if not told.get(name)), None)
    return less(missing) if missing else well()


_SENSES = {"listens": "deaf", "microphone": "no_microphone", "speaks": "mute", "loudspeaker": "no_loudspeaker"}


def _health(port: int, path: str) -> Mapping[str, Any] | None:
    """What a process tells of itself; None when it does not answer."""
    try:
        answer = httpx.get(f"http://{_HOST}:{port}/{path}", timeout=_SECONDS, trust_env=False)
        told = answer.json() if answer.status_code == httpx.codes.OK else None
    except (httpx.HTTPError, ValueError):
        return None
    return told if isinstance(told, dict) else None
