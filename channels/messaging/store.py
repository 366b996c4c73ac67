"""The store for an event loop: each transaction in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from actions.ports import UnitOfWork, UnitsOfWork

T = TypeVar("T")

_THREADS = 4


class Store:
    """Transactions that are begun, done and committed elsewhere."""

    def __init__(self, units: UnitsOfWork) -> None:
        self._units = units
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """What `work` gives, its transaction committed. Raises StorageError; then nothing was changed."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._do, work)

    def _do(self, work: Callable[[UnitOfWork], T]) -> T:
        with self._units() as unit:
            given = work(unit)
            unit.commit()
        return given

    def close(self) -> None:
        """Lets what is under way end."""
        self._threads.shutdown()
