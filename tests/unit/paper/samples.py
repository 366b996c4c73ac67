"""A case and a letter as they are filed at the station, and the papers made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from actions.cases.model import Agent, Case, CaseState, Details, Level, Told
from actions.catalogue.model import Catalogue
from actions.paper.authorisation import Authorisation
from actions.paper.authorising import Grant, authorise
from actions.paper.letter import letter_card
from actions.paper.slip import slip_card
from tests.unit.actions.fakes import MemoryStore, StoppedClock

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=timezone.utc)
TODAY = NOW.date()
CODE = "482913"
ID_NUMBER, PHONE = "440524188001010014", "13800138000"
DETAILS = Details(
    beneficiary="mother",
    answers=(
        Told("name", "name", "姓名", "王秀英", "王**"),
        Told("id_number", "id_number", "身份证号", ID_NUMBER, "**************0014"),
        Told("phone", "phone", "联系电话", PHONE, "138****8000"),
    ),
    agent=Agent("李梅", "mother"),
)
CASE = Case(
    id="0" * 32,
    number="13800138",
    key="1" * 32,
    session="2" * 32,
    channel="kiosk",
    service="elder_allowance",
    body="民政局",
    grid=None,
    level=Level.GRID,
    state=CaseState.QUEUED,
    filed_at=NOW,
    due_on=date(2026, 12, 1),
    details=DETAILS,
)
GRANT = Grant("2" * 32, "elder_allowance", "王秀英", "李梅", "mother")


def a_slip(catalogue: Catalogue, case: Case = CASE, **more: Any) -> dict[str, Any]:
    """The slip of the case with everything that can stand on it."""
    service = catalogue.services.get(case.service)
    materials = (*service.materials, *service.proxy.must_bring) if service else ()
    given = {"code": CODE, "code_until": NOW + timedelta(minutes=15), "materials": materials}
    return slip_card(case, catalogue, TODAY, **given | more)


def an_authorisation(catalogue: Catalogue, **changes: Any) -> Authorisation:
    """A letter that was just drawn up."""
    return authorise(replace(GRANT, **changes), catalogue, MemoryStore(), StoppedClock(NOW))


def a_letter(catalogue: Catalogue, **changes: Any) -> dict[str, Any]:
    """The letter as it is laid out."""
    return letter_card(an_authorisation(catalogue, **changes), catalogue)
