"""Days that are still to come, as older people name them. Today is a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.text.coming_days import coming_day

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("下个礼拜三", (2026, 12, 2)),
        ("礼拜三吧", (2026, 11, 25)),
        ("星期一", (2026, 11, 30)),
        ("星期二上午", (2026, 12, 1)),
        ("这周五有空没", (2026, 11, 27)),
        ("周末行不行", (2026, 11, 28)),
        ("星期天", (2026, 11, 29)),
        ("下下周一", (2026, 12, 7)),
        ("明儿个", (2026, 11, 25)),
        ("听日朝早", (2026, 11, 25)),
        ("大后天吧", (2026, 11, 27)),
        ("过三天", (2026, 11, 27)),
        ("十天以后", (2026, 12, 4)),
        ("十五号", (2026, 12, 15)),
        ("三十号下午", (2026, 11, 30)),
        ("三十一号", (2026, 12, 31)),
        ("下个月三号", (2026, 12, 3)),
        ("十二月五号", (2026, 12, 5)),
        ("三月八号", (2027, 3, 8)),
        ("腊月初八", (2027, 1, 15)),
        ("2026年12月24日", (2026, 12, 24)),
        ("我住三号楼，后天要人搬东西", (2026, 11, 26)),
    ],
)
def test_the_next_such_day_is_meant(told: str, day: tuple[int, int, int]) -> None:
    assert coming_day(told, TODAY) == date(*day)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "都行",
        "过两天再说",
        "三号楼",
        "坐十二号线",
        "每周三",
        "一周一次",
        "上个礼拜三",
        "昨天",
        "这个月三号",
        "五月",
        "往后天天",
    ],
)
def test_what_is_no_day_to_come_is_none(told: str) -> None:
    assert coming_day(told, TODAY) is None
