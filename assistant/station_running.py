"""Runs a program of this machine; it does not outlive us where we are broken off."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence


async def run(command: Sequence[str], stdout: int = DEVNULL) -> tuple[int, bytes]:
    """Its exit code, and what it said where `stdout` is a pipe. Raises OSError where it cannot be started."""
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=stdout, stderr=DEVNULL)
    try:
        told, _ = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()
        raise
    return await process.wait(), told or b""
