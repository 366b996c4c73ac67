"""The desk beside the kiosk, in two real browsers: a case is answered at one and the answer heard at the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, Page

from actions.bootstrap import WallClock
from actions.cases.filing import Filing, file
from actions.cases.model import Case, CaseState, Details, Told
from actions.desk.model import Role
from actions.model import new_id, session_reference
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.e2e.station.people import let_in
from tests.e2e.station.running import Station, until

pytestmark = pytest.mark.e2e

PASSWORD = "七里河的桂花开了三年"
ANSWER = "从下周一起每天中午送饭到家"
DETAILS = Details(
    "self",
    (Told("name", "name", "姓名", "王秀英", "王**"), Told("phone", "phone", "电话", "13800138000", "*******8000")),
)


@pytest.fixture(scope="module")
def desk(station: Station, browser: Browser) -> Iterator[Page]:
    """The desk's page on a tablet; a script or style that its policy refuses fails the test."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    page.close()
    assert [said for said in complaints if "Content Security Policy" in said] == []


def units(station: Station) -> SqlUnitsOfWork:
    cipher = Fernet((station.home / "keys" / "cases.key").read_bytes())
    return SqlUnitsOfWork(make_engine(f"sqlite:///{station.home / 'linban.db'}"), cipher)


def filed(station: Station) -> Case:
    """A case as the kiosk files one, carried to the desk by the station itself."""
    filing = Filing(new_id(), session_reference("visit"), "kiosk", "meal_service", "社区居委会", DETAILS, 5)
    case = file(filing, units(station), WallClock())

    def is_there() -> bool:
        with units(station)() as work:
            found = work.cases.by_id(case.id)
        return found is not None and found.state is CaseState.DELIVERED

    until(is_there, "the case to be at the desk")
    return case


def first_link(station: Station) -> str:
    """The link that `linban up` tells for the first administrator."""
    until(lambda: [line for line in station.lines if line["process"] == "desk"], "the link of the desk")
    return str(next(line["detail"] for line in station.lines if line["process"] == "desk"))


def test_the_first_administrator_comes_in_by_the_link_and_again_by_password(desk: Page, station: Station) -> None:
    desk.goto(first_link(station))
    desk.fill("[name=name]", "陈主任")
    desk.fill("[name=password]", PASSWORD)
    desk.fill("[name=again]", PASSWORD)
    desk.click("text=加入 >> nth=-1")
    number = desk.inner_text(".secret.big").strip()
    desk.click("text=生成驿站口令")
    pin = desk.inner_text(".secret.big").strip()
    assert re.fullmatch(r"\d{4}", number) and re.fullmatch(r"\d{6}", pin)
    desk.click("text=退出")
    desk.wait_for_url("**/desk/login**")
    desk.goto(urljoin(station.url, "desk/cases"))
    for name, value in (("number", number), ("password", PASSWORD), ("pin", pin)):
        desk.fill(f"[name={name}]", value)
    desk.click("button:text('登录')")
    desk.wait_for_url("**/desk/cases")


def test_what_the_desk_answers_the_kiosk_tells(desk: Page, station: Station, browser: Browser) -> None:
    case = filed(station)
    desk.goto(urljoin(station.url, "desk/cases"))
    desk.fill("#number", f"{case.number[:4]} {case.number[4:]}")
    desk.click("form.find button")
    assert "王秀英" not in desk.content()
    desk.click("text=看全部信息")
    assert "王秀英" in desk.content()
    desk.click("text=接手办理")
    desk.click("summary:has-text('写答复')")
    desk.fill("textarea >> visible=true", ANSWER)
    desk.click("button:text('保存') >> visible=true")
    assert "答复已保存" in desk.inner_text("[role=status]")

    kiosk = browser.new_page(viewport={"width": 1280, "height": 800})
    kiosk.goto(station.url)
    kiosk.wait_for_selector("body[data-connected]")
    kiosk.fill("#text", f"我那个事办到哪了，{case.number}")
    kiosk.press("#text", "Enter")
    kiosk.wait_for_selector(f"text={ANSWER}", timeout=30_000)
    kiosk.close()


def test_the_slip_is_printed_from_the_desk_and_nothing_else(desk: Page, station: Station) -> None:
    case = filed(station)
    desk.goto(urljoin(station.url, f"desk/cases/{case.number}"))
    desk.click("button:text('小票')")
    desk.wait_for_load_state("load")
    desk.emulate_media(media="print")
    shown = desk.evaluate(
        "[...document.body.children].filter((one) => getComputedStyle(one).display !== 'none')"
        ".map((one) => one.className)"
    )
    desk.emulate_media(media="screen")
    assert shown == ["paper"]
    assert f"{case.number[:4]} {case.number[4:]}" in desk.inner_text(".paper .number")


NO_MICROPHONE = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));"


def test_the_page_of_what_works_follows_the_kiosk_by_itself(station: Station, browser: Browser) -> None:
    staff = browser.new_page(viewport={"width": 1280, "height": 900})
    let_in(staff.context, station, Role.STAFF, "刘芳")
    staff.goto(urljoin(station.url, "desk/health"))
    line = "tr:has-text('一体机的屏幕')"
    staff.wait_for_selector(f"{line}:has-text('没有打开')")
    for script, found in (("", "听得见"), (NO_MICROPHONE, "浏览器没有话筒")):
        kiosk = browser.new_page(viewport={"width": 1280, "height": 800})
        kiosk.add_init_script(script)
        kiosk.goto(station.url)
        kiosk.wait_for_selector("body[data-connected]")
        kiosk.click("#orb")
        staff.wait_for_selector(f"{line}:has-text('{found}')", timeout=60_000)
        kiosk.close()
        staff.wait_for_selector(f"{line}:has-text('没有打开')", timeout=60_000)
    staff.context.close()
