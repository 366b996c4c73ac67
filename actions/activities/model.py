"""Activities people can sign up for, and who has a seat. No Rasa, no SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

LONGEST_TITLE = 10
"""Characters: a title is a button, and is said back by whoever wants it."""
MOST_SEATS = 500


class ActivityError(ValueError):
    """Nobody could come to this; `problem` is one word for it: `empty`, `title`, `seats`, `past`, `same`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Activity:
    """Something that is on. The moment knows its zone; `note` is for whoever comes: what to bring, who leads it."""

    id: str
    title: str
    place: str
    starts_at: datetime
    seats: int
    note: str = ""
    cancelled_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raises ActivityError."""
        if not self.title or not self.place:
            raise ActivityError("empty")
        if len(self.title) > LONGEST_TITLE:
            raise ActivityError("title")
        if not 0 < self.seats <= MOST_SEATS:
            raise ActivityError("seats")

    @property
    def day(self) -> date:
        """On the station's calendar."""
        return self.starts_at.astimezone().date()

    def is_on(self, now: datetime) -> bool:
        """Whether one can still sign up."""
        return self.cancelled_at is None and now < self.starts_at


class SeatState(str, Enum):
    """SEATED may come; WAITING may as soon as somebody gives up; GONE gave up, or it was called off."""

    SEATED = "seated"
    WAITING = "waiting"
    GONE = "gone"
    CAME = "came"
    MISSED = "missed"


@dataclass(frozen=True)
class Seat:
    """Somebody, known by their case, who asked at this moment. `reminded_on`: the day they were reminded."""

    case: str
    activity: str
    at: datetime
    state: SeatState
    reminded_on: date | None = None


def free_seats(seats: int, asked: Iterable[Seat]) -> int:
    """How many more may come."""
    return max(seats - sum(one.state is SeatState.SEATED for one in asked), 0)


def waiting(asked: Iterable[Seat]) -> tuple[Seat, ...]:
    """The waiting list, whoever asked first at its head."""
    return tuple(sorted((one for one in asked if one.state is SeatState.WAITING), key=lambda one: (one.at, one.case)))


def first_state(seats: int, asked: Iterable[Seat]) -> SeatState:
    """Where whoever asks now stands: nobody goes before those who wait."""
    known = tuple(asked)
    return SeatState.SEATED if free_seats(seats, known) and not waiting(known) else SeatState.WAITING


def moving_up(seats: int, asked: Iterable[Seat]) -> tuple[Seat, ...]:
    """Who gets a seat now that some are free, in the order in which they asked."""
    known = tuple(asked)
    return waiting(known)[: free_seats(seats, known)]
