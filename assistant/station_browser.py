"""Opens the kiosk on this machine's screen, if it has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.processes import dies_with_us

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be opened."""
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def find_chromium(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """The browser whose windows can be set up from here."""
    return next((found for name in CHROMIUMS if (found := which(name))), None)


def command(chromium: str, profile: Path, url: str, is_root: bool) -> list[str]:
    """A window of the kiosk alone that may speak without being touched first, and listen and print without a
    question.

    Chromium refuses to run for root with its sandbox; the page is our own.
    """
    return [
        chromium,
        f"--app={url}",
        f"--user-data-dir={profile}",
        "--start-maximized",
        "--no-first-run",
        "--no-default-browser-check",
        "--autoplay-policy=no-user-gesture-required",
        "--use-fake-ui-for-media-stream",
        "--kiosk-printing",
        *(["--no-sandbox"] if is_root else []),
    ]


def open_page(url: str, profile: Path) -> None:
    """Shows the page. The window closes with the station where Chromium is there; another browser's stays."""
    chromium = find_chromium()
    if chromium is None:
        webbrowser.open(url)
        return
    subprocess.Popen(
        command(chromium, profile, url, os.geteuid() == 0),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_us(),
    )
