"""Slip and letter once more, laid out for the printer as the kiosk lays them out."""

from __future__ import annotations

from starlette.responses import FileResponse, Response

from actions.desk.model import EVERYONE
from actions.materials.model import Guide, Need, Situation
from actions.materials.needed import needed
from actions.paper.letter import letter_card
from actions.paper.sheet import Sheet
from actions.paper.slip import slip_card
from channels.desk.case import Opened, open_case
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket


def pages(desk: Desk) -> list[Page | Socket]:
    """The two papers, and how they look."""
    return [
        Page("/cases/{number}/slip", slip, EVERYONE, ("POST",)),
        Page("/cases/{number}/letter", letter, EVERYONE, ("POST",)),
        Page("/paper.css", style, EVERYONE),
    ]


def slip(asked: Asked) -> Response:
    """The slip: what to bring, where, by when; no number of a person in the clear."""
    opened, resources = open_case(asked), asked.desk.resources
    catalogue, today = resources.catalogue.current(), resources.clock.today()
    return _printed(asked, opened, slip_card(opened.case, catalogue, today, materials=_to_bring(asked.desk, opened)))


def letter(asked: Asked) -> Response:
    """The letter of authorisation, which names people in full."""
    opened, resources = open_case(asked), asked.desk.resources
    agent = opened.case.details.agent
    with resources.units() as work:
        found = work.authorisations.by_number(agent.authorisation or "") if agent else None
    if found is None:
        raise Refused(404, "not_found")
    return _printed(asked, opened, letter_card(found, resources.catalogue.current()))


def style(asked: Asked) -> Response:
    """The style sheet of papers."""
    path = asked.desk.settings.paper
    return FileResponse(path, media_type="text/css") if path else Response("", media_type="text/css")


def _printed(asked: Asked, opened: Opened, sheet: Sheet) -> Response:
    asked.desk.note(asked, "printed", opened.case.number, sheet["title"])
    return asked.desk.page(asked, "print.html", sheet=sheet, number=opened.case.number)


def _to_bring(desk: Desk, opened: Opened) -> tuple[Need, ...]:
    """What anybody in this situation needs: what this person answered at the kiosk is not kept."""
    resources, case = desk.resources, opened.case
    catalogue = resources.catalogue.current()
    service = catalogue.services.get(case.service)
    if service is None:
        return ()
    guide = Guide(resources.words, catalogue, resources.clock.today())
    return needed(service, Situation(case.details.beneficiary), guide)
