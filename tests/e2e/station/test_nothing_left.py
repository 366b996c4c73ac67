"""An identity number, typed and spoken at the real station: two seconds after the wipe it is nowhere."""

from __future__ import annotations

import base64
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.e2e.chromium import FLAGS
from tests.e2e.station.running import TINY_MODEL, Station, running
from tests.e2e.station.test_spoken_question import spoken

pytestmark = pytest.mark.e2e

TYPED = "11010519491231002X"
SAID = "我的身份证号是一一零一零五，一九四九一二三一，零零二叉"
CORE = TYPED[:-1]
ALOUD = "一一零一零五一九四九一二三一零零二"
GROUPED = "110105 19491231 002"
SPELLINGS = (CORE, ALOUD, GROUPED, base64.b64encode(CORE.encode()).decode())
"""All but the check digit, which the small model of the tests may hear as another word."""
PRINTING = {
    "lpstat": '#!/bin/sh\n[ "$1" = -o ] && ls {spool}\ntrue\n',
    "cancel": '#!/bin/sh\nshift; cd {spool} && rm -f "$@"\n',
}
"""A printing system that keeps its jobs in a folder."""


@pytest.fixture(scope="module")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spool")


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, spool: Path) -> Iterator[Station]:
    programs = tmp_path_factory.mktemp("bin")
    for name, text in PRINTING.items():
        (programs / name).write_text(text.format(spool=spool), encoding="utf-8")
        (programs / name).chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    home = tmp_path_factory.mktemp("home")
    with running(home, LINBAN_VOSK_MODEL=str(TINY_MODEL), LINBAN_DEMO="1", PATH=path) as station:
        yield station


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def browser(tmp_path: Path, profile: Path) -> Iterator[BrowserContext]:
    """A browser that keeps what browsers keep, in `profile`; its microphone says the number."""
    chromium = shutil.which("chromium")
    assert chromium is not None, "chromium is missing: run `make setup`"
    recording = spoken(SAID, tmp_path / "number.wav")
    flags = [*FLAGS, f"--use-file-for-fake-audio-capture={recording}%noloop"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=flags)
        yield context
        context.close()


def in_files(*folders: Path) -> list[str]:
    """Files that hold the number, in any spelling and either width of characters."""
    needles = [spelling.encode(coding) for spelling in SPELLINGS for coding in ("utf-8", "utf-16-le")]
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found += [f"{path}: {needle!r}" for needle in needles if needle in content]
    return found


def in_memory(page: Page) -> list[str]:
    """Spellings of the number among the strings on the page's heap."""
    devtools = page.context.new_cdp_session(page)
    pieces: list[str] = []
    devtools.on("HeapProfiler.addHeapSnapshotChunk", lambda event: pieces.append(event["chunk"]))
    devtools.send("HeapProfiler.enable")
    devtools.send("HeapProfiler.collectGarbage")
    devtools.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    heap = "".join(pieces)
    assert len(heap) > 100_000
    return [spelling for spelling in SPELLINGS if spelling in heap]


def in_page(page: Page) -> list[str]:
    """Spellings of the number in the document, its fields, its storage and its caches."""
    kept = page.evaluate(
        """async () => JSON.stringify([
          document.documentElement.outerHTML, [...document.querySelectorAll("input")].map((one) => one.value),
          {...localStorage}, {...sessionStorage}, document.cookie, history.state, location.href, document.title,
          await caches.keys(), await indexedDB.databases(),
        ])"""
    )
    return [spelling for spelling in SPELLINGS if spelling in kept]


def test_the_search_would_find_a_number_that_is_kept(browser: BrowserContext, station: Station) -> None:
    page = browser.new_page()
    page.goto(station.url)
    page.evaluate("(number) => { document.title = number; globalThis.kept = [number + '!']; }", TYPED)
    assert CORE in in_page(page) and CORE in in_memory(page)


def type_it(page: Page) -> None:
    page.focus("#text")
    page.keyboard.type(TYPED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer .sentence", timeout=60_000)


def say_it(page: Page) -> None:
    """Speaks until a long number was heard: it is masked as it comes."""
    page.click("#orb")
    page.wait_for_timeout(300)
    page.mouse.click(640, 30)  # the greeting gives way
    page.wait_for_selector("#heard-words:has-text('***'), #home-live:has-text('***')", timeout=60_000)
    page.wait_for_selector(".answer .sentence", timeout=60_000)


def test_a_number_that_was_spoken_and_typed_is_nowhere_two_seconds_after_the_wipe(
    browser: BrowserContext, station: Station, spool: Path, profile: Path
) -> None:
    page = browser.new_page()
    page.goto(station.url)
    page.wait_for_selector("body[data-connected]")
    say_it(page)
    type_it(page)
    (spool / "roll-7").write_text(TYPED)
    assert in_files(spool) != [], "the search finds what is there"
    page.wait_for_timeout(600)
    page.click(".bar-end")
    page.wait_for_selector("#wiped:not([hidden]):has-text('您的信息已清除')")
    time.sleep(2)
    assert in_page(page) == []
    assert in_memory(page) == []
    assert in_files(station.home, spool) == []
    page.focus("#text")
    page.keyboard.press("Control+z")
    assert page.input_value("#text") == ""
    page.go_back()
    page.go_forward()
    page.wait_for_selector("body[data-connected]")
    assert in_page(page) == []
    browser.close()
    assert in_files(station.home, spool, profile) == []
