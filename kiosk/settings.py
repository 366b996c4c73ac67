"""How one kiosk is set up."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.turn_state import Rules

WEB = Path(__file__).parent / "web"


@dataclass(frozen=True)
class KioskSettings:
    """hosts: names under which the page may be asked for; any other name is refused (DNS rebinding).

    titles: what the services are called that can be asked for here, by id; empty when nobody says.
    duty_phone: shown to whoever called a person and waits in vain; empty for none.
    demo: a practice banner, and examples that speak for the person. tick: seconds between clock events.
    seconds: the clock they are told by; it never goes back.
    troubles_every: seconds between two looks at what does not work.
    by_press: the microphone is closed until its button is pressed, once for each answer.
    practises: the visits only pretend, for volunteers to practise with; the page says so and prints nothing.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    demo: bool = False
    by_press: bool = False
    practises: bool = False
    duty_phone: str = ""
    tick: float = 0.25
    seconds: Callable[[], float] = time.monotonic
    troubles_every: float = 5.0
    rules: Rules = field(default_factory=Rules)
    titles: Mapping[str, str] = field(default_factory=dict)
    web: Path = WEB
