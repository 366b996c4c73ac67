"""Practice in a running station: a case from the first word to the work queue, and nothing of it is real."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, inspect, select, table

from actions.events.model import Kind
from actions.store.event_tables import events
from tests.e2e.side_by_side.conftest import PATIENCE, DeskPage, Kiosk, Room
from tests.e2e.station.running import until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

OF_THE_DOOR = ("desk_sessions", "audit_entries")
"""Coming in is real, whatever for."""
TAKE_UP = "button:text('接手办理')"


def rows(room: Room) -> dict[str, int]:
    """How much stands in every table of the station, but for what is noted of its devices."""
    names = set(inspect(room.engine).get_table_names()).difference(OF_THE_DOOR, {"events"})
    told = select(func.count()).where(events.c.kind != Kind.DEVICE.value)
    with room.engine.connect() as connection:
        counts = {name: connection.scalar(select(func.count()).select_from(table(name))) for name in names}
        return {**counts, "events": connection.scalar(told)}


def practise(room: Room, desk: DeskPage) -> None:
    desk.page.goto(f"{room.station.url}desk/practice")
    assert desk.page.title().startswith("练习 · 练习间")


def test_somebody_who_pretends_is_helped_to_a_case_that_is_nowhere(room: Room) -> None:
    desk = room.desk("小李")
    before = rows(room)
    practise(room, desk)
    desk.page.click("li:has-text('王奶奶') button")
    desk.shows("#calls li:has-text('自己要找人')")
    desk.page.click("[data-take=looks]")
    desk.shows("#side-by-side:not([hidden])")
    assert "什么都不会真的办" in desk.page.inner_text("main .practice")
    desk.shows("#fields li[data-key=id_number][data-state=asked]")
    desk.fill_in("id_number", "11010519491231002X")
    desk.shows("[data-card=done]:has-text('编号')")
    desk.page.click("#open-done")
    desk.page.click("#done [value=helped]")
    desk.page.goto(f"{room.station.url}desk/practice/cases")
    desk.page.click("table.links td a")
    assert "高龄津贴" in desk.page.inner_text("main")
    until(lambda: desk.page.reload() and desk.page.locator(TAKE_UP).count(), "the case to be in the queue of practice")
    desk.page.click(TAKE_UP)
    assert "已接手办理" in desk.page.inner_text("[role=status]")
    desk.page.click("button:text('小票')")
    assert "练习" in desk.page.inner_text(".paper")
    assert desk.page.locator("#print").count() == 0
    assert rows(room) == before
    assert room.cases() == [] and room.calls() == []
    practise(room, desk)
    desk.page.click("text=清空练习")
    desk.page.goto(f"{room.station.url}desk/practice/cases")
    assert desk.page.locator("table.links td a").count() == 0


def test_two_can_practise_and_the_real_kiosk_is_not_disturbed(room: Room) -> None:
    desk, real = room.desk("小李"), room.kiosk()
    before = rows(room)
    practise(room, desk)
    with desk.page.context.expect_page() as opened:
        desk.page.click("a:text('练习用的前台')")
    page = opened.value
    page.wait_for_selector("body[data-connected]", timeout=PATIENCE)
    kiosk = Kiosk(page)
    assert "练习" in page.inner_text("#rehearsal")
    kiosk.say("高龄津贴要带什么材料")
    kiosk.write("找人")
    kiosk.shows("#person-band:not([hidden])")
    desk.page.goto(f"{room.station.url}desk/practice/live")
    desk.shows("#calls li")
    assert real.page.evaluate("document.body.dataset.mode") == "attract"
    assert rows(room) == before and room.calls() == []
    kiosk.tap(".bar-end")
    kiosk.shows("body[data-mode=attract]")


def test_nobody_gets_to_the_kiosk_of_practice_without_coming_in(room: Room) -> None:
    page = room.browser.new_page()
    page.goto(f"{room.station.url}desk/practice/kiosk/")
    assert re.search("/desk/login", page.url)
    page.close()
