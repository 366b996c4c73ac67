"""Pictures of the desk: `python -m tests.e2e.desk.pictures FOLDER [NAME…]`, by default all of `PAGES`.

The desk is the real one with sample content: people and numbers are made up.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from actions.desk.model import Role
from tests.e2e.chromium import FLAGS
from tests.e2e.desk.conftest import Served, open_desk

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
    "desk-practice": "practice/",
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
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    flat = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(folder / f"{name}.png", optimize=True)


def main(folder: str, *wanted: str) -> None:
    """Raises RuntimeError where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("no chromium on this machine")
    with tempfile.TemporaryDirectory() as home, open_desk(Path(home)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--lang=zh-CN"], env=os.environ | {"LANGUAGE": "zh_CN"}
        )
        for name in wanted or PAGES:
            page = served.page(browser, None if name == "desk-door" else Role.ADMINISTRATOR, *SIZE)
            take(served, page, name, Path(folder))
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
