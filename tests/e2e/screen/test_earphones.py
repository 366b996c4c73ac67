"""Something private is only written until the person puts on earphones; the next person starts with the room."""

import pytest
from playwright.sync_api import Page, expect

from channels.wire import Reply, TurnEnd
from tests.e2e.screen.station import Station
from tests.e2e.station.running import until
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

RESULT = "批准了，每月300元。"
TOLD = Reply(f"有回话了：{RESULT}", card={"personal": [RESULT]})


DOUBLE_TAP = 600
"""Milliseconds after which a tap is no trembling hand's second one."""


def tap(page: Page, what: str) -> None:
    page.wait_for_timeout(DOUBLE_TAP)
    page.click(what)


def ask(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")
    page.wait_for_selector("body[data-mode=listening]")


def spoken(station: Station) -> list[str]:
    assert isinstance(station.mouth, FakeMouth)
    return [text for text, _, _ in station.mouth.said if "回话" in text]


def test_earphones_are_offered_asked_about_used_and_forgotten(page: Page, station: Station) -> None:
    station.dialogue.answers["办得怎么样了"] = [TOLD, TurnEnd()]
    button = page.locator("#listen-alone")
    ask(page, "高龄津贴怎么领")
    expect(button).to_be_hidden()
    ask(page, "办得怎么样了")
    expect(page.locator("#answer")).to_contain_text(RESULT)
    assert RESULT not in "".join(spoken(station))
    tap(page, "#listen-alone")
    expect(page.locator("#earphones")).to_be_visible()
    assert RESULT not in "".join(spoken(station))
    tap(page, "#earphones-yes")
    expect(button).to_have_attribute("aria-pressed", "true")
    until(lambda: spoken(station)[-1:] == [TOLD.text], "what is private to be said into the ear")
    page.wait_for_selector("body[data-mode=listening]")
    tap(page, "[data-send=end]")
    expect(page.locator("#wiped")).to_be_visible()
    expect(page.locator("#wiped")).to_be_hidden(timeout=5_000)
    before = len(spoken(station))
    ask(page, "办得怎么样了")
    expect(button).to_have_attribute("aria-pressed", "false")
    until(lambda: len(spoken(station)) > before, "the answer to be spoken")
    assert RESULT not in spoken(station)[-1]


def test_whoever_has_no_earphones_hears_nothing_private(page: Page, station: Station) -> None:
    station.dialogue.answers["办得怎么样了"] = [TOLD, TurnEnd()]
    ask(page, "办得怎么样了")
    tap(page, "#listen-alone")
    tap(page, "#earphones-no")
    expect(page.locator("#earphones")).to_be_hidden()
    before = len(spoken(station))
    tap(page, "[data-send=repeat]")
    until(lambda: len(spoken(station)) > before, "the answer to be said again")
    page.wait_for_selector("body[data-mode=listening]")
    assert RESULT not in "".join(spoken(station))
