"""The table of the grid: read as spreadsheets save it, looked up as people say it, given out as it came in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.grid.model import GridError, GridPlace, Worker, decoded, grid_in, read_table, workers_of, write_table

pytestmark = pytest.mark.unit

TABLE = """小区,网格,网格员,电话,从,到
阳光小区,第一网格,周网格,13800138001,,2026-11-30
阳光小区,第一网格,吴网格,13800138006,2026-12-01,
阳光小区三栋,第二网格,,,,
"""
WORDS = st.text("阳光小区一二三", min_size=1, max_size=8)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1))
LINES = st.builds(GridPlace, WORDS, WORDS, st.builds(Worker, WORDS, st.just("13800138000")), DAYS, st.none())


@given(st.lists(LINES, max_size=8))
def test_a_table_given_out_and_taken_in_is_the_same(places: list[GridPlace]) -> None:
    assert list(read_table(write_table(places))) == places


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    assert len(read_table(decoded(TABLE.encode(encoding)))) == 3


def test_a_building_counts_before_its_community_and_duty_changes_with_its_day() -> None:
    places = read_table(TABLE)
    assert grid_in("我住阳光小区五栋", places) == "第一网格"
    assert grid_in("阳光小区三栋二单元", places) == "第二网格"
    assert grid_in("洋光小区五栋", places) == "第一网格", "misheard"
    assert grid_in("月亮湾", places) is None and grid_in("阳光小区", ()) is None
    on = [workers_of("第一网格", places, day)[0].name for day in (date(2026, 11, 30), date(2026, 12, 1))]
    assert on == ["周网格", "吴网格"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("只有一格", "columns"),
        ("a,b,c,d,e,f,g", "columns"),
        ("阳光小区,", "empty"),
        ("阳光小区,一,周,1,昨天,", "day"),
        ("阳光小区,一,周,1,2026-02-01,2026-01-01", "period"),
        ("阳" * 200 + ",一", "long"),
        ("阳光小区,一\n" * 5001, "many"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(GridError, match="Line") as error:
        read_table(text)
    assert error.value.problem == problem
