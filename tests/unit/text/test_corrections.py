import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.corrections import corrected_digits, split_corrections, without_counts

pytestmark = pytest.mark.unit

NUMBERS = st.text("0123456789", min_size=11, max_size=11)


@given(NUMBERS, st.integers(1, 10), st.sampled_from(["不是", "，不对，", "说错了"]))
def test_a_whole_number_after_a_false_start_stands_alone(number: str, heard: int, word: str) -> None:
    assert corrected_digits(f"{number[:heard]}{word}{number}", 11) == number


@given(NUMBERS, st.text("0123456789", min_size=4, max_size=4))
def test_the_end_of_a_whole_number_is_replaced(number: str, end: str) -> None:
    assert corrected_digits(f"{number}，不对，后四位是{end}", 11) == number[:7] + end


@given(NUMBERS, st.text("0123456789", min_size=3, max_size=3))
def test_the_beginning_is_replaced_if_that_is_said(number: str, beginning: str) -> None:
    assert corrected_digits(f"{number}，不对，开头是{beginning}", 11) == beginning + number[3:]


@given(st.text("0123456789", min_size=3, max_size=3), NUMBERS.map(lambda number: number[:8]))
def test_otherwise_the_group_said_last_is_replaced(first: str, rest: str) -> None:
    assert corrected_digits(f"{first} 9999 不是 {rest[:4]} {rest[4:]}", 11) == first + rest


def test_counts_are_no_digits() -> None:
    assert corrected_digits("前三位138中间四位0013后面四个数字是8000", 11) == "13800138000"
    assert without_counts("后四位8000").strip() == "8000"


def test_nothing_said_is_nothing() -> None:
    assert corrected_digits("不对，我忘了", 11) == ""
    assert split_corrections("一三八不是一三九") == ["一三八", "一三九"]
