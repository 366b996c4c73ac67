"""What the store keeps of activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from actions.activities.model import Activity, Seat, SeatState


class Activities(Protocol):
    """What is on, and who asked for a seat."""

    def add(self, activity: Activity) -> None: ...

    def get(self, activity_id: str) -> Activity | None: ...

    def hold(self, activity_id: str) -> Activity | None:
        """The activity; until the transaction ends nobody else gives its seats out."""

    def since(self, moment: datetime) -> Sequence[Activity]:
        """Those that begin then or later, called off or not, the soonest first."""

    def cancel(self, activity_id: str, at: datetime) -> None: ...

    def ask(self, seat: Seat) -> None: ...

    def seats(self, activity_id: str) -> Sequence[Seat]:
        """Everybody who ever asked, in that order."""

    def seat_of(self, case_id: str) -> Seat | None: ...

    def move(self, case_id: str, state: SeatState) -> None: ...

    def reminded(self, case_id: str, on: date) -> None: ...
