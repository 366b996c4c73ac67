"""Cases in the form that a department wants, so that nobody types them twice."""

from __future__ import annotations

import logging
from datetime import date
from urllib.parse import quote

from starlette.responses import Response

from actions.desk.export.export import Wanted, matching, take_out
from actions.desk.export.table import MEDIA_TYPES, table
from actions.desk.export.template import Template, read_templates
from actions.desk.export.values import Naming
from actions.desk.model import STAFF
from channels.desk.case import reason_given
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.titles import titles

log = logging.getLogger(__name__)


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff: a table takes personal data out of the station."""
    return [
        Page("/exports", show, STAFF, nav="exports"),
        Page("/exports/{template}", download, STAFF, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Every template, how many cases it would take, and what stands in it."""
    templates, wrong = read_templates(asked.desk.settings.exports)
    for error in wrong:
        log.error("an export cannot be used: %s", error)
    with asked.desk.units.reading() as work:
        counts = {one.id: len(matching(Wanted(one), work)) for one in templates.values()}
        all_ = {one.id: len(matching(Wanted(one, only_new=False), work)) for one in templates.values()}
    return asked.desk.page(
        asked,
        "exports.html",
        templates=list(templates.values()),
        counts=counts,
        all=all_,
        wrong=[error.path.name for error in wrong],
        title=titles(asked.desk),
    )


def download(asked: Asked) -> Response:
    """The file. Who took it, why, and which cases stand in it is written down first."""
    template = _template(asked)
    wanted = Wanted(template, _day(asked, "since"), _day(asked, "until"), asked.field("only_new") == "1")
    desk = asked.desk
    cases = take_out(wanted, asked.account.id, reason_given(asked), desk.units, desk.resources.clock)
    body = table(template, cases, naming(desk))
    name = f"{template.name}-{desk.resources.clock.today().isoformat()}.{template.format}"
    plain = f"{template.id}.{template.format}"
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}
    return Response(body, media_type=MEDIA_TYPES[template.format], headers=headers)


def naming(desk: Desk) -> Naming:
    """How departments read our keys. Raises StorageError."""
    spoken_of = desk.resources.catalogue.current().phrases.spoken_of
    own: str = desk.words["self"]

    def person(key: str) -> str:
        return own if key == "self" else spoken_of(key)

    return Naming(titles(desk), desk.words["states"], desk.words["levels"], person)


def _template(asked: Asked) -> Template:
    templates, wrong = read_templates(asked.desk.settings.exports)
    found = templates.get(asked.path("template"))
    if found is None:
        is_broken = any(error.path.stem == asked.path("template") for error in wrong)
        raise Refused(409 if is_broken else 404, "bad_export" if is_broken else "not_found")
    return found


def _day(asked: Asked, name: str) -> date | None:
    try:
        return date.fromisoformat(asked.field(name, 10))
    except ValueError:
        return None
