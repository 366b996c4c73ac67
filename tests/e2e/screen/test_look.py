"""What an elder can see and hit: print, contrast, targets, order and room, on every screen there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actions.catalogue.loader import load_catalogue
from kiosk.settings import KioskSettings
from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.looks import MEASURE, PRINT, SIZES, Seen, faults, target_faults
from tests.e2e.screen.screens import ACCOUNT, DUTY_PHONE, SCREENS, UTTERANCE, Screen, Stage, reply
from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

PRINTS = tuple(PRINT)
ENLARGED = [(width // 2, height // 2) for width, height in SIZES]
"""The screens as they are when the browser shows everything twice as large."""
STRICT = {"rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}
GROUPS = "fetch('/static/services.zh.json').then((answer) => answer.json())"
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
SPACED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
FIXED = ("回首页", "找人帮忙")
Size = tuple[int, int]
Looks = Iterator[tuple[Size, int, Seen]]


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    with running() as station:
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        yield Stage(page, station.url)
        page.close()
        assert problems == []


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: screen.name)
def shown(stage: Stage, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """Each screen, laid out once and then anew for every size it is looked at in."""
    stage.show(request.param)
    yield Shown(stage, request.param)


@dataclass(frozen=True)
class Shown:
    """A screen that is there."""

    stage: Stage
    screen: Screen

    def looks(self, sizes: Sequence[Size] = SIZES, prints: Sequence[int] = PRINTS, high: bool = False) -> Looks:
        """The screen as it is in every one of these."""
        for size, choice in product(sizes, prints):
            resize(self.stage, size)
            if self.screen.is_fleeting:
                self.stage.show(self.screen)
            self.stage.contrast(high)
            self.stage.print(choice)
            self.stage.draw()
            yield size, choice, self.stage.page.evaluate(MEASURE)

    def look(self, size: Size) -> Seen:
        """As it is for everybody who changes nothing."""
        return next(seen for _, _, seen in self.looks([size], PRINTS[:1]))


def resize(stage: Stage, size: Size) -> None:
    stage.page.set_viewport_size({"width": size[0], "height": size[1]})


def places_in(seen: Seen) -> Sequence[object]:
    edges = ("left", "top", "right", "bottom")
    return [[round(box[edge]) for edge in edges] for box in seen["boxes"] if box["name"] in FIXED]


@pytest.fixture(scope="module")
def places(stage: Stage) -> Mapping[tuple[Size, int], Sequence[object]]:
    """Where a person is called and where the way home is, on the screen at rest, by screen size and print."""
    stage.show(SCREENS[0])
    return {(size, choice): places_in(seen) for size, choice, seen in Shown(stage, SCREENS[0]).looks()}


@pytest.mark.parametrize("high", [False, True], ids=["ink on paper", "light on black"])
def test_everything_can_be_read_and_hit_without_scrolling(places: Any, shown: Shown, high: bool) -> None:
    """In every size of print; and a person and the first screen are always in the same place."""
    found = []
    for size, choice, seen in shown.looks(high=high):
        found += [(size, choice, fault) for fault in faults(seen, size, choice)]
        assert len(places_in(seen)) == len(FIXED)
        assert places_in(seen) == places[size, choice], (size, choice)
    assert found == []


def test_no_rule_of_accessibility_is_broken(shown: Shown) -> None:
    shown.look(SIZES[0])
    found = Axe().run(shown.stage.page, options=STRICT)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_lost_when_everything_is_twice_as_large(shown: Shown) -> None:
    """There is less room then, so the page may be longer than the screen, but never wider, and all of it is there."""
    for size, _, seen in shown.looks(ENLARGED, PRINTS[:1]):
        assert shown.stage.page.evaluate("document.documentElement.scrollWidth") <= size[0], size
        assert [text["text"] for text in seen["texts"] if text["cut"]] == [], size
        assert seen["covered"] == [], size
        assert [box["name"] for box in seen["boxes"] if box["left"] < 0 or box["right"] > size[0]] == [], size


@pytest.fixture
def spaced(shown: Shown) -> Iterator[Shown]:
    """The screen with the spacing that WCAG 2.2, 1.4.12, lets people ask for."""
    shown.stage.page.evaluate(SPACED, SPACING)
    yield shown
    shown.stage.page.evaluate(SPACED, "")


def test_more_room_between_letters_and_lines_cuts_nothing_off(spaced: Shown) -> None:
    for size, _, seen in spaced.looks(prints=PRINTS[:1]):
        assert [text["text"] for text in seen["texts"] if text["cut"]] == [], size
        assert seen["covered"] == [] and not seen["scrolls"], size


def test_every_service_is_three_touches_away(stage: Stage) -> None:
    catalogue = load_catalogue()
    resize(stage, SIZES[0])
    stage.open()
    found = {}
    for group in range(len(stage.page.evaluate(GROUPS))):
        stage.send({"type": "home"})
        stage.page.wait_for_selector("#often:not([hidden])")
        stage.page.wait_for_timeout(550)
        stage.page.click("#other-services")
        stage.page.wait_for_timeout(550)
        stage.page.click(f"[data-group='{group}']")
        services = stage.page.locator("#all-services button")
        assert services.count() <= 6
        for service in services.all():
            payload = str(service.get_attribute("data-payload"))
            found[payload.partition("{")[0].removeprefix("/svc.")] = service.inner_text()
    assert found == {name: service.title for name, service in catalogue.services.items()}


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


@pytest.mark.parametrize("choice", [1, 3])
def test_all_of_a_card_can_be_paged_through_in_any_print(page: Page, choice: int) -> None:
    ask(page)
    page.wait_for_timeout(550)
    page.click(f"[data-size-choice='{choice}']")
    seen = set()
    for _ in range(12):
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


def test_whoever_wants_it_said_again_sees_the_answer_again(stage: Stage) -> None:
    resize(stage, SIZES[-1])
    stage.show(next(screen for screen in SCREENS if screen.name == "answer-long"))
    stage.page.click("#card .more")
    assert not stage.page.is_visible("#answer")
    stage.send({**reply(ACCOUNT, speaking=UTTERANCE), "again": True})
    stage.settle()
    assert stage.page.is_visible("#answer") and " 1/" in stage.page.inner_text("#card .more")


def test_the_number_to_ring_is_there_in_every_print(stage: Stage) -> None:
    stage.show(next(screen for screen in SCREENS if screen.name == "nobody-came"))
    for size, choice in product(SIZES, PRINTS):
        resize(stage, size)
        stage.print(choice)
        stage.draw()
        assert stage.page.is_visible(f"#duty-phone:has-text('{DUTY_PHONE}')"), (size, choice)


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
