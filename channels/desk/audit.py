"""Who looked at what and did what, and why: to be read by staff, and changed by nobody."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from actions.desk.model import STAFF
from actions.desk.ports import AuditFilter
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket

_MOST = 50


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff."""
    return [Page("/audit", show, STAFF, nav="audit")]


def show(asked: Asked) -> Response:
    """The newest entries, or those asked for; and, when asked, whether all of them are as they were written."""
    which, before = _which(asked), _number(asked.query("before"))
    is_checked = bool(asked.query("check"))
    with asked.desk.units.reading() as work:
        entries = work.audit.find(which, _MOST + 1, before)
        newest = work.audit.find(AuditFilter(), 1)
        wrong = work.audit.first_wrong() if is_checked else None
    return asked.desk.page(
        asked,
        "audit.html",
        entries=entries[:_MOST],
        older=entries[_MOST - 1].number if len(entries) > _MOST else None,
        newest=newest[0] if newest else None,
        which=which,
        names=asked.desk.people.names(),
        is_checked=is_checked,
        wrong=wrong,
    )


def _which(asked: Asked) -> AuditFilter:
    return AuditFilter(
        account=asked.query("account", 32),
        action=asked.query("action", 32),
        subject=asked.query("subject", 64).replace(" ", ""),
        since=_day(asked.query("since")),
        until=_day(asked.query("until")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 12 else None
