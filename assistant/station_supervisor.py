"""Starts the processes of the station, watches over each on its own, and leaves none behind."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable, Sequence

from assistant.processes import Child, Program
from assistant.station_report import STATION, Report, Status
from assistant.supervision import Order, Policy, Seen, State, begun, step

log = logging.getLogger(__name__)

TICK = 0.2
"""Seconds between two looks at a process."""
ASK_EVERY = 2.0
"""Seconds between two questions to a process that is well."""
GRACE = 5.0
"""Seconds a process has to stop by itself."""

Launch = Callable[[Program], Child]
Ask = Callable[[Program], Awaitable[bool]]


class Supervisor:
    """launch: starts a program, called in the thread that runs the loop. ask: whether a program says it is
    well; raises nothing.
    """

    def __init__(self, launch: Launch, ask: Ask, report: Report, policy: Policy | None = None) -> None:
        self._launch = launch
        self._ask = ask
        self._report = report
        self._policy = policy or Policy()
        self._children: dict[str, Child] = {}

    async def run(self, programs: Sequence[Program], until: asyncio.Event) -> None:
        """Keeps the programs running until the event is set, then stops them all. Raises OSError where the
        first start is impossible.
        """
        try:
            for program in programs:
                self._start(program)
            tending = [asyncio.create_task(self._tend(program)) for program in programs]
            await until.wait()
            for task in tending:
                task.cancel()
            await asyncio.gather(*tending, return_exceptions=True)
        finally:
            await self._stop_all()

    def _start(self, program: Program) -> None:
        child = self._children[program.name] = self._launch(program)
        self._report(Status(program.name, State.STARTING, child.pid))

    async def _tend(self, program: Program) -> None:
        watch, asked = begun(time.monotonic(), self._policy), 0.0
        while True:
            await asyncio.sleep(TICK)
            child, is_due = self._children[program.name], _is_due(watch.state, asked)
            is_alive = child.is_alive
            answers = await self._ask(program) if is_alive and is_due else None
            asked = time.monotonic() if is_due else asked
            before = watch.state
            watch, order = step(watch, Seen(is_alive, answers), time.monotonic(), self._policy)
            if order is Order.KILL:
                self._give_up(program, child)
            elif order is Order.START:
                self._start_again(program)
            elif watch.state is not before:
                self._report(Status(program.name, watch.state, child.pid))

    def _give_up(self, program: Program, child: Child) -> None:
        why = child.why_ended()
        child.kill()
        self._report(Status(program.name, State.RESTARTING, None, why))

    def _start_again(self, program: Program) -> None:
        # The child before stays on record: it is dead, and so the next start comes after a longer wait.
        try:
            self._start(program)
        except OSError as error:
            log.error("%s cannot be started: %s", program.name, type(error).__name__)

    async def _stop_all(self) -> None:
        children = self._children.values()
        for child in children:
            child.ask_to_stop()
        end = time.monotonic() + GRACE
        while time.monotonic() < end and any(child.is_alive for child in children):
            await asyncio.sleep(0.05)
        for name, child in self._children.items():
            child.kill()
            self._report(Status(name, State.STOPPED, None))
        self._report(Status(STATION, State.STOPPED, os.getpid()))


def _is_due(state: State, asked: float) -> bool:
    return state is State.STARTING or (state is State.READY and time.monotonic() - asked >= ASK_EVERY)
