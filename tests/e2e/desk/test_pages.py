"""Every page of the desk, as a person with a tablet or the second screen meets it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actions.desk.model import Role
from actions.model import HelpOutcome, HelpRequest, Reason, new_id
from assistant.settings import PROJECT
from channels.desk.app import all_pages
from channels.desk.page import Page as DeskPage
from tests.e2e.desk.conftest import Served
from tests.e2e.desk.pictures import PAGES

pytestmark = pytest.mark.e2e

SCREENS = {"second screen": (1280, 900), "tablet": (768, 1024)}
FINGER = 44
"""Pixels that a finger needs (WCAG 2.2, target size, enhanced)."""


@pytest.fixture(params=SCREENS)
def administrator(request: pytest.FixtureRequest, served: Served, browser: Browser) -> Iterator[Page]:
    page = served.page(browser, Role.ADMINISTRATOR, *SCREENS[request.param])
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.context.close()
    assert complaints == []


def addresses(served: Served, page: Page) -> list[str]:
    """Everything in the navigation, and the pages behind it."""
    page.goto(f"{served.url}/desk/")
    shown = page.eval_on_selector_all("[data-nav]", "links => links.map((link) => link.href)")
    assert len(shown) > 5
    behind = ("welcome", "me", f"cases/{served.case}", "lessons/video_call", "lessons/listening", "lessons/hours")
    practised = ("", "live", "cases", "calls")
    return [
        *shown,
        *(f"{served.url}/desk/{path}" for path in behind),
        *(f"{served.url}/desk/practice/{path}" for path in practised),
    ]


def small_targets(page: Page) -> list[str]:
    """What a finger would miss."""
    found: list[str] = page.evaluate(
        """(finger) => [...document.querySelectorAll("button, .button, summary, select, input, nav a, .tabs a")]
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => box.width && !["checkbox", "radio"].includes(one.type) && box.height < finger)
        .map(([one, box]) => `${one.outerHTML.slice(0, 60)} ${box.height}`)""",
        FINGER,
    )
    return found


def test_every_page_can_be_read_by_everybody_and_touched(administrator: Page, served: Served) -> None:
    wrong: dict[str, list[str]] = {}
    for address in addresses(served, administrator):
        administrator.goto(address)
        found = Axe().run(administrator).response["violations"]
        rules = [f"{one['id']}: {one['nodes'][0]['html'][:80]}" for one in found]
        is_too_wide = administrator.evaluate("document.documentElement.scrollWidth > innerWidth")
        complaints = [*rules, *small_targets(administrator), *(["too wide"] if is_too_wide else [])]
        if complaints:
            wrong[address.removeprefix(served.url)] = complaints
    assert wrong == {}


def test_every_page_of_the_navigation_is_shown_in_the_readme(served: Served) -> None:
    shown = {page.path.strip("/") for page in all_pages(served.desk) if isinstance(page, DeskPage) and page.nav}
    assert shown <= {path.strip("/") for path in PAGES.values()}
    readme = (PROJECT / "channels" / "desk" / "README.md").read_text(encoding="utf-8")
    assert [name for name in PAGES if f"/{name}.png)" not in readme] == []


def test_side_by_side_can_be_read_by_everybody_and_touched(served: Served, browser: Browser) -> None:
    page = served.page(browser, Role.VOLUNTEER)
    page.goto(f"{served.url}/desk/live")
    page.click("#calls li:has-text('一楼大厅') [data-take=looks]")
    page.wait_for_selector("#side-by-side:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "company-title", "whoever uses the keyboard goes on here"
    page.click("#fields li[data-key=name] [data-fill]")
    for width, height in SCREENS.values():
        page.set_viewport_size({"width": width, "height": height})
        rules = [f"{one['id']}: {one['nodes'][0]['html'][:80]}" for one in Axe().run(page).response["violations"]]
        is_too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert ([*rules, *small_targets(page)], is_too_wide) == ([], False), width
    page.keyboard.press("Escape")
    page.wait_for_selector("#fields li[data-key=name] .editor", state="hidden")
    page.set_viewport_size({"width": 1280, "height": 600})
    assert page.evaluate("lines.scrollHeight > lines.clientHeight + 40"), "not everything said has room"
    page.wait_for_function("lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 1")
    page.click("#give-back")
    page.wait_for_selector("#calls li[data-state=open]:has-text('一楼大厅')")
    page.context.close()


def test_a_danger_shows_on_whatever_page_is_open_and_leads_to_the_call(served: Served, browser: Browser) -> None:
    now, units = served.desk.resources.clock.now(), served.desk.units
    danger = HelpRequest(new_id(), new_id(), "kiosk", Reason.EMERGENCY, "emg.fall", None, now, place="一楼大厅")
    page = served.page(browser, Role.VOLUNTEER)
    for path in ("/desk/cases", "/desk/practice/live"):
        page.goto(served.url + path)
        page.wait_for_selector("#ringing", state="hidden")
    with units() as work:
        work.help_requests.add(danger)
        work.commit()
    page.wait_for_selector("#ringing:has-text('一楼大厅 · 可能有危险')")
    assert page.title().startswith("(1) 有人求助")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.click("#ringing a")
    page.wait_for_selector("#calls li:has-text('可能有危险')")
    with units() as work:
        work.help_requests.close(danger.id, now, HelpOutcome.UNNEEDED)
        work.commit()
    page.context.close()


@pytest.mark.parametrize("path", ["/desk/login", "/desk/invite/nothing"])
def test_the_door_can_be_read_by_everybody(browser: Browser, served: Served, path: str) -> None:
    page = served.page(browser, None)
    page.goto(served.url + path)
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    page.context.close()


def test_the_keyboard_leads_past_the_navigation_and_through_a_step(browser: Browser, served: Served) -> None:
    page = served.page(browser, Role.VOLUNTEER)
    page.goto(f"{served.url}/desk/cases/{served.case}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("summary:has-text('写答复')")
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea >> visible=true")
    page.context.close()
