"""Seasons as announcements name them, and days as they stand in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.seasons import Season, read_season
from assistant.text.speakable import speakable
from assistant.text.written_days import written_day

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("集中缴费期多数在每年九月到十二月。", Season((9, 1), (12, 31))),
        ("九月一日到十二月二十五日", Season((9, 1), (12, 25))),
        ("10月8日至次年2月底", Season((10, 8), (2, 29))),
        ("每年随时都能缴", None),
        ("九月一日起", None),
        ("十三月到十四月", None),
    ],
)
def test_a_season_is_read_from_an_announcement(text: str, season: Season | None) -> None:
    assert read_season(text) == season


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2100))
def test_a_season_ends_after_it_began_and_within_a_year(first: int, last: int, year: int) -> None:
    season = read_season(f"{first}月到{last}月")
    assert season is not None
    begins, ends = season.in_year(year)
    assert (begins.year, begins.month, begins.day, ends.month) == (year, first, 1, last)
    assert 0 < (ends - begins).days <= 366


def test_the_29th_of_february_is_the_28th_in_a_common_year() -> None:
    season = Season((12, 1), (2, 29))
    assert season.in_year(2026)[1] == date(2027, 2, 28)
    assert season.in_year(2027)[1] == date(2028, 2, 29)


def test_the_year_is_written_only_when_it_is_another() -> None:
    today = date(2026, 11, 24)
    assert written_day(date(2026, 12, 5), today) == "12月5日"
    assert speakable(written_day(date(2027, 1, 5), today)) == "二零二七年一月五日"
