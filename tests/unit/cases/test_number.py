"""A case number can be said, written down, and told from one that was misheard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.cases.number import LENGTH, grouped, half_heard, is_number, new_number, numbers_in

pytestmark = pytest.mark.unit

NUMBERS = st.integers(0, 8_999_999).map(lambda drawn: new_number(lambda below: drawn % below))
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")


@given(NUMBERS)
def test_every_number_is_one_and_never_begins_with_nothing(number: str) -> None:
    assert is_number(number) and len(number) == LENGTH and number[0] != "0"


@given(NUMBERS, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, off: int) -> None:
    wrong = str((int(number[place]) + off) % 10)
    assert not is_number(number[:place] + wrong + number[place + 1 :])


@given(NUMBERS, st.integers(0, LENGTH - 2))
def test_two_digits_exchanged_are_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not is_number(swapped)


@given(NUMBERS)
def test_it_is_found_in_what_people_say(number: str) -> None:
    spoken = grouped(number).translate(SPOKEN)
    for line in (f"我那个号是{number}", f"单号 {grouped(number)} 办到哪了", f"{spoken}，帮我看看"):
        assert numbers_in(line) == (number,)


def test_a_number_with_a_digit_missing_is_half_heard() -> None:
    number = new_number(lambda below: 4_141_592)
    assert half_heard(f"号是{number[:-1]}") and not half_heard(f"号是{number}") and not half_heard("我七十八了")
