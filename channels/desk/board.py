"""The board: how the station does, computed from events alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF
from actions.figures.indicators import PARTS, Indicators, Share
from channels.desk.desk import Desk
from channels.desk.figures import (
    WEEKS,
    Board,
    Boards,
    field_name,
    figure_words,
    names_of,
    service_bars,
    span_of,
    weeks_asked,
    written,
)
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.plots import Bar, Point, bars, weeks_plot

_MOST_BARS = 12
_TILES = ("visits", "done", "minutes", "satisfied", "in_time", "handed_over", "gave_up", "unclear")
_COLUMNS = ("visits", "done", "minutes", "turns", "repeated", "slowed", "louder", "unclear", "gave_up", "handed_over")
_ALL_COLUMNS = (*_COLUMNS, "in_time", "satisfied", "answer_ms")


def pages(desk: Desk) -> list[Page | Socket]:
    """The board for everybody; its figures as a file for staff."""
    boards = Boards(desk)
    return [
        Page("/board", partial(show, boards), EVERYONE, nav="board"),
        Page("/board/{plot}.svg", partial(plot, boards), EVERYONE),
        Page("/board/figures.csv", partial(as_csv, boards), STAFF),
    ]


def show(boards: Boards, asked: Asked) -> Response:
    """The figures of the last weeks."""
    desk, weeks = asked.desk, weeks_asked(asked)
    return desk.page(
        asked,
        "board.html",
        board=boards.of(span_of(desk, weeks)),
        weeks=weeks,
        choices=WEEKS,
        figures=figure_words(),
        tiles=_TILES,
        most=_MOST_BARS,
        columns=_ALL_COLUMNS,
        written=written,
        is_share=lambda value: isinstance(value, Share),
        name=names_of(desk),
        field=field_name(desk),
        by=asked.query("by") if asked.query("by") in PARTS else "service",
        may_take=asked.account.role in STAFF,
    )


def plot(boards: Boards, asked: Asked) -> Response:
    """One of the plots of the same weeks."""
    desk, which = asked.desk, asked.path("plot")
    if which not in _PLOTS:
        raise Refused(404, "not_found")
    board = boards.of(span_of(desk, weeks_asked(asked)))
    return Response(_PLOTS[which](board, desk), media_type="image/svg+xml")


def as_csv(boards: Boards, asked: Asked) -> Response:
    """The figures of the last weeks, one part a line; shares as their two numbers."""
    desk, by = asked.desk, asked.query("by")
    if by not in PARTS:
        raise Refused(404, "not_found")
    board = boards.of(span_of(desk, weeks_asked(asked)))
    desk.note(asked, "exported", "figures.csv")
    headers = {"Content-Disposition": f'attachment; filename="linban-{by}-{board.span.until}.csv"'}
    return Response(_csv(board, by), media_type="text/csv; charset=utf-8", headers=headers)


def _csv(board: Board, by: str) -> bytes:
    """With the mark by which a spreadsheet knows UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    rows = [_row(name, one) for name, one in [("all", board.whole), *board.parts[by].items()]]
    writer.writerow([by, *(name for name, _ in rows[0][1])])
    writer.writerows([name, *(value for _, value in cells)] for name, cells in rows)
    return text.getvalue().encode("utf-8-sig")


def _row(name: str, figures: Indicators) -> tuple[str, list[tuple[str, object]]]:
    return name, list(_cells(figures))


def _cells(figures: Indicators) -> Iterator[tuple[str, object]]:
    for column in _ALL_COLUMNS:
        value = getattr(figures, column)
        if isinstance(value, Share):
            yield f"{column}_part", value.part
            yield f"{column}_whole", value.whole
        else:
            yield column, "" if value is None else value


def _weeks(board: Board, desk: Desk) -> bytes:
    name, words = names_of(desk), figure_words()["plots"]
    points = [Point(name("week", week), one.visits, one.done.value) for week, one in board.parts["week"].items()]
    return weeks_plot(points, words["visits"], words["done"])


def _services(board: Board, desk: Desk) -> bytes:
    return bars(service_bars(board, desk, _MOST_BARS))


def _stops(board: Board, desk: Desk) -> bytes:
    name, field = names_of(desk), field_name(desk)
    stops = board.whole.stops[:_MOST_BARS]
    return bars([Bar(f"{name('service', one.service)} · {field(one.service, one.field)}", one.count) for one in stops])


_PLOTS = {"weeks": _weeks, "services": _services, "stops": _stops}
