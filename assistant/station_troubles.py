"""What of the station does not work now, as the kiosk tells the people in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from assistant.health import machine, parts, running
from assistant.health.model import Check
from assistant.health.report import look_at
from assistant.settings import Settings
from kiosk.ports import Troubles

NOTICES: Mapping[str, tuple[Check, frozenset[str]]] = {
    "dialogue_away": (running.processes, frozenset({"silent"})),
    "disk_full": (machine.disk, frozenset({"full"})),
    "department_away": (parts.deliveries, frozenset({"waiting", "given_up"})),
}
"""The kiosk's notice, the check behind it, and the states in which it is shown."""


def troubles_of(settings: Settings) -> Troubles:
    """Looks at what people notice; everything else is on the staff's page."""

    async def troubles() -> frozenset[str]:
        return await asyncio.to_thread(_look, settings)

    return troubles


def _look(settings: Settings) -> frozenset[str]:
    return frozenset(key for key, (check, shown) in NOTICES.items() if look_at(check, settings).state in shown)
