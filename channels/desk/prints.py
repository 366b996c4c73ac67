"""Slip and letter once more, laid out for the printer as the kiosk lays them out, and printed as the kiosk prints."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
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


async def slip(asked: Asked) -> Response:
    """The slip: what to bring, where, by when; no number of a person in the clear."""
    return await _shown_or_printed(asked, _slip)


async def letter(asked: Asked) -> Response:
    """The letter of authorisation, which names people in full."""
    return await _shown_or_printed(asked, _letter)


def _slip(asked: Asked, opened: Opened) -> Sheet:
    resources = asked.desk.resources
    catalogue, today = resources.catalogue.current(), resources.clock.today()
    return slip_card(opened.case, catalogue, today, materials=_to_bring(asked.desk, opened))


def _letter(asked: Asked, opened: Opened) -> Sheet:
    resources = asked.desk.resources
    agent = opened.case.details.agent
    with resources.units() as work:
        found = work.authorisations.by_number(agent.authorisation or "") if agent else None
    if found is None:
        raise Refused(404, "not_found")
    return letter_card(found, resources.catalogue.current())


def style(asked: Asked) -> Response:
    """The style sheet of papers."""
    path = asked.desk.settings.paper
    return FileResponse(path, media_type="text/css") if path else Response("", media_type="text/css")


async def _shown_or_printed(asked: Asked, lay_out: Callable[[Asked, Opened], Sheet]) -> Response:
    """How it will look; on paper where that is asked for and the station has a printer of its own."""
    sheet, number = await run_in_threadpool(_noted, asked, lay_out)
    print_paper, is_sent = asked.desk.print_paper, None
    if print_paper is not None and asked.field("print"):
        paper = asked.desk.templates.get_template("paper.html").render(sheet=sheet, practises=False)
        is_sent = await print_paper(paper)
    has_printer = print_paper is not None
    return asked.desk.page(asked, "print.html", sheet=sheet, number=number, by_station=has_printer, is_sent=is_sent)


def _noted(asked: Asked, lay_out: Callable[[Asked, Opened], Sheet]) -> tuple[Sheet, str]:
    opened = open_case(asked)
    sheet = lay_out(asked, opened)
    asked.desk.note(asked, "printed", opened.case.number, sheet["title"])
    return sheet, opened.case.number


def _to_bring(desk: Desk, opened: Opened) -> tuple[Need, ...]:
    """What anybody in this situation needs: what this person answered at the kiosk is not kept."""
    resources, case = desk.resources, opened.case
    catalogue = resources.catalogue.current()
    service = catalogue.services.get(case.service)
    if service is None:
        return ()
    guide = Guide(resources.words, catalogue, resources.clock.today())
    return needed(service, Situation(case.details.beneficiary), guide)
