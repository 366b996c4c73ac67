"""The values told in one utterance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.spoken_values import spoken_values

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("俺娘的养老金认证咋弄", "beneficiary", "mother"),
        ("我电话一三八零零一三八零零零", "phone", "13800138000"),
        ("我是四二年三月初八生的", "birth_date", "1942-04-22"),
        ("我今年八十一岁了", "age", "81"),
        ("我住阳光小区三栋二单元四零二", "address", "我住阳光小区三栋二单元四零二"),
        ("垫了一百零五块三", "amount", "105.3"),
    ],
)
def test_what_is_told_is_kept_the_way_forms_keep_it(said: str, name: str, value: str) -> None:
    assert spoken_values(said, TODAY)[name] == value


@pytest.mark.parametrize("said", ["养老金认证要带什么", "今天心口疼得厉害", "昨天就丢了"])
def test_what_is_not_told_is_left_out(said: str) -> None:
    assert spoken_values(said, TODAY) == {}


@given(st.text(max_size=80))
def test_nothing_that_is_said_breaks_it(said: str) -> None:
    assert all(isinstance(value, str) for value in spoken_values(said, TODAY).values())
