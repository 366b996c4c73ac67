"""What was measured of a bot, and how it is shown beside another."""

import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.table import Table

WINDOW = 12
"""Turns that the median "at" a turn is taken over."""


@dataclass(frozen=True)
class Figures:
    """One bot's."""

    turns: tuple[float, ...]
    """Milliseconds of each turn of one conversation, in order."""
    per_second: float
    """Turns a second when several people talk at once."""
    processor: float
    """Milliseconds of processor time a turn takes while several people talk: what a busy machine changes least."""
    cold_start: float
    """Seconds from the start of its processes until all say that they are well."""
    rss: float
    """Megabytes of memory that its processes hold at the end."""
    empty: int
    """Turns that were answered with nothing."""
    failed: int
    """Turns that were answered with an error, or with an apology for one."""

    def at(self, turn: int) -> float:
        """Median milliseconds of the turns around this one; NaN when the conversation ended before it."""
        if turn > len(self.turns):
            return float("nan")
        start = max(0, min(turn - WINDOW // 2 - 1, len(self.turns) - WINDOW))
        return statistics.median(self.turns[start : start + WINDOW])


def marks(turns: int) -> tuple[int, ...]:
    """The turns to look at in a conversation of so many: the fifth, the fiftieth and the last."""
    return tuple(sorted({mark for mark in (5, 50) if mark < turns} | {turns}))


def rows(turns: int) -> list[tuple[str, str, Callable[[Figures], float]]]:
    """The lines of the table: what it is, how the number is written, where it comes from."""
    timed = [(f"turn {mark}: p50 ms", ".1f", _at(mark)) for mark in marks(turns)]
    return [
        *timed,
        ("8 senders: turns/s", ".1f", lambda one: one.per_second),
        ("8 senders: processor ms/turn", ".1f", lambda one: one.processor),
        ("cold start: s", ".1f", lambda one: one.cold_start),
        ("memory: RSS MB", ".0f", lambda one: one.rss),
        ("turns without an answer", ".0f", lambda one: one.empty),
        ("turns that failed", ".0f", lambda one: one.failed),
    ]


def _at(mark: int) -> Callable[[Figures], float]:
    return lambda one: one.at(mark)


def table(ours: Figures, stock: Figures, turns: int) -> Table:
    """Both side by side, with ours as a share of stock's."""
    made = Table("", "ours", "stock Rasa", "ours / stock")
    for column in made.columns[1:]:
        column.justify = "right"
    for name, form, value in rows(turns):
        left, right = value(ours), value(stock)
        made.add_row(name, _written(left, form), _written(right, form), _written(_ratio(left, right), ".2f"))
    return made


def _written(value: float, form: str) -> str:
    return "–" if math.isnan(value) else format(value, form)


def summary(ours: Figures, stock: Figures, turns: int) -> dict[str, float]:
    """The five numbers of the last line. `growth` is our last turn against our first ones."""
    return {
        "throughput": round(_ratio(ours.per_second, stock.per_second), 1),
        "growth": round(_ratio(ours.at(turns), ours.at(marks(turns)[0])), 2),
        "turn_p50_ms": round(statistics.median(ours.turns), 1),
        "cold_start_s": round(ours.cold_start, 1),
        "rss_mb": round(ours.rss),
    }


def last_line(numbers: dict[str, float]) -> str:
    """The summary for a person or a script to read."""
    return (
        "throughput x{throughput:.1f} growth x{growth:.2f} turn_p50_ms {turn_p50_ms:.1f} "
        "cold_start_s {cold_start_s:.1f} rss_mb {rss_mb:.0f}"
    ).format(**numbers)


GOALS: dict[str, tuple[str, float]] = {
    "throughput": (">=", 5.0),
    "growth": ("<=", 1.2),
    "turn_p50_ms": ("<=", 15.0),
    "cold_start_s": ("<=", 15.0),
    "rss_mb": ("<=", 1500.0),
}
"""What each number of the summary must reach, or may not pass, on two cores that do nothing else."""


def missed(numbers: Mapping[str, float]) -> list[str]:
    """The goals that were not reached, each with the number; a number that could not be taken reaches none."""
    return [
        f"{name} {numbers[name]:g}, wanted {sign} {goal}"
        for name, (sign, goal) in GOALS.items()
        if not (numbers[name] >= goal if sign == ">=" else numbers[name] <= goal)
    ]


def as_data(ours: Figures, stock: Figures, turns: int) -> dict[str, Any]:
    """The same for a program; what was not measured is null."""

    def numbers(one: Figures) -> dict[str, float | None]:
        values = ((name, value(one)) for name, _, value in rows(turns))
        return {name: None if math.isnan(value) else round(value, 2) for name, value in values}

    return {"ours": numbers(ours), "stock": numbers(stock), "summary": summary(ours, stock, turns)}


def _ratio(one: float, other: float) -> float:
    return one / other if other else float("nan")
