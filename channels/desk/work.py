"""The work queue: cases taken in at the station, what is late first; and any case by its number."""

from __future__ import annotations

from starlette.responses import Response

from actions.cases.model import CaseState
from actions.cases.number import numbers_in
from actions.desk.model import EVERYONE
from actions.desk.queue import to_do, waiting
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket
from channels.desk.titles import standing, titles

_TABS = {"answered": CaseState.ANSWERED, "returned": CaseState.RETURNED}


def pages(desk: Desk) -> list[Page | Socket]:
    """For everybody at the desk."""
    return [Page("/cases", show, EVERYONE, nav="work"), Page("/cases/find", find, EVERYONE)]


def show(asked: Asked) -> Response:
    """What waits for an answer, or what was answered or returned; of one service if one is chosen."""
    tab, service = asked.query("tab"), asked.query("service", 64)
    today = asked.desk.resources.clock.today()
    with asked.desk.units.reading() as work:
        counts = {name: len(work.cases.in_states(state)) for name, state in _TABS.items()}
        open_ones = to_do(work, today, standing(asked))
        others = work.cases.in_states(_TABS[tab]) if tab in _TABS else ()
    shown = [waiting(case, today) for case in others] if tab in _TABS else open_ones
    title = titles(asked.desk)
    services = sorted({(one.case.service, title(one.case.service)) for one in shown}, key=lambda pair: pair[1])
    return asked.desk.page(
        asked,
        "work.html",
        tab=tab if tab in _TABS else "to_do",
        counts={"to_do": len(open_ones), **counts},
        shown=[one for one in shown if service in ("", one.case.service)],
        late=sum(one.is_late for one in open_ones),
        services=services,
        service=service,
        title=title,
        missing=asked.query("missing"),
    )


def find(asked: Asked) -> Response:
    """Straight to the case whose number is typed, however it is written."""
    numbers = numbers_in(asked.query("number"))
    with asked.desk.units.reading() as work:
        found = next((number for number in numbers if work.cases.by_number(number)), None)
    return asked.to(f"/cases/{found}" if found else "/cases?missing=1")
