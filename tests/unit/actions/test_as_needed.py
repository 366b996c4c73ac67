"""A sequence is made no further than it is looked at, and is whole whichever way it is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions.as_needed import AsNeeded

pytestmark = pytest.mark.unit


def counted(made: list[int], end: int = 4) -> Iterator[int]:
    for number in range(end):
        made.append(number)
        yield number


def test_nothing_is_made_before_it_is_looked_at() -> None:
    made: list[int] = []
    sequence = AsNeeded(counted(made))
    assert made == []
    assert sequence[1] == 1 and made == [0, 1]
    assert next(one for one in sequence if one > 1) == 2 and made == [0, 1, 2]


def test_it_is_a_sequence_like_any_other() -> None:
    made: list[int] = []
    sequence = AsNeeded(counted(made))
    assert list(sequence) == list(sequence) == [0, 1, 2, 3]
    assert (sequence[-1], sequence[1:3], len(sequence), made) == (3, [1, 2], 4, [0, 1, 2, 3])
    with pytest.raises(IndexError):
        sequence[4]


def test_an_empty_one_is_false() -> None:
    assert not AsNeeded(counted([], end=0))
    assert AsNeeded(counted([]))
