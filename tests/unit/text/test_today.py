"""What day it is."""

from datetime import date

import pytest

from assistant.text.today import asks_what_day, lunar_day, weekday

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "said",
    [
        "今天几号",
        "今天几月几号啊",
        "闺女 今儿星期几",
        "今天农历初几了",
        "请问今天是礼拜几？",
        "现在几点了",
        "这会儿几点",
        "都几点了",
    ],
)
def test_the_day_or_the_time_is_asked_for(said: str) -> None:
    assert asks_what_day(said)


@pytest.mark.parametrize(
    "said", ["今天几号能办", "几点开门", "我住几号楼", "今天几点上课", "今天", "退休金几号发", "几点"]
)
def test_something_else_is(said: str) -> None:
    assert not asks_what_day(said)


def test_days_are_called_as_people_call_them() -> None:
    assert (weekday(date(2026, 11, 28)), lunar_day(date(2026, 11, 28))) == ("星期六", "十月二十")
    assert (lunar_day(date(2026, 2, 17)), lunar_day(date(2025, 7, 25))) == ("正月初一", "闰六月初一")
    assert lunar_day(date(1899, 1, 1)) == ""
