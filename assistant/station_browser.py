"""Opens the kiosk on this machine's screen: in a window beside other work, or as all that the screen shows.

`python -m assistant.station_browser` is what a kiosk's screen runs (`deploy/kiosk`): it waits for the station, shows
its page and nothing else, and ends with the browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from assistant.processes import dies_with_us
from assistant.settings import Settings

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ALWAYS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--autoplay-policy=no-user-gesture-required",
    "--kiosk-printing",
)
"""Nothing in the way of the first touch: the page may speak before it, and prints without a question."""
WINDOW = ("--start-maximized", "--use-fake-ui-for-media-stream")
"""Beside other work: no frame of a browser, and no question whether it may listen."""
KIOSK = (
    "--kiosk",
    "--incognito",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--disable-features=Translate,TouchpadOverscrollHistoryNavigation",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-component-update",
    "--disable-background-networking",
    "--password-store=basic",
)
"""Nothing but the page: no way out of it, nothing kept on disk, nothing fetched. That it may listen is said by the
policy file, so that no other page ever could."""
_ASK_EVERY = 1.0


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be opened."""
    if platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def find_chromium(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """The browser whose windows can be set up from here."""
    return next((found for name in CHROMIUMS if (found := which(name))), None)


def command(chromium: str, profile: Path, url: str, is_root: bool) -> list[str]:
    """A window of the kiosk alone. Chromium refuses to run for root with its sandbox; the page is our own."""
    sandbox = ["--no-sandbox"] if is_root else []
    return [chromium, f"--app={url}", f"--user-data-dir={profile}", *WINDOW, *ALWAYS, *sandbox]


def kiosk_command(chromium: str, profile: Path, url: str) -> list[str]:
    """The whole screen, for a user of its own that is not root."""
    return [chromium, *KIOSK, *ALWAYS, f"--user-data-dir={profile}", url]


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


def wait_for(url: str, sleep: Callable[[float], None] = time.sleep) -> None:
    """Returns as soon as the page can be shown, however long that takes: a browser's own error page helps nobody."""
    while True:
        try:
            if httpx.get(url, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        sleep(_ASK_EVERY)


def main(settings: Settings | None = None) -> int:
    """Shows the page on the whole screen until the browser ends; returns 1 where there is no Chromium."""
    settings = settings or Settings.from_environment()
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium: install chromium.", file=sys.stderr)
        return 1
    url = f"http://127.0.0.1:{settings.ports.station}/"
    wait_for(url)
    return subprocess.run(kiosk_command(chromium, settings.home / "browser", url), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
