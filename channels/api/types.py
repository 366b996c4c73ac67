"""Values of a query as strictly as the description of the interface says: what is nearly right is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone
from typing import Any

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")

_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=timezone.utc), datetime(9000, 1, 1, tzinfo=timezone.utc)


class Day(date):
    """A day as RFC 3339 writes it: 2026-11-24."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], date]]:
        yield _read_day

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        schema.update(type="string", format="date")


class Moment(datetime):
    """A moment with its zone as RFC 3339 writes it: 2026-11-24T09:00:00+08:00."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], datetime]]:
        yield read_moment

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        schema.update(type="string", format="date-time")


class Count(int):
    """A whole number in digits and nothing else."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], int]]:
        yield _read_count

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        schema.update(type="integer")


def _read_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a day such as 2026-11-24")
    return date.fromisoformat(value)


def read_moment(value: Any) -> datetime:
    """The moment; one before our time or long after it becomes the first or the last that can be reckoned with.

    Raises ValueError when it is none.
    """
    if isinstance(value, datetime):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("must be a moment such as 2026-11-24T09:00:00+08:00")
    day, clock, fraction, zone = found.groups()
    zone = "+00:00" if zone in "Zz" else zone
    second = "59" if clock.endswith("60") else clock[-2:]
    moment = datetime.fromisoformat(f"{day}T{clock[:-2]}{second}{(fraction or '.0')[:7].ljust(7, '0')}{zone}")
    return moment if _FIRST.year < moment.year < _LAST.year else _FIRST if moment.year <= _FIRST.year else _LAST


def _read_count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch("-?[0-9]{1,9}", value):
        raise ValueError("must be a whole number")
    return int(value)
