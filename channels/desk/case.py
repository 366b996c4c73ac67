"""One case: what it is about, what can be done with it, and what was done; personal data only for a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from actions.cases.model import Case, CaseError, Mark
from actions.desk.dealing import NotToldAloud, Step, TooLate, Wish, deal, open_steps
from actions.desk.model import EVERYONE, STAFF, Role
from actions.desk.ports import AuditFilter
from actions.desk.queue import Waiting, waiting
from actions.grid.model import workers_of
from actions.outbox import Parcel
from actions.points.adopting import CAN_BE_ADOPTED, adopted
from channels.desk.desk import Desk
from channels.desk.page import Asked, HttpEndpoint, Page, Refused, Socket
from channels.desk.titles import titles

WHO_MAY: Mapping[Step, frozenset[Role]] = {
    Step.DELIVER: STAFF,
    Step.TAKE_UP: EVERYONE,
    Step.ANSWER: EVERYONE,
    Step.ASK_BACK: EVERYONE,
    Step.RETURN: STAFF,
    Step.TELL: EVERYONE,
    Step.CLOSE: EVERYONE,
    Step.WITHDRAW: EVERYONE,
    Step.ESCALATE: STAFF,
    Step.REQUEUE: EVERYONE,
    Step.REOPEN: STAFF,
}
"""Whose job each step is: what refuses a person something, or goes to another office, is for staff."""
_MOST_WORDS = 300
_MOST_LOOKS = 20


def pages(desk: Desk) -> list[Page | Socket]:
    """The case, a look at what is personal, and one page for each step."""
    steps = [Page(f"/cases/{{number}}/{step.value}", take(step), roles, ("POST",)) for step, roles in WHO_MAY.items()]
    return [
        Page("/cases/{number}", show, EVERYONE),
        Page("/cases/{number}/look", look, EVERYONE, ("POST",)),
        *steps,
    ]


@dataclass(frozen=True)
class Opened:
    """A case with everything its page shows."""

    waiting: Waiting
    marks: tuple[Mark, ...]
    parcels: tuple[Parcel, ...]

    @property
    def case(self) -> Case:
        return self.waiting.case


def show(asked: Asked) -> Response:
    """The case, personal data masked."""
    return _page(asked, open_case(asked))


def look(asked: Asked) -> Response:
    """The same with everything in the clear, this once; who looked and why is written down first."""
    opened = open_case(asked)
    reason = reason_given(asked)
    asked.desk.note(asked, "looked", opened.case.number, reason)
    return _page(asked, opened, is_clear=True)


def take(step: Step) -> HttpEndpoint:
    """The endpoint of a step."""
    return partial(_take, step)


def _take(step: Step, asked: Asked) -> Response:
    seen = asked.field("seen", 6)
    wish = Wish(
        step=step,
        number=asked.path("number"),
        seen=int(seen) if seen.isdecimal() else -1,
        by=asked.account.id,
        words=asked.field("words", _MOST_WORDS),
        reason=asked.field("reason"),
    )
    try:
        case = deal(wish, asked.desk.units, asked.desk.resources.clock)
    except LookupError as error:
        raise Refused(404, "not_found") from error
    except NotToldAloud as error:
        raise Refused(422, "personal" if wish.words else "no_text") from error
    except (TooLate, CaseError) as error:
        raise Refused(409, "too_late") from error
    if step is Step.ANSWER and asked.field("adopted") and asked.account.role in STAFF:
        adopted(case, asked.desk.resources)
    back = "/calls" if asked.field("back") == "calls" else f"/cases/{case.number}"
    return asked.to(back, step.value)


def open_case(asked: Asked) -> Opened:
    """The case that is named in the address. Raises Refused when there is none."""
    with asked.desk.units.reading() as work:
        case = work.cases.by_number(asked.path("number").replace(" ", ""))
        if case is None:
            raise Refused(404, "not_found")
        marks, parcels = work.cases.marks(case.id), work.outbox.hold(case.id)
    return Opened(waiting(case, asked.desk.resources.clock.today()), tuple(marks), tuple(parcels))


def reason_given(asked: Asked) -> str:
    """Why somebody wants to see what is personal: one of the usual reasons, or their own words."""
    usual: Mapping[str, str] = asked.desk.words["reasons"]
    reason = asked.field("own_reason") or usual.get(asked.field("reason"), "")
    if not reason:
        raise Refused(422, "no_reason")
    return reason


def _page(asked: Asked, opened: Opened, is_clear: bool = False) -> Response:
    case, desk = opened.case, asked.desk
    catalogue = desk.resources.catalogue.current()
    role = asked.account.role
    title: Callable[[str], str] = titles(desk)
    with desk.units.reading() as work:
        workers = workers_of(case.grid, work.grid_places.all(), desk.resources.clock.today()) if case.grid else ()
        looks = work.audit.find(AuditFilter(subject=case.number), _MOST_LOOKS) if role in STAFF else ()
    return desk.page(
        asked,
        "case.html",
        opened=opened,
        case=case,
        title=title(case.service),
        who=catalogue.phrases.spoken_of(case.details.beneficiary),
        steps=[step for step in open_steps(case) if role in WHO_MAY[step]],
        is_clear=is_clear,
        looks=looks,
        names=desk.people.names() if looks else {},
        may_be_adopted=case.service == CAN_BE_ADOPTED and role in STAFF,
        workers=workers,
        has_letter=bool(case.details.agent and case.details.agent.authorisation),
    )
