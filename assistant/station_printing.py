"""What waits to be printed goes with the person it belongs to; what is on the paper already comes out whole."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil

from assistant.station_running import run

log = logging.getLogger(__name__)

_SECONDS = 1.5
"""How long the printing system may take: everything of a person is gone within two seconds."""
_PRINTING = re.compile(r"now printing (\S+?)\.?\s")


async def forget_prints() -> None:
    """Takes every job out of the queues of this machine but those that are being printed. Raises nothing."""
    if shutil.which("lpstat") is None or shutil.which("cancel") is None:
        return
    try:
        await asyncio.wait_for(_forget(), _SECONDS)
    except (OSError, asyncio.TimeoutError) as error:
        log.error("the print queue was not cleared: %s", type(error).__name__)


async def _forget() -> None:
    queued, printers = await asyncio.gather(_tell("lpstat", "-o"), _tell("lpstat", "-p"))
    printing = set(_PRINTING.findall(printers))
    jobs = [line.split()[0] for line in queued.splitlines() if line.strip()]
    waiting = [job for job in jobs if job not in printing]
    if waiting:
        await _tell("cancel", "-x", *waiting)


async def _tell(*command: str) -> str:
    _, told = await run(command, asyncio.subprocess.PIPE)
    return told.decode(errors="replace")
