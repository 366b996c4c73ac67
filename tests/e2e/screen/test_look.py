"""What an elder can see and hit: print, contrast, targets, order and room, on every screen there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from kiosk.settings import KioskSettings
from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.looks import MEASURE, SIZES, faults, target_faults
from tests.e2e.screen.screens import SCREENS, Screen, Stage
from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

CHOICES = (1, 2, 3)
ENLARGED = [(width // 2, height // 2) for width, height in SIZES]
"""The screens as they are when the browser shows everything twice as large."""
STRICT = {"rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}
FIXED = ("#call-person", "#go-home")


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    with running() as station:
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        yield Stage(page, station.url)
        page.close()
        assert problems == []


every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)


def resize(stage: Stage, size: tuple[int, int]) -> None:
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    stage.settle()


def in_every_print(stage: Stage, screen: Screen) -> Iterator[int]:
    """The screen in each of its three sizes of print, one after the other."""
    stage.show(screen)
    yield CHOICES[0]
    for choice in () if screen.is_fleeting else CHOICES[1:]:
        stage.print("up")
        stage.settle()
        yield choice


@every_screen
def test_everything_can_be_read_and_hit_without_scrolling(stage: Stage, screen: Screen) -> None:
    found = []
    for size in SIZES:
        resize(stage, size)
        for choice in in_every_print(stage, screen):
            found += [(size, choice, fault) for fault in faults(stage.page.evaluate(MEASURE), size, choice)]
    assert found == []


@every_screen
def test_light_print_on_black_can_be_read_as_well(stage: Stage, screen: Screen) -> None:
    resize(stage, SIZES[-1])
    stage.show(screen)
    stage.page.evaluate("document.body.dataset.contrast = 'high'")
    stage.settle()
    assert faults(stage.page.evaluate(MEASURE), SIZES[-1]) == []


@every_screen
def test_no_rule_of_accessibility_is_broken(stage: Stage, screen: Screen) -> None:
    resize(stage, SIZES[0])
    stage.show(screen)
    found = Axe().run(stage.page, options=STRICT)
    assert found.violations_count == 0, found.generate_report()


@every_screen
def test_nothing_is_lost_when_everything_is_twice_as_large(stage: Stage, screen: Screen) -> None:
    """There is less room then, so the page may be longer than the screen, but never wider, and all of it is there."""
    for size in ENLARGED:
        resize(stage, size)
        stage.show(screen)
        seen = stage.page.evaluate(MEASURE)
        assert stage.page.evaluate("document.documentElement.scrollWidth") <= size[0], size
        assert [text["text"] for text in seen["texts"] if text["cut"]] == [], size
        assert seen["covered"] == [], size
        assert [box["name"] for box in seen["boxes"] if box["left"] < 0 or box["right"] > size[0]] == [], size


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_person_and_the_first_screen_are_always_in_the_same_place(stage: Stage, size: tuple[int, int]) -> None:
    resize(stage, size)
    places = set()
    for screen in SCREENS:
        stage.show(screen)
        places.add(tuple(tuple((stage.page.locator(one).bounding_box() or {}).values()) for one in FIXED))
    assert len(places) == 1


def ask(page: Page) -> None:
    page.click("[data-title='高龄津贴']")
    page.wait_for_selector("#talk .answer span")
    page.wait_for_selector("#card:not([hidden])")


def test_the_first_screen_offers_at_most_six_things_one_of_them_a_person(page: Page) -> None:
    tiles = page.locator(".tiles button").count()
    assert tiles + page.locator("#call-person").count() <= 6
    ask(page)
    page.wait_for_timeout(600)
    assert page.locator(".follow button").count() + 1 <= 6


def test_all_of_a_card_can_be_paged_through(page: Page) -> None:
    ask(page)
    seen = set()
    for _ in range(8):
        parts = page.locator("#card .block:visible li:visible, #card .block:not(.items):visible")
        seen |= set(parts.all_inner_texts())
        more = page.locator("#card .card-foot button")
        if not more.count():
            break
        page.wait_for_timeout(550)
        more.click()
    text = "".join(seen)
    for part in ("本人身份证", "一寸照片一张", "去哪儿", "多久", "多少钱", "谁帮忙", "不用手机也行", "第三十三条"):
        assert part in text
    assert "2026年11月23日" in page.inner_text("#card .card-foot")


def test_a_page_of_a_card_stays_while_the_voice_goes_on(stage: Stage) -> None:
    resize(stage, SIZES[-1])
    stage.show(next(screen for screen in SCREENS if screen.name == "answer-long"))
    stage.page.click("#card .more")
    assert " 2/" in stage.page.inner_text("#card .more")
    stage.send(
        {
            "type": "state",
            **dict.fromkeys(("leaving", "asking")),
            "mode": "speaking",
            "microphone": False,
            "hearing": True,
            "voice": True,
            "person": False,
        }
    )
    stage.settle()
    assert " 2/" in stage.page.inner_text("#card .more")


def test_the_practice_banner_is_plain_and_its_examples_can_be_hit(browser: Browser) -> None:
    with running(mouth=FakeMouth(), settings=KioskSettings(demo=True)) as station:
        for size in SIZES:
            page = open_page(browser, station, *size)
            assert "演示" in page.inner_text("#practice")
            assert list(target_faults(page.evaluate(MEASURE)["boxes"], size)) == []
            page.click("#open-examples")
            page.wait_for_selector("#examples:not([hidden])")
            assert page.locator("#example-list button").count() <= 6
            page.close()


def test_what_is_chosen_to_see_better_ends_with_the_person(page: Page, station: Station) -> None:
    page.click("#contrast")
    assert page.get_attribute("#contrast", "aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.wait_for_timeout(600)
    ask(page)
    page.wait_for_timeout(600)
    page.click(".bar-end")
    page.wait_for_selector("#wiped:not([hidden])")
    assert page.get_attribute("#contrast", "aria-pressed") == "false"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(0, 0, 0)"
