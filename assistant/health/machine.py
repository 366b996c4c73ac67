"""The machine under the station: its disk, clock, sound, printer, fonts and browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from assistant.health.model import Finding, broken, less, well
from assistant.settings import Settings

LEAST_FREE_MB = 500
_SOUND_CARDS = Path("/proc/asound/cards")
_EARLIEST_YEAR = 2025
_SECONDS = 10.0
"""How long a program of the machine may take to answer."""


def free_mb(folder: Path) -> int:
    """Megabytes free where the folder is, or will be."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free // 1_000_000


def disk(settings: Settings) -> Finding:
    """Whether there is room where the station writes."""
    free = free_mb(settings.home)
    if free < LEAST_FREE_MB:
        return broken("full", free=free, folder=settings.home, least=LEAST_FREE_MB)
    return well(free=free, folder=settings.home)


def sound_card(settings: Settings) -> Finding:
    """Whether a microphone and a loudspeaker can be plugged in somewhere."""
    cards = _SOUND_CARDS.read_text() if _SOUND_CARDS.exists() else ""
    if not cards.strip() or "no soundcards" in cards:
        return less("none")
    return well(card=cards.split("]:")[-1].strip().splitlines()[0])


def printer(settings: Settings) -> Finding:
    """Whether slips can be printed."""
    if shutil.which("lpstat") is None:
        return less("no_system")
    printers = _answer("lpstat", "-e").split()
    if not printers:
        return less("none")
    stopped = [name for name in printers if "disabled" in _answer("lpstat", "-p", name)]
    return less("stopped", printers=", ".join(stopped)) if stopped else well(printers=", ".join(printers))


def fonts(settings: Settings) -> Finding:
    """Whether Chinese can be shown."""
    if shutil.which("fc-list") is None:
        return less("not_listed")
    return well() if _answer("fc-list", ":lang=zh", "family").strip() else less("none")


def browser(settings: Settings) -> Finding:
    """Whether the kiosk can be shown full screen here."""
    from assistant.station_browser import find_chromium

    found = find_chromium()
    return well(path=found) if found else less("none")


def clock(settings: Settings) -> Finding:
    """Whether the date can be right: facts have an age, and a slip has a day."""
    now = time.localtime()
    shown = time.strftime("%Y-%m-%d %H:%M %Z", now)
    if now.tm_year < _EARLIEST_YEAR:
        return less("wrong", now=shown)
    is_loose = shutil.which("timedatectl") and _answer("timedatectl", "show", "-p", "NTPSynchronized").strip() == (
        "NTPSynchronized=no"
    )
    return less("unsynchronised", now=shown) if is_loose else well(now=shown)


def _answer(*command: str) -> str:
    plain = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False, env=plain).stdout
