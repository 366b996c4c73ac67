"""What the station can remind a person of; the README of this folder says what day each kind means."""

from __future__ import annotations

from dataclasses import dataclass

REMINDERS = ("certification", "endorsement", "card_expiry", "turning_age", "fee_season", "appointment")
"""Every kind a service file may name."""

APPOINTMENT = "appointment"
"""The one reminder that rests on no fact: its day is agreed with the person."""


@dataclass(frozen=True)
class ReminderRule:
    """A reminder a service offers: one of `REMINDERS`, the facts it rests on, the local value that goes first."""

    kind: str
    rests_on: tuple[str, ...]
    local: str | None = None
