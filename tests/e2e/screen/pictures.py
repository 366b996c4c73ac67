"""Pictures of the screens: `python -m tests.e2e.screen.pictures FOLDER [SCREEN…]`, by default those of the README.

The page is the real one and the answers are the catalogue's; the line to the station is held here, so that no picture
shows anybody's visit. The time on the clock is always the same: a picture changes when its screen does.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.chromium import chromium
from tests.e2e.screen.screens import SCREENS, Stage
from tests.e2e.screen.station import running

README: Mapping[str, str] = {
    "attract": "kiosk-home",
    "speaking": "kiosk-answer",
    "question": "kiosk-question",
    "slip": "kiosk-slip",
    "leaving": "kiosk-leaving",
}
"""The screens shown there, and the names of their files."""
SIZE = {"width": 1920, "height": 1080}
WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def take(page: Page, url: str, names: Mapping[str, str], folder: Path) -> None:
    """One picture for each named screen."""
    page.clock.set_fixed_time(WHEN)
    stage = Stage(page, url)
    for screen in SCREENS:
        if screen.name in names:
            stage.show(screen)
            page.screenshot(path=folder / f"{names[screen.name]}.png", animations="disabled")


def main(folder: str, *wanted: str) -> None:
    """Raises RuntimeError where there is no Chromium."""
    with running() as station, chromium() as browser:
        page = browser.new_page(viewport=SIZE, locale="zh-CN", timezone_id="Asia/Shanghai")
        take(page, station.url, {name: name for name in wanted} or README, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
