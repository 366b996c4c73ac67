"""What is loaded for good is looked through no more, and what it took the place of is given back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from assistant.garbage import loading

pytestmark = pytest.mark.unit


class Ring:
    """Holds itself: only the collector can give it back."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_was_loaded_is_out_of_the_collectors_sight() -> None:
    with loading():
        assert not gc.isenabled()
        kept = Ring()
    assert gc.isenabled()
    assert not any(one is kept for one in gc.get_objects())


def test_what_is_loaded_anew_leaves_nothing_of_what_was_there() -> None:
    with loading():
        before = weakref.ref(Ring())
    with loading():
        pass
    assert before() is None


def test_the_collector_goes_on_after_a_failure() -> None:
    with pytest.raises(OSError), loading():
        raise OSError("broken for the test")
    assert gc.isenabled()
