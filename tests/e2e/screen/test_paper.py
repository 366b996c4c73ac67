"""Slip and letter on the screen and on paper: large, whole, private, and gone with the person."""

import json
import os
import re

import pytest

from actions.catalogue.loader import load_catalogue
from assistant.station_browser import find_chromium
from assistant.station_lp import Lp
from channels.wire import Button, Reply, TurnEnd
from tests.e2e.screen.conftest import open_page
from tests.e2e.screen.station import running
from tests.unit.kiosk.fakes import FakeMouth
from tests.unit.paper.samples import ID_NUMBER, PHONE, a_letter, a_slip

pytestmark = pytest.mark.e2e

POINT = 96 / 72
"""CSS pixels."""
PAPERS = {"slip": a_slip, "letter": a_letter}
WIDTHS = {"A4": 794, "roll": 302}
"""CSS pixels of 210 mm and of 80 mm."""
SAID = "登记好了，您听好，编号在单子上，点打印就能带回家。"

#: What of the page would be printed: each text with its size in points, and whether it is within the paper.
PRINTED = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() &&
  [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())).map((one) => ({
    text: one.textContent, points: parseFloat(getComputedStyle(one).fontSize) * 72 / 96,
    black: getComputedStyle(one).color === "rgb(0, 0, 0)", paper: Boolean(one.closest("#paper")),
    right: one.getBoundingClientRect().right,
    cut: one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline",
  }))"""


@pytest.fixture(scope="module")
def cards():
    catalogue = load_catalogue(region="example")
    return {kind: make(catalogue) for kind, make in PAPERS.items()}


@pytest.fixture
def filed(cards):
    with running(mouth=FakeMouth(seconds=0.4)) as station:
        for kind, card in cards.items():
            station.dialogue.answers[kind] = [Reply(SAID, (Button("还要办别的", "/more"),), card), TurnEnd()]
        yield station


def show(page, kind):
    page.fill("#text", kind)
    page.keyboard.press("Enter")
    page.wait_for_selector("#card .print")
    page.wait_for_timeout(600)


def as_printed(page, paper="A4"):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTHS[paper], "height": 1123})
    return page.evaluate(PRINTED)


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("kind", PAPERS)
def test_all_of_it_can_be_paged_through_on_the_screen(browser, filed, cards, kind):
    page = open_page(browser, filed)
    show(page, kind)
    seen = ""
    for _ in range(12):
        seen += page.inner_text("#card .blocks")
        page.locator("#card .more").click()
        page.wait_for_timeout(550)
    page.close()
    lines = [line for block in cards[kind]["blocks"] for line in block["lines"]]
    assert [line for line in lines if line.get("shown", line["text"]) not in seen] == []


@pytest.mark.parametrize("paper", WIDTHS)
@pytest.mark.parametrize("kind", PAPERS)
def test_only_the_paper_is_printed_in_large_black_print(browser, filed, cards, kind, paper):
    page = open_page(browser, filed)
    show(page, kind)
    printed = as_printed(page, paper)
    assert printed and all(text["paper"] and text["black"] for text in printed)
    assert min(text["points"] for text in printed) >= 15.9
    assert all(not text["cut"] and text["right"] <= WIDTHS[paper] for text in printed)
    (number,) = (text for text in printed if text["text"] == cards[kind]["number"]["text"])
    assert number["points"] >= 32
    whole = "".join(text["text"] for text in printed)
    lines = [line["text"] for block in cards[kind]["blocks"] if block["name"] != "by_hand" for line in block["lines"]]
    assert [line for line in lines if line not in whole] == []
    page.close()


@pytest.mark.parametrize("kind", PAPERS)
def test_on_a4_it_is_one_page(browser, filed, kind):
    page = open_page(browser, filed)
    show(page, kind)
    assert pages_of(page.pdf(format="A4")) == 1
    page.close()


def test_the_code_is_large_and_its_picture_black_on_white(browser, filed):
    page = open_page(browser, filed)
    show(page, "slip")
    printed = as_printed(page, "roll")
    (code,) = (text for text in printed if text["text"] == "482 913")
    assert code["points"] >= 32
    picture = page.locator("#paper .qr")
    style = picture.evaluate(
        "(one) => [getComputedStyle(one).fill, getComputedStyle(one).backgroundColor, one.getBBox().width]"
    )
    assert style[:2] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"] and style[2] > 20
    assert picture.bounding_box()["width"] >= 35 / 25.4 * 96
    page.close()


def test_names_stand_whole_on_the_paper_alone_and_numbers_of_people_nowhere(browser, filed):
    page = open_page(browser, filed)
    show(page, "letter")
    assert "姓王" in page.inner_text("#card") and "王秀英" not in page.inner_text("body")
    assert "王秀英" in "".join(text["text"] for text in as_printed(page))
    page.emulate_media(media="screen")
    show(page, "slip")
    content = page.content()
    assert "138****8000" in content
    assert not any(secret in content for secret in (ID_NUMBER, PHONE, "王秀英", "李梅"))
    page.close()


def test_the_button_prints_once_and_says_where_the_paper_comes_out(browser, filed):
    page = open_page(browser, filed)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    show(page, "slip")
    page.dblclick("#card .print")
    page.wait_for_selector("#prompt:has-text('打印机')")
    assert page.evaluate("window.printed") == 1
    assert "打印机" in page.text_content("#spoken-text")
    page.close()


@pytest.mark.parametrize("broken", ["() => { throw new Error('no printer'); }", "undefined"])
def test_without_a_printer_the_visit_goes_on(browser, filed, broken):
    page = open_page(browser, filed)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.evaluate(f"() => {{ window.print = {broken}; }}")
    show(page, "slip")
    page.click("#card .print")
    page.wait_for_selector("#prompt:has-text('打不出来')")
    show(page, "letter")
    assert problems == [] and "授权委托书" in page.text_content("#paper")
    page.close()


LP = '#!/bin/sh\n[ "$2" = letters ] || exit 1\ncp "$5" "{folder}/printed.pdf"\n'


@pytest.mark.parametrize(("printer", "says"), [("letters", "打印机"), ("broken", "打不出来")])
def test_a_printer_of_the_station_prints_the_same_paper_or_it_is_said_that_it_does_not(
    browser, cards, tmp_path, monkeypatch, printer, says
):
    lp = tmp_path / "lp"
    lp.write_text(LP.format(folder=tmp_path), encoding="utf-8")
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with running(mouth=FakeMouth(seconds=0.4), print_paper=Lp(printer, find_chromium(), seconds=60)) as station:
        station.dialogue.answers["letter"] = [Reply(SAID, (), cards["letter"]), TurnEnd()]
        page = open_page(browser, station)
        page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
        show(page, "letter")
        page.dblclick("#card .print")
        page.wait_for_selector(f"#prompt:has-text('{says}')", timeout=90_000)
        assert page.evaluate("window.printed") == 0
        assert "授权委托书" in page.text_content("#card"), "it stays on the screen"
        page.close()
    pdf = tmp_path / "printed.pdf"
    assert pdf.exists() is (printer == "letters")
    assert not pdf.exists() or pages_of(pdf.read_bytes()) == 1


@pytest.mark.parametrize("leave", [".bar-end", "#go-home"])
def test_the_paper_goes_with_the_person(browser, filed, leave):
    page = open_page(browser, filed)
    show(page, "letter")
    page.click(leave)
    page.wait_for_selector("#paper:empty", state="attached")
    assert "王秀英" not in page.content() and as_printed(page) == []
    page.close()


def test_the_paper_of_one_answer_does_not_stay_behind_the_next(browser, filed):
    page = open_page(browser, filed)
    show(page, "letter")
    page.fill("#text", "谢谢")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer:has-text('谢谢')")
    assert "王秀英" not in page.content() and page.locator(".print").count() == 0
    page.close()


def test_nothing_of_it_comes_from_another_machine(browser, filed, cards):
    page = open_page(browser, filed)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, "slip")
    as_printed(page)
    page.close()
    assert all(url.startswith(filed.url) for url in asked)
    assert "http" not in json.dumps(cards)
