"""What an elder can see and hit: print, contrast, targets, room on the screen."""

from pathlib import Path

import pytest

from kiosk.settings import KioskSettings
from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.station import running
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
SMALLEST_PRINT = 24
SMALLEST_TARGET = 60
MAIN_TARGET = 76
SPACE = 24
CONTRAST = 7.0

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")


def ask(page):
    page.click("[data-title='高龄津贴']")
    page.wait_for_selector("#talk .answer span")
    page.wait_for_selector("#card:not([hidden])")


def call(page):
    ask(page)
    page.wait_for_timeout(600)
    page.click("#call-person")
    page.wait_for_selector("#person-band:not([hidden])")


def type_numbers(page):
    page.click("#open-keypad")
    page.wait_for_selector("#keypad:not([hidden])")


def rest(page):
    page.wait_for_selector("#home")


STATES = {"rest": rest, "answer": ask, "person": call}


@pytest.mark.parametrize("parts", [{"mouth": FakeMouth()}, {"ears": None}], ids=["whole", "deaf and mute"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", STATES)
def test_everything_can_be_read_and_hit_without_scrolling(browser, size, state, parts):
    with running(**parts) as station:
        page = open_page(browser, station, *size)
        STATES[state](page)
        seen = page.evaluate(MEASURE)
        page.close()
    assert not seen["scrolls"] and seen["covered"] == []
    for text in seen["texts"]:
        assert text["size"] >= SMALLEST_PRINT, text
        assert text["contrast"] >= CONTRAST, text
        assert text["leading"] is None or text["leading"] >= 1.3, text
        assert not text["cut"], text
    check_targets(seen["boxes"], size)


@pytest.mark.parametrize("choice", [2, 3])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("state", ["rest", "answer"])
def test_larger_print_still_fits(browser, size, choice, state):
    with running(mouth=FakeMouth()) as station:
        page = open_page(browser, station, *size)
        page.click(f"[data-size-choice='{choice}']")
        page.wait_for_timeout(600)
        STATES[state](page)
        seen = page.evaluate(MEASURE)
        print_size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        page.close()
    assert print_size >= {2: 30, 3: 40}[choice]
    assert not seen["scrolls"] and seen["covered"] == []
    assert [text["text"] for text in seen["texts"] if text["cut"]] == []
    check_targets(seen["boxes"], size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_number_pad_fits(browser, station, size):
    page = open_page(browser, station, *size)
    type_numbers(page)
    boxes = [box for box in page.evaluate(MEASURE)["boxes"] if box["name"] in {*"0123456789X", "按好了", "不按了"}]
    page.close()
    assert len(boxes) == 13
    check_targets(boxes, size)


def check_targets(boxes, size):
    width, height = size
    for box in boxes:
        least = MAIN_TARGET if box["main"] else SMALLEST_TARGET
        assert min(box["right"] - box["left"], box["bottom"] - box["top"]) >= least - 0.5, box
        assert box["left"] >= 0 and box["top"] >= 0 and box["right"] <= width and box["bottom"] <= height, box
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart_x = max(one["left"], other["left"]) - min(one["right"], other["right"])
            apart_y = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
            assert max(apart_x, apart_y) >= SPACE - 0.5, (one["name"], other["name"])


def test_the_first_screen_offers_at_most_six_things_one_of_them_a_person(page):
    tiles = page.locator(".tiles button").count()
    assert tiles + page.locator("#call-person").count() <= 6
    help_box = page.locator("#call-person").bounding_box()
    home_box = page.locator("#go-home").bounding_box()
    ask(page)
    page.wait_for_timeout(600)
    assert page.locator(".follow button").count() + 1 <= 6
    assert page.locator("#call-person").bounding_box() == help_box
    assert page.locator("#go-home").bounding_box() == home_box
    assert help_box["x"] + help_box["width"] > 1200 and help_box["y"] > 650
    assert home_box["x"] < 60 and home_box["y"] > 650


def test_all_of_a_card_can_be_paged_through(page):
    ask(page)
    seen = set()
    for _ in range(8):
        parts = page.locator("#card .block:visible li:visible, #card .block:not(.items):visible h3")
        seen |= set(parts.all_inner_texts())
        more = page.locator("#card .card-foot button")
        if not more.count():
            break
        page.wait_for_timeout(550)
        more.click()
    text = "".join(seen)
    for part in ("本人身份证", "一寸照片一张", "去哪儿", "多久", "多少钱", "谁帮忙", "不用手机也行"):
        assert part in text


def test_the_practice_banner_is_plain_and_its_examples_can_be_hit(browser):
    with running(mouth=FakeMouth(), settings=KioskSettings(demo=True)) as station:
        for size in SIZES:
            page = open_page(browser, station, *size)
            assert "演示" in page.inner_text("#practice")
            check_targets(page.evaluate(MEASURE)["boxes"], size)
            page.click("#open-examples")
            page.wait_for_selector("#examples:not([hidden])")
            assert page.locator("#example-list button").count() <= 6
            page.close()
