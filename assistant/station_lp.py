"""Prints the paper of the kiosk by CUPS: Chromium makes a page of it, as it makes one of what it shows, `lp` prints it.

Only where a printer is named for it (LINBAN_PRINTER); otherwise the browser of the kiosk prints by itself.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.settings import PROJECT, Settings
from assistant.station_browser import find_chromium
from assistant.station_running import run
from channels.printing import PrintPaper

log = logging.getLogger(__name__)

STYLES = tuple(PROJECT / "kiosk" / "web" / "css" / name for name in ("base.css", "paper.css"))
"""Those of the page that bear upon its paper."""
_MEMORY = Path("/dev/shm")
"""What a letter says never lies on a disk, where this machine has such a folder."""

_SECONDS = 20.0
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>@page {{ size: A4; }} {style}</style><section class="paper">{paper}</section></html>"""


def printer_of(settings: Settings) -> PrintPaper | None:
    """The printer that is named; None without one, and where this machine cannot print so, which is logged."""
    if not settings.printer:
        return None
    chromium = find_chromium()
    if chromium is None or shutil.which("lp") is None:
        log.error("nothing is printed by LINBAN_PRINTER: install chromium and cups-client.")
        return None
    return Lp(settings.printer, chromium)


@dataclass(frozen=True)
class Lp:
    """One printer of CUPS."""

    printer: str
    chromium: str
    seconds: float = _SECONDS

    async def __call__(self, paper: str) -> bool:
        """Raises nothing; what went wrong is one word in the log, without the paper."""
        memory = str(_MEMORY) if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
        try:
            with TemporaryDirectory(prefix="linban-", dir=memory) as folder:
                await asyncio.wait_for(self._print(paper, Path(folder)), self.seconds)
        except (OSError, asyncio.TimeoutError, _Failed) as error:
            log.error("a paper was not printed: %s", error if isinstance(error, _Failed) else type(error).__name__)
            return False
        return True

    async def _print(self, paper: str, folder: Path) -> None:
        page, pdf = folder / "paper.html", folder / "paper.pdf"
        style = "".join(one.read_text(encoding="utf-8") for one in STYLES)
        page.write_text(_PAGE.format(style=style, paper=paper), encoding="utf-8")
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        profile = f"--user-data-dir={folder / 'profile'}"
        quiet = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=1000"]
        await _run([self.chromium, *quiet, *sandbox, profile, f"--print-to-pdf={pdf}", page.as_uri()])
        if not pdf.exists():
            raise _Failed("no page was made")
        await _run(["lp", "-d", self.printer, "-o", "fit-to-page", str(pdf)])


class _Failed(Exception):
    """A program of the printing failed; the message names the program."""


async def _run(command: Sequence[str]) -> None:
    """Raises _Failed, OSError."""
    code, _ = await run(command)
    if code:
        raise _Failed(f"{Path(command[0]).name} ended with {code}")
