"""What counts as a leak, and what is chance."""

import os

import pytest

from tests.benchmarks.held import Course, Held, course, held_by, leaks

pytestmark = pytest.mark.unit

FLAT = Held(megabytes=500.0, threads=10, files=40, children=0)


def test_caches_that_fill_at_the_beginning_are_no_leak() -> None:
    warming = [Held(300.0 + 10 * step, 10, 40, 0) for step in range(20)]
    assert leaks([*warming, *[FLAT] * 60]) == []


def test_memory_that_goes_on_growing_is_a_leak() -> None:
    moments = [Held(500.0 + step, 10, 40, 0) for step in range(120)]
    assert [line.split()[0] for line in leaks(moments)] == ["megabytes"]


@pytest.mark.parametrize("name", ["threads", "files", "children"])
def test_one_more_for_every_visit_is_a_leak(name: str) -> None:
    moments = [Held(**{**vars(FLAT), name: float(step)}) for step in range(80)]
    assert [line.split()[0] for line in leaks(moments)] == [name]


def test_ups_and_downs_are_none() -> None:
    moments = [Held(500.0 + 10 * (step % 2), 10 + step % 3, 40 + step % 4, step % 2) for step in range(60)]
    assert leaks(moments) == []


def test_the_course_tells_of_the_beginning_as_well() -> None:
    moments = [Held(100.0 * (1 + step // 25), 10, 40, 0) for step in range(100)]
    assert course(moments)["megabytes"] == Course(start=100.0, warm=200.0, middle=300.0, end=400.0)
    assert course(moments[:1])["threads"] == Course(10, 10, 10, 10)


def test_this_very_process_holds_something() -> None:
    held = held_by(os.getpid())
    assert held.megabytes > 1 and held.threads >= 1 and held.files >= 3
