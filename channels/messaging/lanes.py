"""One thing at a time for each person, many people at once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[None]]


class Lanes:
    """What is put into a lane is done in that order; lanes do not wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, lane: str, job: Job) -> None:
        """Done once everything before it in the lane is."""
        jobs = self._waiting.get(lane)
        if jobs is not None:
            jobs.append(job)
            return
        self._waiting[lane] = deque([job])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to do."""
        return not self._waiting

    async def stop(self) -> None:
        """Breaks off what is under way and drops the rest."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._waiting.clear()

    async def _run(self, lane: str) -> None:
        jobs = self._waiting[lane]
        try:
            while jobs:
                await _done(jobs[0])
                jobs.popleft()
        finally:
            self._waiting.pop(lane, None)


async def _done(job: Job) -> None:
    try:
        await job()
    except Exception as error:
        log.error("a message was left undone: %s", type(error).__name__)
