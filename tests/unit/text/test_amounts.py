from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.amounts import amount, amounts
from assistant.text.numbers import read_cardinal

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("三块五毛", [350]),
        ("三块五", [350]),
        ("一百零五块三毛二", [10532]),
        ("12.5元", [1250]),
        ("¥12.50", [1250]),
        ("两毛", [20]),
        ("五毛五分钱", [55]),
        ("1万2千元", [1200000]),
        ("1,200元", [120000]),
        ("三块五个", [300]),
        ("一百二十元和三十块", [12000, 3000]),
        ("八十岁打12345", []),
        ("百块", []),
        ("", []),
    ],
)
def test_sums_with_their_unit(said: str, fen: list[int]) -> None:
    assert [money.fen for money in amounts(said)] == fen


def test_about_is_not_exact() -> None:
    (money,) = amounts("四百来块")
    assert (money.fen, money.is_exact) == (40000, False)


def test_fourteen_may_be_forty() -> None:
    (money,) = amounts("十四块")
    assert (money.fen, money.alternatives) == (1400, (4000,))


def test_an_answer_may_leave_the_unit_out() -> None:
    money = amount("一百二")
    assert money is not None and money.yuan == Decimal(120)
    assert amount("不晓得") is None
    named = amount("三块，不，四块五")
    assert named is not None and named.fen == 450


@given(st.integers(1, 99999), st.integers(1, 9))
def test_spoken_sums_are_read_back(yuan: int, jiao: int) -> None:
    (money,) = amounts(f"交了{read_cardinal(yuan)}块{read_cardinal(jiao)}毛")
    assert money.fen == yuan * 100 + jiao * 10
