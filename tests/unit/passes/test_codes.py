"""Codes that can be said, cannot be taken for something else, and cannot be guessed for long."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.cases.number import is_number, numbers_in
from actions.passes.attempts import Attempts
from actions.passes.code import code_in, grouped, new_code
from actions.passes.digest import KeyedDigest
from assistant.text.hotlines import is_hotline

pytestmark = pytest.mark.unit

CODES = st.integers(0, 899_999).map(lambda drawn: new_code(lambda below: min(drawn, below - 1)))
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=timezone.utc)


@given(CODES)
def test_a_code_is_six_digits_and_no_number_of_a_case_or_an_office(code: str) -> None:
    assert len(code) == 6 and code.isdigit() and code[0] != "0"
    assert not is_number(code) and numbers_in(code) == () and not is_hotline(code)


def test_the_smallest_and_the_largest_draw_are_codes() -> None:
    assert (new_code(lambda below: 0), new_code(lambda below: below - 1)) == ("100000", "999999")


@given(CODES)
def test_a_code_is_heard_as_it_is_read_from_the_paper(code: str) -> None:
    said = "".join("零一二三四五六七八九"[int(digit)] for digit in code)
    for line in (code, grouped(code), said, f"接着办，{said[:3]}，{said[3:]}", f"我的号是{grouped(code)}"):
        assert code_in(line) == code


@pytest.mark.parametrize("line", ["", "接着办", "48291", "1380 0138", "13800138000", "482913和771204", "012345"])
def test_anything_else_is_no_code(line: str) -> None:
    assert code_in(line) is None


@given(CODES, CODES)
def test_a_digest_depends_on_code_and_key_and_tells_neither(code: str, other: str) -> None:
    digest = KeyedDigest(b"k" * 32)
    assert digest(code) == digest(code) and len(digest(code)) == 64 and code not in digest(code)
    assert (digest(code) == digest(other)) == (code == other)
    assert digest(code) != KeyedDigest(b"l" * 32)(code)


def test_five_wrong_codes_in_ten_minutes_are_enough() -> None:
    attempts = Attempts()
    for minute in range(5):
        now = NOW + timedelta(minutes=minute)
        assert attempts.may_try(now)
        attempts = attempts.failed(now)
    assert not attempts.may_try(NOW + timedelta(minutes=9, seconds=59))
    assert attempts.may_try(NOW + timedelta(minutes=10))


@given(st.lists(st.integers(0, 3600)))
def test_within_any_ten_minutes_no_more_than_five_are_tried(seconds: list[int]) -> None:
    attempts, tried = Attempts(), []
    for second in sorted(seconds):
        now = NOW + timedelta(seconds=second)
        if attempts.may_try(now):
            tried.append(second)
            attempts = attempts.failed(now)
    assert all(later - earlier >= 600 for earlier, later in zip(tried, tried[5:], strict=False))
    assert len(attempts.wrong) <= 5
