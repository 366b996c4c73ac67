"""Twenty residents at once: nothing is lost, nothing is doubled."""

from __future__ import annotations

import pytest

from actions.store.unit_of_work import SqlUnitsOfWork
from tests.benchmarks.crowded_chat import as_data, crowd
from tests.integration.messaging.chatting import Echo, parts

pytestmark = pytest.mark.integration


async def test_nothing_is_lost_and_nothing_doubled_in_a_crowd(units: SqlUnitsOfWork, echo: Echo) -> None:
    echo.seconds = 0.02
    measured = await crowd(parts(units, echo), residents=20, seconds=3, pause=0.5, sentences=["老年证", "要带什么"])
    assert measured.said >= 20
    assert (measured.lost, measured.doubled, measured.turns) == (0, 0, measured.said)
    assert as_data(measured)["messages"] == len(measured.waits)
