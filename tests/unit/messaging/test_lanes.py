"""One thing at a time for each person, many people at once."""

from __future__ import annotations

import asyncio

import pytest

from channels.messaging.lanes import Job, Lanes

pytestmark = pytest.mark.unit


async def idle(lanes: Lanes) -> None:
    while not lanes.is_idle:
        await asyncio.sleep(0)


async def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other() -> None:
    done, gate, lanes = list[str](), asyncio.Event(), Lanes()

    def job(name: str, waits: bool = False) -> Job:
        async def run() -> None:
            if waits:
                await gate.wait()
            done.append(name)

        return run

    lanes.put("a", job("a1", waits=True))
    lanes.put("a", job("a2"))
    lanes.put("b", job("b1"))
    while "b1" not in done:
        await asyncio.sleep(0)
    assert done == ["b1"]
    gate.set()
    await idle(lanes)
    assert done == ["b1", "a1", "a2"]


async def test_a_job_that_fails_keeps_nobody_waiting(caplog: pytest.LogCaptureFixture) -> None:
    done, lanes = list[str](), Lanes()

    async def fails() -> None:
        raise ValueError("赵玉梅")

    async def works() -> None:
        done.append("b")

    lanes.put("a", fails)
    lanes.put("a", works)
    await idle(lanes)
    assert done == ["b"]
    assert "ValueError" in caplog.text and "赵玉梅" not in caplog.text


async def test_what_is_broken_off_is_dropped() -> None:
    lanes = Lanes()

    async def for_ever() -> None:
        await asyncio.Event().wait()

    lanes.put("a", for_ever)
    lanes.put("a", for_ever)
    await asyncio.sleep(0)
    await lanes.stop()
    assert lanes.is_idle
