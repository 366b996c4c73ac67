"""The one way the tests open Debian's Chromium: without a screen, with a microphone that is not one, and no errands of
its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium(microphone: Path | None = None, loops: bool = False) -> Iterator[Browser]:
    """For as long as the context lasts. microphone: a WAV file that is heard from the moment a page listens, over and
    over where it `loops`; without one, the beeps that Chromium has for such cases.

    Raises RuntimeError where there is no Chromium.
    """
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("chromium is missing: run `make setup`")
    flags = list(FLAGS)
    if microphone is not None:
        flags.append(f"--use-file-for-fake-audio-capture={microphone}" + ("" if loops else "%noloop"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        try:
            yield browser
        finally:
            browser.close()
