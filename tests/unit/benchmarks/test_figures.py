"""What the benchmark says follows from what was timed."""

import json
import math
from io import StringIO

import pytest
from rich.console import Console

from tests.benchmarks.figures import Figures, as_data, last_line, marks, missed, summary, table

pytestmark = pytest.mark.unit


def figures(turns: tuple[float, ...], per_second: float = 10.0, empty: int = 0) -> Figures:
    return Figures(
        turns=turns, per_second=per_second, processor=8.5, cold_start=15.04, rss=612.4, empty=empty, failed=0
    )


FLAT = figures((20.0,) * 500, per_second=90.0)
GROWING = figures(tuple(float(turn) for turn in range(1, 501)), per_second=30.0, empty=3)


def shown(ours: Figures, stock: Figures, turns: int) -> list[list[str]]:
    console = Console(file=StringIO(), width=100)
    console.print(table(ours, stock, turns))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if "│" in line]


def test_a_figure_is_the_median_of_the_turns_around_it() -> None:
    assert (GROWING.at(5), GROWING.at(50), GROWING.at(500)) == (6.5, 49.5, 494.5)


def test_one_slow_turn_does_not_make_a_figure() -> None:
    assert figures((900.0, *(20.0,) * 30)).at(5) == 20.0


def test_a_short_conversation_is_looked_at_where_it_was() -> None:
    assert marks(500) == (5, 50, 500) and marks(50) == (5, 50) and marks(3) == (3,)


def test_the_table_sets_both_side_by_side() -> None:
    found = shown(FLAT, GROWING, 500)
    assert ["turn 500: p50 ms", "20.0", "494.5", "0.04"] in found
    assert ["8 senders: turns/s", "90.0", "30.0", "3.00"] in found
    assert ["turns without an answer", "0", "3", "0.00"] in found


def test_a_turn_that_was_never_reached_is_a_dash_and_null() -> None:
    cut = figures((300.0,) * 200)
    assert ["turn 500: p50 ms", "20.0", "–", "–"] in shown(FLAT, cut, 500)
    data = json.loads(json.dumps(as_data(FLAT, cut, 500)))
    assert data["stock"]["turn 500: p50 ms"] is None and math.isnan(cut.at(500))


def test_the_last_line_is_ours_against_stock_and_ours_alone() -> None:
    assert last_line(summary(FLAT, GROWING, 500)) == (
        "throughput x3.0 growth x1.00 turn_p50_ms 20.0 cold_start_s 15.0 rss_mb 612"
    )


def test_a_goal_that_is_missed_is_named_with_its_number() -> None:
    numbers = {"throughput": 4.9, "growth": 1.2, "turn_p50_ms": 15.1, "cold_start_s": 15.0, "rss_mb": 1500.0}
    assert missed(numbers) == ["throughput 4.9, wanted >= 5.0", "turn_p50_ms 15.1, wanted <= 15.0"]


def test_what_could_not_be_measured_reaches_no_goal() -> None:
    numbers = {"throughput": float("nan"), "growth": 1.0, "turn_p50_ms": 5.0, "cold_start_s": 9.0, "rss_mb": 600.0}
    assert [line.split()[0] for line in missed(numbers)] == ["throughput"]
