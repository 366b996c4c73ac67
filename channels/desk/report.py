"""The week on one sheet of paper, for the community's meeting."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from starlette.responses import Response

from actions.desk.model import STAFF
from channels.desk.desk import Desk
from channels.desk.figures import Boards, Span, field_name, figure_words, names_of, service_bars, written
from channels.desk.needs import needs_of, part_name
from channels.desk.page import Asked, Page, Socket
from channels.desk.plots import bars

_LEADING = ("done", "visits", "satisfied", "in_time")
_OTHERS = ("minutes", "turns", "handed_over", "gave_up", "unclear", "repeated", "slowed", "louder", "answer_ms")
_MOST = 8


def pages(desk: Desk) -> list[Page | Socket]:
    """For staff."""
    boards = Boards(desk)
    return [
        Page("/report", partial(show, boards), STAFF, nav="report"),
        Page("/report/services.svg", partial(plot, boards), STAFF),
    ]


def show(boards: Boards, asked: Asked) -> Response:
    """A whole week from Monday; the last one that is over unless another is asked for."""
    desk, span = asked.desk, _week(asked)
    return desk.page(
        asked,
        "report.html",
        board=boards.of(span),
        before=boards.of(_shifted(span, -1)),
        needs=needs_of(desk, span, "topic")[:_MOST],
        gaps=needs_of(desk, span, "gap")[:_MOST],
        span=span,
        earlier=_shifted(span, -1).since,
        later=_shifted(span, 1).since,
        figures=figure_words(),
        leading=_LEADING,
        others=_OTHERS,
        most=_MOST,
        written=written,
        name=names_of(desk),
        part=part_name(desk),
        field=field_name(desk),
    )


def plot(boards: Boards, asked: Asked) -> Response:
    """What was done of what people came for, in that week."""
    made = bars(service_bars(boards.of(_week(asked)), asked.desk, _MOST))
    return Response(made, media_type="image/svg+xml")


def _week(asked: Asked) -> Span:
    today = asked.desk.resources.clock.today()
    day = _day(asked.query("week")) or today - timedelta(days=7)
    monday = min(day, today) - timedelta(days=min(day, today).weekday())
    return Span(monday, monday + timedelta(days=6))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > date.min.year + 1 else None


def _shifted(span: Span, weeks: int) -> Span:
    return Span(span.since + timedelta(weeks=weeks), span.until + timedelta(weeks=weeks))
