"""Pictures of the desk: `python -m tests.e2e.desk.pictures FOLDER [NAME…]`, by default all of `PAGES`.

The desk is the real one with sample content: people and numbers are made up. Only with Debian's chromium-l10n are days
written as they are at a station.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from actions.desk.model import Role
from tests.e2e.chromium import FLAGS
from tests.e2e.desk.conftest import Served, open_desk
from tests.e2e.desk.neighbourhood import (
    check_grids,
    enter_activity,
    somebody_to_visit,
    somebody_to_warn,
    take_grids,
    two_neighbours,
)
from tests.e2e.desk.test_vote import open_vote

SIZE = (1280, 860)
_COLOURS = 128
"""Enough for flat colours and letters: a third of the bytes."""

PAGES: Mapping[str, str] = {
    "desk-home": "",
    "desk-calls-for-help": "live",
    "desk-side-by-side": "live",
    "desk-cases": "cases",
    "desk-case": "cases/{case}",
    "desk-call-list": "calls",
    "desk-lessons": "lessons",
    "desk-lesson": "lessons/video_call",
    "desk-course": "lessons/listening",
    "desk-sharing": "sharing",
    "desk-practice": "practice/",
    "desk-visits": "visits",
    "desk-activities": "activities",
    "desk-neighbours": "neighbours",
    "desk-notices": "notices",
    "desk-grid": "grid",
    "desk-votes": "votes",
    "desk-points": "points",
    "desk-voices": "voices",
    "desk-board": "board",
    "desk-needs": "needs",
    "desk-misses": "misses",
    "desk-report": "report",
    "desk-outbox": "outbox",
    "desk-exports": "exports",
    "desk-audit": "audit",
    "desk-health": "health",
    "desk-access": "access",
    "desk-people": "accounts",
    "desk-account": "me",
    "desk-hours": "lessons/hours",
    "desk-certificate": "lessons/hours/certificate",
    "desk-slip": "cases/{case}",
    "desk-welcome": "welcome",
    "desk-ledger": "ledger",
    "desk-door": "login",
}
"""The names of the files, and where each page is."""


def take(served: Served, page: Page, name: str, folder: Path) -> None:
    """One picture."""
    page.goto(f"{served.url}/desk/{PAGES[name].format(case=served.case)}")
    if PAGES[name] == "live":
        page.wait_for_selector("#calls li")
    if name == "desk-side-by-side":
        page.click("#calls li:has-text('一楼大厅') [data-take=looks]")
        page.wait_for_selector("#side-by-side:not([hidden])")
    if name == "desk-slip":
        page.click("button:text('小票')")
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    flat = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(folder / f"{name}.png", optimize=True)


def some_more_work(served: Served, page: Page) -> None:
    """What is put in at the desk itself: activities, grids, a vote, hours, somebody who learned something."""
    enter_activity(page, served, seats=8)
    check_grids(page, served)
    take_grids(page)
    two_neighbours(served)
    somebody_to_visit(served)
    somebody_to_warn(served)
    open_vote(page, served)
    page.goto(f"{served.url}/desk/lessons/hours")
    page.get_by_label("几个小时").fill("2.5")
    page.get_by_label("做了什么").fill("陪两位老人办事")
    page.get_by_role("button", name="记下来").click()
    page.goto(f"{served.url}/desk/lessons/video_call")
    page.get_by_label("教的是谁").fill("王秀英")
    page.get_by_label("下回哪天来").fill((served.desk.resources.clock.today() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="记下来").click()


def main(folder: str, *wanted: str) -> None:
    """Raises RuntimeError where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("no chromium on this machine")
    with tempfile.TemporaryDirectory() as home, open_desk(Path(home)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--lang=zh-CN"], env=os.environ | {"LANGUAGE": "zh_CN"}
        )
        page = served.page(browser, Role.ADMINISTRATOR, *SIZE)
        some_more_work(served, page)
        page.context.close()
        for name in wanted or PAGES:
            page = served.page(browser, None if name == "desk-door" else Role.ADMINISTRATOR, *SIZE)
            take(served, page, name, Path(folder))
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
