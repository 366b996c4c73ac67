"""Cases as the kiosk files them, of people who do not exist."""

from __future__ import annotations

from dataclasses import replace

from actions.cases.filing import Filing, file
from actions.cases.model import Agent, Case, Details, Mark, Told
from actions.departments.courier import Courier
from actions.departments.queue import StationQueue
from actions.model import new_id, session_reference
from actions.outbox import STATION
from channels.desk.desk import Desk

NAME, PHONE, ADDRESS = "王秀英", "13800138000", "幸福路8号2单元301"
DETAILS = Details(
    "self",
    (
        Told("name", "name", "姓名", NAME, "王**"),
        Told("phone", "phone", "联系电话", PHONE, "*******8000"),
        Told("address", "address", "住址", ADDRESS, "幸福路***"),
        Told("need", "text", "需要什么", "饭菜软一点", "饭菜软一点", "我牙不好，饭菜要软一点"),
    ),
)


def filed(
    desk: Desk,
    service: str = "meal_service",
    days: int | None = 5,
    details: Details = DETAILS,
    destination: str = STATION,
    channel: str = "kiosk",
) -> Case:
    """A case just filed: in the queue, on its way."""
    filing = Filing(
        new_id(),
        session_reference("visit"),
        channel,
        service,
        "社区居委会",
        details,
        days,
        "幸福街道第一网格",
        destination,
    )
    return file(filing, desk.resources.units, desk.resources.clock)


def delivered(desk: Desk, service: str = "meal_service", days: int | None = 5, details: Details = DETAILS) -> Case:
    """A case that has reached the desk."""
    case = filed(desk, service, days, details)
    Courier(StationQueue(), desk.resources.units, desk.resources.clock, only=STATION).round()
    return now(desk, case)


def now(desk: Desk, case: Case) -> Case:
    """The case as it stands now."""
    with desk.units() as work:
        found = work.cases.by_id(case.id)
    assert found is not None
    return found


def marks(desk: Desk, case: Case) -> list[Mark]:
    """What has happened to it."""
    with desk.units() as work:
        return list(work.cases.marks(case.id))


def without_phone(details: Details = DETAILS) -> Details:
    """Somebody who said that they have none."""
    answers = tuple(replace(one, value="", shown="没有") if one.key == "phone" else one for one in details.answers)
    return replace(details, answers=answers)


def with_agent(number: str) -> Details:
    """A daughter acts, by a letter of that number."""
    return replace(DETAILS, beneficiary="mother", agent=Agent("李梅", "child", number))
