"""Brings neighbours together once staff approve it, and thanks whoever helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.cases.ending import see_through
from actions.cases.model import Case, CaseState, Mark
from actions.desk.model import Note
from actions.desk.ports import DeskUnits, DeskWork
from actions.form.state import YES
from actions.model import new_id
from actions.neighbours.model import (
    OFFER,
    REQUEST,
    Favour,
    FavourState,
    candidates,
    kinds,
    offer_of,
    request_of,
)
from actions.points.booking import card_for, give, reasons
from actions.points.model import PointsError
from actions.ports import Clock, UnitOfWork
from actions.reminders.news import news_for
from actions.residents.lookup import is_same_person
from actions.resources import Resources
from assistant.text.written_days import written_day

_OPEN = (CaseState.CONFIRMED, CaseState.QUEUED, CaseState.DELIVERED, CaseState.IN_PROGRESS)
_CHANNEL = "desk"


class NeighbourError(ValueError):
    """These two cannot be brought together now; `problem` is one word: `gone`, `no_fit`, `same`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Wanted:
    """Somebody who needs a hand, and who could lend one."""

    case: Case
    offers: tuple[Case, ...]


@dataclass(frozen=True)
class Together:
    """A favour under way."""

    favour: Favour
    request: Case
    offer: Case


def wanted(work: UnitOfWork) -> tuple[Wanted, ...]:
    """Every request nobody was found for yet, with who could help, the most urgent first."""
    offers = _cases(OFFER, work)
    known = {case.id: case for case in offers}
    under_way = {one.favour.request: one for one in together(work)}
    busy = {(one.favour.offer, request_of(one.request).day) for one in under_way.values()}
    gives = [offer_of(case) for case in offers]
    open_ones = [case for case in _cases(REQUEST, work) if case.id not in under_way]
    found = (
        Wanted(case, tuple(known[one.case] for one in candidates(request_of(case), gives, busy))) for case in open_ones
    )
    return tuple(Wanted(one.case, tuple(o for o in one.offers if not _is_oneself(one.case, o))) for one in found)


def offered(work: UnitOfWork) -> tuple[Case, ...]:
    """Every offer that stands."""
    return tuple(_cases(OFFER, work))


def together(work: UnitOfWork) -> tuple[Together, ...]:
    """Whoever was brought together and is not through."""
    found = []
    for favour in work.favours.in_state(FavourState.APPROVED):
        request, offer = work.cases.by_id(favour.request), work.cases.by_id(favour.offer)
        if request and offer and request.state in _OPEN and offer.state in _OPEN:
            found.append(Together(favour, request, offer))
    return tuple(found)


def approve(request: str, offer: str, by: str, units: DeskUnits, clock: Clock) -> None:
    """Tells both of each other: names and numbers only where both said so. Both are case numbers.

    Raises NeighbourError, StorageError.
    """
    with units() as work:
        asked = work.cases.by_number(request)
        if asked is not None:
            work.outbox.hold(asked.id)
        found = next((one for one in wanted(work) if one.case.number == request), None)
        helper = next((case for case in found.offers if case.number == offer), None) if found else None
        if found is None or helper is None:
            raise NeighbourError("gone" if found is None else "no_fit")
        needs = found.case
        work.favours.add(Favour(new_id(), needs.id, helper.id, by, clock.now(), FavourState.APPROVED))
        if needs.state.may_become(CaseState.IN_PROGRESS):
            moved = needs.moved(CaseState.IN_PROGRESS)
            work.cases.move(moved, Mark(moved.state, clock.now(), "staff", _CHANNEL, "matched"))
        _tell_both(needs, helper, work, clock)
        work.audit.add(Note(by, "neighbours_approved", needs.number), clock.now())
        work.commit()


def undo(favour_id: str, by: str, units: DeskUnits, clock: Clock) -> None:
    """It came to nothing: somebody else may help. Raises NeighbourError, StorageError."""
    with units() as work:
        favour = _favour(favour_id, FavourState.UNDONE, work)
        request = work.cases.by_id(favour.request)
        if request is not None:
            news_for(request, "utter_neighbour_again", _about(request, clock.today()), work, clock)
        work.audit.add(Note(by, "neighbours_undone", request.number if request else ""), clock.now())
        work.commit()


def thank(favour_id: str, by: str, units: DeskUnits, resources: Resources) -> int:
    """It is done: the request is over, the helper is thanked; the points they got for it, 0 beyond the month's cap.

    Raises NeighbourError, StorageError.
    """
    clock = resources.clock
    with units() as work:
        favour = _favour(favour_id, FavourState.DONE, work)
        request, offer = work.cases.by_id(favour.request), work.cases.by_id(favour.offer)
        if request is None or offer is None:
            raise NeighbourError("gone")
        see_through(request, "staff", _CHANNEL, work, clock, "thanked")
        work.audit.add(Note(by, "neighbours_thanked", request.number), clock.now())
        work.commit()
    points = _points(favour, request, offer, resources)
    words = "utter_neighbour_thanked_points" if points else "utter_neighbour_thanked"
    with units() as work:
        news_for(offer, words, _about(request, clock.today()) | {"points": str(points)}, work, clock)
        work.commit()
    return points


def _favour(favour_id: str, becomes: FavourState, work: DeskWork) -> Favour:
    favour = work.favours.get(favour_id)
    if favour is None or not work.favours.move(favour_id, FavourState.APPROVED, becomes):
        raise NeighbourError("gone")
    return favour


def _points(favour: Favour, request: Case, offer: Case, resources: Resources) -> int:
    """A card of the helper's own is made where they have none."""
    name, phone = offer.details.value("name"), offer.details.value("phone")
    reason = reasons()[kinds().reasons[request.details.value("kind")]]
    try:
        card = card_for(name, phone, resources.units, resources.clock, resources.lookup).card
        give(card, reason, f"favour {favour.id}", resources.units, resources.clock, resources.digest)
    except PointsError:
        return 0
    return reason.points


def _tell_both(request: Case, offer: Case, work: DeskWork, clock: Clock) -> None:
    both_agreed = all(case.details.value("pass_on") == YES for case in (request, offer))
    way = "contact" if both_agreed else "call"
    for mine, other, words in (
        (request, offer, "utter_neighbour_found"),
        (offer, request, "utter_neighbour_wanted"),
    ):
        personal = {"name": other.details.value("name"), "phone": other.details.value("phone")} if both_agreed else {}
        news_for(mine, f"{words}_{way}", _about(request, clock.today()) | personal, work, clock)


def _about(request: Case, today: date) -> dict[str, str]:
    """What it is and when, as far as it was said: {kind}, {when}."""
    day = request_of(request).day
    when = written_day(day, today) if day else ""
    return {"kind": request.details.value("kind"), "when": when}


def _cases(service: str, work: UnitOfWork) -> Sequence[Case]:
    return [case for case in work.cases.in_states(*_OPEN) if case.service == service]


def _is_oneself(one: Case, other: Case) -> bool:
    mine, theirs = one.details.value, other.details.value
    return is_same_person(mine("name"), mine("phone"), theirs("name"), theirs("phone"))
