"""What every conversation of an app works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.text.safety import SafetyReader
from channels.messaging.company import Company
from channels.messaging.hours import Hours
from channels.messaging.menu import Menu
from channels.messaging.ports import App, Dialogue, Ears
from channels.messaging.words import Words


@dataclass(frozen=True)
class Reception:
    """`ears`, `hours`: None where there are none. `speaks`: whether there is a voice.

    `asking` holds, by session, what was asked for last; `listening` lets one voice note be listened to at a time.
    """

    app: App
    dialogue: Dialogue
    words: Words
    safety: SafetyReader
    menu: Menu
    company: Company
    ears: Ears | None = None
    speaks: bool = False
    hours: Hours | None = None
    now: Callable[[], datetime] = lambda: datetime.now().astimezone()
    asking: dict[str, str | None] = field(default_factory=dict)
    listening: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
