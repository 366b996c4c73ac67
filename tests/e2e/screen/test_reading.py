"""The words being said stand out, phrase by phrase; and whoever does not see the screen follows all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.screens import ACCOUNT, Stage, heard, reply, state
from tests.e2e.screen.station import Station, running
from tests.unit.kiosk.fakes import FakeMouth

pytestmark = pytest.mark.e2e

STARTS = """async ([phrases, sounds, silence]) => {
  const { startsOf } = await import("/static/js/phrases.js");
  const rate = 1000;
  const samples = sounds.flatMap((seconds, at) => [
    ...Array.from({ length: seconds * rate }, (_, n) => Math.sin(n)),
    ...(at < sounds.length - 1 ? new Array(silence * rate).fill(0) : []),
  ]);
  return startsOf(phrases, Float32Array.from(samples), rate);
}"""
NAMES = """[...document.querySelectorAll("button")].filter((one) => one.checkVisibility())
  .map((one) => one.ariaLabel || one.textContent.trim())"""
PHRASES = """async (text) => (await import("/static/js/phrases.js")).phrasesOf(text)"""


def test_a_sentence_is_cut_after_its_commas_and_stops(page: Page) -> None:
    assert page.evaluate(PHRASES, "您听好，要带身份证、户口簿。带齐了！") == [
        "您听好，",
        "要带身份证、",
        "户口簿。",
        "带齐了！",
    ]
    assert page.evaluate(PHRASES, "12345") == ["12345"]


def test_each_phrase_begins_where_the_voice_does_after_a_pause(page: Page) -> None:
    """The second phrase is drawn out: by its length alone it would be over long before."""
    starts = page.evaluate(STARTS, [["您听好，", "要带身份证，", "去社区。"], [0.8, 2.4, 0.8], 0.3])
    assert starts == pytest.approx([0, 1.1, 3.8], abs=0.06)


def test_without_pauses_the_length_of_the_phrases_tells(page: Page) -> None:
    starts = page.evaluate(STARTS, [["一二三，", "一二三，"], [2.0], 0.0])
    assert starts == pytest.approx([0, 1.0], abs=0.06)


def test_the_phrase_of_the_moment_moves_through_the_sentence(browser: Browser) -> None:
    with running(mouth=FakeMouth(seconds=2.4)) as station:
        page = open_page(browser, station)
        page.click("[data-title='高龄津贴']")
        page.wait_for_selector(".sentence.now .phrase.now:has-text('您听好')")
        page.wait_for_selector(".sentence.now .phrase.now:has-text('要带身份证')")
        assert page.locator(".phrase.now").count() == 1
        page.click("#orb")
        page.wait_for_selector(".phrase.now, .sentence.now", state="detached")
        page.close()


def test_the_keyboard_goes_on_where_the_answer_is(page: Page) -> None:
    page.focus("[data-title='高龄津贴']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#card:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "answer"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#talk') !== null")


def test_what_covers_the_screen_gives_the_keyboard_back(page: Page) -> None:
    page.focus("#open-keypad")
    page.keyboard.press("Enter")
    page.wait_for_selector("#keypad:not([hidden])")
    assert page.evaluate("document.querySelector('main').inert && document.querySelector('.bar').inert")
    page.keyboard.press("Escape")
    page.wait_for_selector("#keypad", state="hidden")
    assert page.evaluate("document.activeElement.id") == "open-keypad"


def test_everything_that_can_be_touched_shows_where_the_keyboard_is(page: Page) -> None:
    for name in ("#orb", "#text", "#go-home", "#call-person", "#contrast", "[data-size-choice='2']", ".tiles button"):
        page.focus(name)
        page.keyboard.press("Shift")
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3, name


def test_a_screen_reader_is_told_what_is_heard_said_and_broken(browser: Browser, station: Station) -> None:
    page = browser.new_page()
    stage = Stage(page, station.url)
    stage.open()
    stage.send(heard("高龄津贴怎么领"), state(mode="thinking"))
    live = page.locator("#spoken-text[aria-live=polite]")
    page.wait_for_function("document.querySelector('#spoken-text').textContent === '高龄津贴怎么领'")
    stage.send(reply(ACCOUNT))
    stage.settle()
    assert live.text_content() == ACCOUNT
    stage.send({"type": "notice", "key": "no_mouth", "on": True})
    stage.settle()
    assert "说不出声" in page.inner_text("[role=status]#notices")
    assert page.get_attribute("html", "lang") == "zh-CN"
    names = page.evaluate(NAMES)
    assert all(names) and len(set(names)) == len(names)
    page.close()
