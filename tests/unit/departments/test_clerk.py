"""The work in the background goes on, and ends when it should."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from actions.departments.clerk import Clerk, Routine
from actions.ports import StorageError

pytestmark = pytest.mark.unit

SOON = 0.001


@dataclass
class Job:
    """Something to do: says when it was done `enough` times; `failing` at first."""

    enough: int = 3
    failing: list[Exception] = field(default_factory=list)
    done: int = 0
    is_enough: threading.Event = field(default_factory=threading.Event)

    def work(self) -> int:
        if self.failing:
            raise self.failing.pop()
        self.done += 1
        if self.done >= self.enough:
            self.is_enough.set()
        return 1

    def routine(self, name: str = "job") -> Routine:
        return Routine(name, self.work, SOON, SOON)


def test_it_is_done_again_and_again_until_it_is_left() -> None:
    job = Job()
    with Clerk([job.routine()]):
        assert job.is_enough.wait(30)
    after = job.done
    assert not threading.Event().wait(0.05) and job.done == after


def test_whatever_goes_wrong_it_goes_on_and_says_only_what_kind_it_was(caplog: pytest.LogCaptureFixture) -> None:
    job = Job(failing=[StorageError("王秀英"), ValueError("王秀英")])
    with Clerk([job.routine("delivery")]):
        assert job.is_enough.wait(30)
    assert [record.getMessage() for record in caplog.records] == [
        "delivery failed: ValueError",
        "delivery failed: StorageError",
    ]


def test_one_that_hangs_keeps_no_other_waiting_and_does_not_keep_it_from_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("actions.departments.clerk.STOP_SECONDS", 0.01)
    released, job = threading.Event(), Job()
    with Clerk([Routine("hanging", lambda: released.wait(30), SOON, SOON), job.routine()]):
        assert job.is_enough.wait(30)
    assert not released.is_set()
    released.set()


def test_the_pause_is_longer_when_there_was_nothing_to_do() -> None:
    worked, again = [1, 0], threading.Event()

    def work() -> int:
        if not worked:
            again.set()
        return worked.pop(0) if worked else 0

    with Clerk([Routine("job", work, busy=SOON, idle=30)]):
        assert not again.wait(0.2)
    assert worked == []
