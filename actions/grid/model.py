"""Which address belongs to which grid, and who is on duty there on a day. No Rasa, no SQL.

The table is a CSV file with a line for every place and duty: place, grid, worker, phone, from, until. A place is a
community, a street or a building, as people say it; `from` and `until` may be empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.text.nearest import NearestNames
from assistant.text.normalise import normalise

COLUMNS = ("place", "grid", "worker", "phone", "from", "until")
MOST_LINES = 5_000
_LONGEST = 128


_SAID = {
    "columns": "must have two to six columns: place,grid,worker,phone,from,until",
    "empty": "names no place or no grid",
    "day": "holds a day that is not written as 2026-12-01",
    "period": "ends before it begins",
    "long": "holds a text of more than 128 characters",
    "many": "is one too many: 5000 at most",
}


class GridError(ValueError):
    """A table cannot be used. `line` is that of the file; `problem` one word: `columns`, `empty`, `day`, `period`,
    `long`, `many`."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(f"Line {line} of the table {_SAID[problem]}.")
        self.problem = problem
        self.line = line


@dataclass(frozen=True)
class Worker:
    """Who is on duty; personal."""

    name: str = field(repr=False, default="")
    phone: str = field(repr=False, default="")


@dataclass(frozen=True)
class GridPlace:
    """One line of the table."""

    place: str
    grid: str
    worker: Worker
    from_on: date | None = None
    until_on: date | None = None

    def is_on(self, today: date) -> bool:
        """Whether the duty is on that day."""
        return (self.from_on is None or self.from_on <= today) and (self.until_on is None or today <= self.until_on)


def read_table(text: str) -> tuple[GridPlace, ...]:
    """The lines of a CSV file, whose first line names the columns or is left out. Raises GridError."""
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"))), 1) if any(row)]
    if len(rows) > MOST_LINES:
        raise GridError("many", MOST_LINES)
    return tuple(_line(number, row) for number, row in rows if not (number == 1 and _is_head(row)))


def decoded(data: bytes) -> str:
    """The text of a file, in UTF-8 or as Chinese spreadsheets save it. Raises UnicodeDecodeError for neither."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def write_table(places: Iterable[GridPlace]) -> str:
    """The same table as a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in places:
        days = (day.isoformat() if day else "" for day in (one.from_on, one.until_on))
        writer.writerow([one.place, one.grid, one.worker.name, one.worker.phone, *days])
    return out.getvalue()


def grid_in(text: str, places: Sequence[GridPlace]) -> str | None:
    """The grid of the place that is named, misheard or not; a building before the community it stands in."""
    said = normalise(text)
    known = {normalise(one.place): one.grid for one in places}
    named = max((place for place in known if place in said), key=len, default=None)
    if named is not None:
        return known[named]
    found = NearestNames(known).find(said) if known else ()
    return found[0].means if found else None


def workers_of(grid: str, places: Iterable[GridPlace], today: date) -> tuple[Worker, ...]:
    """Who is on duty in a grid, each once."""
    return tuple(dict.fromkeys(one.worker for one in places if one.grid == grid and one.is_on(today)))


def _is_head(row: Sequence[str]) -> bool:
    """Whether a line holds no day where days stand, and is long enough to: then it names the columns."""
    cells = [cell.strip() for cell in row]
    return cells[: len(COLUMNS)] == list(COLUMNS) or (len(cells) == len(COLUMNS) and all(cells) and not _has_day(cells))


def _has_day(cells: Sequence[str]) -> bool:
    return any(character.isdigit() for character in "".join(cells[3:]))


def _line(number: int, row: Sequence[str]) -> GridPlace:
    cells = [cell.strip() for cell in row] + [""] * len(COLUMNS)
    if not 2 <= len(row) <= len(COLUMNS):
        raise GridError("columns", number)
    place, grid, name, phone, begins, ends = cells[: len(COLUMNS)]
    if not place or not grid:
        raise GridError("empty", number)
    if max(map(len, (place, grid, name, phone))) > _LONGEST:
        raise GridError("long", number)
    from_on, until_on = _day(begins, number), _day(ends, number)
    if from_on and until_on and until_on < from_on:
        raise GridError("period", number)
    return GridPlace(place, grid, Worker(name, phone), from_on, until_on)


def _day(text: str, number: int) -> date | None:
    try:
        return date.fromisoformat(text.replace("/", "-")) if text else None
    except ValueError as error:
        raise GridError("day", number) from error


def overlapping(places: Iterable[GridPlace]) -> Iterator[GridPlace]:
    """Lines that put a place into another grid than an earlier line does: somebody has to look at them."""
    first: dict[str, str] = {}
    for one in places:
        if first.setdefault(normalise(one.place), one.grid) != one.grid:
            yield one
