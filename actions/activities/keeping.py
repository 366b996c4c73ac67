"""Seats are asked for, given up, given on, reminded of and, at the end, taken or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from actions.activities.model import Activity, ActivityError, Seat, SeatState, first_state, moving_up, waiting
from actions.cases.ending import see_through
from actions.cases.model import Case, Mark
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.reminders.news import news_for
from assistant.text.written_days import written_moment

SIGN_UP = "activity_signup"
"""The service in which people sign up."""

FIELD = "activity"
"""The key of its field that names the activity."""

_DAY = timedelta(days=1)
_STATION = "station"


def put_on(activity: Activity, units: UnitsOfWork, clock: Clock) -> None:
    """From now on people can sign up for it. Raises ActivityError (`past`, `same`), StorageError."""
    if activity.starts_at <= clock.now():
        raise ActivityError("past")
    with units() as work:
        if any(one.title == activity.title for one in open_ones(work, clock)):
            raise ActivityError("same")
        work.activities.add(activity)
        work.commit()


def open_ones(work: UnitOfWork, clock: Clock) -> tuple[Activity, ...]:
    """What one can sign up for, the soonest first."""
    now = clock.now()
    return tuple(one for one in work.activities.since(now) if one.is_on(now))


def take_seat(case: Case, units: UnitsOfWork, clock: Clock) -> tuple[Activity, Seat, int] | None:
    """The seat asked for by a case of `SIGN_UP`, and its place on the waiting list (0 with a seat); None where the
    case names nothing that is on. Asking twice is asking once. Raises StorageError."""
    named = case.details.value(FIELD)
    with units() as work:
        seat = work.activities.seat_of(case.id)
        activity = work.activities.get(seat.activity) if seat else _named(named, work, clock)
        if activity is None:
            return None
        if seat is None:
            work.activities.hold(activity.id)
            seat = Seat(
                case.id, activity.id, clock.now(), first_state(activity.seats, work.activities.seats(activity.id))
            )
            work.activities.ask(seat)
            _nobody_owes_an_answer(case, work, clock)
            work.commit()
        return activity, seat, _place(seat, work)


def standing(case: Case, work: UnitOfWork) -> tuple[Activity, Seat, int] | None:
    """The same of a case that asked before."""
    seat = work.activities.seat_of(case.id)
    activity = work.activities.get(seat.activity) if seat else None
    return (activity, seat, _place(seat, work)) if seat and activity else None


def catch_up(units: UnitsOfWork, clock: Clock) -> int:
    """Gives on the seats of those who took their case back, and reminds on the day before; how many were told.

    Raises StorageError.
    """
    with units() as work:
        ids = [one.id for one in open_ones(work, clock)]
    return sum(_caught_up(one, units, clock) for one in ids)


def call_off(activity_id: str, units: UnitsOfWork, clock: Clock) -> int:
    """The activity is not on; how many have to hear of it. Raises LookupError, StorageError."""
    with units() as work:
        activity = work.activities.hold(activity_id)
        if activity is None or not activity.is_on(clock.now()):
            raise LookupError("there is no such activity")
        work.activities.cancel(activity_id, clock.now())
        coming = [one for one in work.activities.seats(activity_id) if one.state in _HOPING]
        for seat in coming:
            work.activities.move(seat.case, SeatState.GONE)
            _tell(seat, activity, "utter_activity_off", work, clock)
            _over(seat, work, clock)
        work.commit()
    return len(coming)


def attendance(activity_id: str, came: Collection[str], units: UnitsOfWork, clock: Clock) -> None:
    """Who came; those who had a seat and did not are marked too. Raises LookupError, StorageError."""
    with units() as work:
        if work.activities.get(activity_id) is None:
            raise LookupError("there is no such activity")
        for seat in work.activities.seats(activity_id):
            if seat.state in (SeatState.SEATED, SeatState.CAME, SeatState.MISSED):
                work.activities.move(seat.case, SeatState.CAME if seat.case in came else SeatState.MISSED)
                _over(seat, work, clock)
        work.commit()


_HOPING = (SeatState.SEATED, SeatState.WAITING)


def values_of(activity: Activity, clock: Clock) -> Mapping[str, str]:
    """What is said of it: {activity}, {when}, {where}."""
    when = written_moment(activity.starts_at.astimezone(), clock.today())
    return {"activity": activity.title, "when": when, "where": activity.place}


def _caught_up(activity_id: str, units: UnitsOfWork, clock: Clock) -> int:
    with units() as work:
        activity = work.activities.hold(activity_id)
        assert activity is not None
        for seat in work.activities.seats(activity_id):
            case = work.cases.by_id(seat.case)
            if seat.state in _HOPING and (case is None or case.state.is_over):
                work.activities.move(seat.case, SeatState.GONE)
        told = 0
        for seat in moving_up(activity.seats, work.activities.seats(activity_id)):
            work.activities.move(seat.case, SeatState.SEATED)
            told += _tell(seat, activity, "utter_activity_moved_up", work, clock)
        told += _reminded(activity, work, clock)
        work.commit()
    return told


def _reminded(activity: Activity, work: UnitOfWork, clock: Clock) -> int:
    if activity.day - clock.today() != _DAY:
        return 0
    seated = [one for one in work.activities.seats(activity.id) if one.state is SeatState.SEATED]
    fresh = [one for one in seated if one.reminded_on is None]
    for seat in fresh:
        work.activities.reminded(seat.case, clock.today())
        _tell(seat, activity, "utter_activity_tomorrow", work, clock)
    return len(fresh)


def _tell(seat: Seat, activity: Activity, response: str, work: UnitOfWork, clock: Clock) -> int:
    case = work.cases.by_id(seat.case)
    if case is not None:
        news_for(case, response, values_of(activity, clock), work, clock, activity.day)
    return int(case is not None)


def _named(title: str, work: UnitOfWork, clock: Clock) -> Activity | None:
    return next((one for one in open_ones(work, clock) if one.title == title), None)


def _place(seat: Seat, work: UnitOfWork) -> int:
    """On the waiting list, from 1; 0 for whoever is not on it."""
    line = [one.case for one in waiting(work.activities.seats(seat.activity))]
    return line.index(seat.case) + 1 if seat.case in line else 0


def _nobody_owes_an_answer(case: Case, work: UnitOfWork, clock: Clock) -> None:
    """A seat is the answer: nothing of it can be late."""
    now = work.cases.by_id(case.id) or case
    work.cases.move(replace(now, due_on=None), Mark(now.state, clock.now(), _STATION, _STATION, "seated"))


def _over(seat: Seat, work: UnitOfWork, clock: Clock) -> None:
    case = work.cases.by_id(seat.case)
    if case is not None:
        see_through(case, _STATION, _STATION, work, clock)
