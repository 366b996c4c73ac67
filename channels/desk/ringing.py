"""A call that nobody took in time rings on every page of the desk, whatever somebody is busy with there."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from actions.desk.model import EVERYONE
from actions.help.escalation import rings_everywhere
from channels.desk.desk import Desk
from channels.desk.live.naming import Naming, live_words
from channels.desk.page import Asked, Page, Socket


def pages(desk: Desk) -> list[Page | Socket]:
    """What the script of every page asks for."""
    return [Page("/ringing", ringing, EVERYONE, is_data=True, is_watching=True)]


def ringing(asked: Asked) -> Response:
    """The most urgent of those calls in one line, and how many there are."""
    resources = asked.desk.resources
    with asked.desk.units.reading() as work:
        calls = work.help_requests.unclosed()
    now, within = resources.clock.now(), resources.duty.answer_within
    late = [call for call in calls if rings_everywhere(call, now, within)]
    if not late:
        return JSONResponse({"count": 0, "line": ""})
    naming, first = Naming(resources.catalogue.current(), live_words()), late[0]
    place = first.place or naming.words["channels"].get(first.channel, first.channel)
    return JSONResponse({"count": len(late), "line": f"{place} · {naming.call(first)}"})
