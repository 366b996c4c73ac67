"""How one kiosk is set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.turn_state import Rules

WEB = Path(__file__).parent / "web"


@dataclass(frozen=True)
class KioskSettings:
    """hosts: names under which the page may be asked for; any other name is refused (DNS rebinding).

    demo: a practice banner, and examples that speak for the person. tick: seconds between clock events.
    by_press: the microphone is closed until its button is pressed, once for each answer.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    demo: bool = False
    by_press: bool = False
    tick: float = 0.25
    rules: Rules = field(default_factory=Rules)
    web: Path = WEB
