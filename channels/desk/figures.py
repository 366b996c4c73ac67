"""What the pages of figures share: the days asked for, the events of them, and what things are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from actions.figures.devices import Uptime, uptimes
from actions.figures.indicators import PARTS, Indicators, Share, indicators, parted
from actions.form.fileable import fileable
from channels.desk.desk import Desk
from channels.desk.page import Asked
from channels.desk.plots import Bar
from channels.desk.titles import titles
from channels.desk.words import load_words

WEEKS = (1, 4, 12)
"""How many weeks may be looked at together."""

_FILE = Path(__file__).parent / "figures.zh.yml"
_USUAL = 4
_KEPT = timedelta(minutes=1)


def figure_words() -> Mapping[str, Any]:
    """The words of the pages of figures."""
    return load_words(_FILE)


@dataclass(frozen=True)
class Span:
    """Whole days, both counted."""

    since: date
    until: date

    def bounds(self, desk: Desk) -> tuple[datetime, datetime]:
        """From the first moment to the one after the last, on the station's calendar."""
        zone = desk.resources.clock.now().tzinfo
        return datetime.combine(self.since, time(), zone), datetime.combine(self.until + timedelta(1), time(), zone)


@dataclass(frozen=True)
class Board:
    """Everything the board shows of some days."""

    span: Span
    whole: Indicators
    parts: Mapping[str, Mapping[str, Indicators]]
    devices: Sequence[Uptime]


def weeks_asked(asked: Asked) -> int:
    """How many weeks are asked for."""
    told = asked.query("weeks", 3)
    return int(told) if told.isdecimal() and int(told) in WEEKS else _USUAL


def span_of(desk: Desk, weeks: int) -> Span:
    """The last weeks, today included."""
    today = desk.resources.clock.today()
    return Span(today - timedelta(days=7 * weeks - 1), today)


class Boards:
    """The figures of some days, reckoned once for a page and its plots: they are kept for a minute."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._kept: dict[Span, tuple[datetime, Board]] = {}

    def of(self, span: Span) -> Board:
        """The figures of those days. Raises StorageError."""
        with self._lock:
            now = self._desk.resources.clock.now()
            self._kept = {one: kept for one, kept in self._kept.items() if now - kept[0] < _KEPT}
            if span not in self._kept:
                self._kept[span] = now, self._reckoned(span, now)
            return self._kept[span][1]

    def _reckoned(self, span: Span, now: datetime) -> Board:
        start, end = span.bounds(self._desk)
        with self._desk.units.reading() as work:
            events = work.events.between(start, end)
        parts = {
            by: {name: indicators(part) for name, part in parted(events, key).items()} for by, key in PARTS.items()
        }
        return Board(span, indicators(events), parts, uptimes(events, min(now, end)))


def names_of(desk: Desk) -> Callable[[str, str], str]:
    """What a part is called: a service or a topic by its title, a channel by its name, a week by its Monday."""
    title, words = titles(desk), figure_words()

    def name(by: str, key: str) -> str:
        if by == "service":
            return str(words["labels"].get(key) or title(key))
        return str(words["channels"].get(key, key)) if by == "channel" else monday(key, desk)

    return name


def service_bars(board: Board, desk: Desk, most: int) -> list[Bar]:
    """What people came for most, and how often it was done; nothing that nobody came for."""
    name = names_of(desk)
    came = [(key, one) for key, one in board.parts["service"].items() if one.visits]
    largest = sorted(came, key=lambda item: -item[1].visits)[:most]
    return [Bar(name("service", key), one.visits, one.done.part) for key, one in largest]


def monday(week: str, desk: Desk) -> str:
    """An ISO week by its first day, as it is written at the desk."""
    day = datetime.strptime(f"{week}-1", "%G-W%V-%u").date()
    return str(desk.words["written"]["day"]).format(month=day.month, day=day.day)


def field_name(desk: Desk) -> Callable[[str, str], str]:
    """What a question of a form is called, by service and key."""
    catalogue, words = desk.resources.catalogue.current(), figure_words()

    def name(service: str, key: str) -> str:
        form, bare = fileable(catalogue, service), key.removeprefix("confirm.").split(".")[0]
        field = form.field(bare) if form else None
        return field.title if field else str(words["stops"].get(bare, bare))

    return name


def percent(share: Share) -> str:
    """As it is read: 67 %; a dash of nothing."""
    return "–" if share.value is None else f"{share.value:.0%}".replace("%", " %")


def number(value: float | None) -> str:
    """One decimal where there is one; a dash where there is nothing."""
    return "–" if value is None else f"{value:,.1f}".removesuffix(".0")


def written(value: Any) -> str:
    """Any figure, as it stands in a table."""
    return percent(value) if isinstance(value, Share) else number(value)
