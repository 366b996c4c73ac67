"""What people need, in groups of five and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.responses import Response

from actions.desk.model import EVERYONE
from actions.figures.topics import (
    FEWEST,
    Group,
    Wish,
    by_gap,
    by_topic,
    by_topic_and_grid,
    by_topic_and_week,
    groups,
    wishes_of,
)
from channels.desk.desk import Desk
from channels.desk.figures import WEEKS, Span, figure_words, names_of, span_of, weeks_asked
from channels.desk.page import Asked, Page, Socket

GROUPINGS: Mapping[str, Callable[[Wish], tuple[str, ...] | None]] = {
    "topic": by_topic,
    "week": by_topic_and_week,
    "grid": by_topic_and_grid,
    "gap": by_gap,
}


def pages(desk: Desk) -> list[Page | Socket]:
    """For everybody who works here."""
    return [Page("/needs", show, EVERYONE, nav="needs")]


def show(asked: Asked) -> Response:
    """Topics of the last weeks, by what is asked for."""
    desk, weeks = asked.desk, weeks_asked(asked)
    by = asked.query("by") if asked.query("by") in GROUPINGS else "topic"
    span = span_of(desk, weeks)
    return desk.page(
        asked,
        "needs.html",
        groups=needs_of(desk, span, by),
        gaps=needs_of(desk, span, "gap"),
        span=span,
        weeks=weeks,
        choices=WEEKS,
        by=by,
        fewest=FEWEST,
        figures=figure_words(),
        part=part_name(desk),
        name=names_of(desk),
    )


def needs_of(desk: Desk, span: Span, by: str) -> Sequence[Group]:
    """The groups of those days. Raises StorageError."""
    start, end = span.bounds(desk)
    with desk.units.reading() as work:
        wishes = wishes_of(work.events.between(start, end), work.needs.between(start, end))
    return groups(wishes, GROUPINGS[by])


def part_name(desk: Desk) -> Callable[[str, str], str]:
    """What the second part of a group is called: a week by its Monday, a gap in words, a grid as it is."""
    words, name = figure_words(), names_of(desk)

    def part(by: str, key: str) -> str:
        if by == "week":
            return name("week", key)
        return str(words["gaps"].get(key, key)) if by == "gap" else key

    return part
