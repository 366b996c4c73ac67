"""Kiosk and desk at once: somebody asks for a person, agrees to be seen, is helped, and goes on where they were."""

from __future__ import annotations

import pytest

from actions.model import RequestState
from tests.e2e.side_by_side.conftest import PATIENCE, DeskPage, Kiosk, Room
from tests.e2e.station.running import until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

ID_NUMBER = "11010519491231002X"
SPOKEN_CALL, SPOKEN_YES = "帮我找个人", "好的"


def in_a_form(room: Room, speaks: bool = False) -> Kiosk:
    """Somebody who is asked for their name."""
    kiosk = room.kiosk(speaks)
    kiosk.say("帮我办高龄津贴")
    kiosk.say("可以")
    kiosk.shows("#answer:has-text('叫什么名字')")
    return kiosk


def call_a_person(kiosk: Kiosk) -> None:
    kiosk.write("找人")
    kiosk.shows("#person-band:not([hidden])")


def call_as_shown(kiosk: Kiosk) -> None:
    """The kiosk of a demonstration says it for them."""
    kiosk.tap("#open-examples")
    kiosk.tap(f"#example-list button:has-text('{SPOKEN_CALL}')")
    kiosk.shows("#person-band:not([hidden])")


def side_by_side(kiosk: Kiosk, desk: DeskPage) -> None:
    """The call is taken and the person agrees by touch."""
    desk.shows("#calls li")
    desk.page.click("[data-take=looks]")
    kiosk.shows("#consent:not([hidden])")
    assert not desk.page.locator("#side-by-side").is_visible()
    kiosk.tap("[data-consent=yes]")
    desk.shows("#side-by-side:not([hidden])")


def test_asked_for_by_voice_helped_with_one_field_handed_back_and_filed(room: Room) -> None:
    desk, kiosk = room.desk("小李"), in_a_form(room, speaks=True)
    kiosk.speak(SPOKEN_CALL)
    desk.shows("#calls li:has-text('一楼大厅')")
    assert desk.page.inner_text(".what") == "自己要找人 · 正在问高龄津贴"
    assert desk.page.title().startswith("(1)")
    desk.page.click("[data-take=looks]")
    kiosk.shows("#consent:not([hidden])")
    kiosk.speak(SPOKEN_YES)
    desk.shows("#side-by-side:not([hidden])")
    assert "高龄津贴" in desk.page.inner_text("[data-card=wants]")

    desk.page.click("#lead")
    kiosk.shows("body[data-company=leading]")
    desk.fill_in("phone", "138001380")
    desk.shows("#form-problem:has-text('号码还差几位')")
    assert desk.page.input_value("#fields li[data-key=phone] input") == "138001380", "it need not be typed again"
    desk.fill_in("name", "王秀英")
    desk.shows("#fields li[data-key=name][data-state=told]")
    kiosk.write("我家门牌是旧的")
    desk.shows("#lines:has-text('我家门牌是旧的')")
    assert "王秀英" not in desk.page.inner_text("#visit-pane")

    desk.page.click("#lead")
    kiosk.shows("body[data-company=watching]")
    kiosk.shows("#answer:has-text('身份证号')")
    kiosk.say(ID_NUMBER)
    kiosk.say("对")
    kiosk.say("13800138000")
    kiosk.say("阳光小区三栋二单元四零二")
    kiosk.shows("#follow button, #answer:has-text('交')")
    kiosk.say("交吧")
    until(room.cases, "the case to be filed")
    (case,) = room.cases()
    told = {one.key: one.value for one in case.details.answers}
    assert (told["name"], told["id_number"], told["phone"]) == ("王秀英", ID_NUMBER, "13800138000")
    desk.shows("[data-card=done]:has-text('编号')")


def test_both_connections_are_cut_and_both_come_back_to_where_they_were(room: Room) -> None:
    desk, kiosk = room.desk("小李"), in_a_form(room)
    call_a_person(kiosk)
    side_by_side(kiosk, desk)
    kiosk.page.evaluate("cutOff()")
    desk.page.evaluate("cutOff()")
    kiosk.shows("body:not([data-connected])")
    kiosk.shows("body[data-connected]")
    kiosk.shows("body[data-company=watching]")
    desk.page.wait_for_selector("#lost", state="hidden", timeout=PATIENCE)
    desk.page.fill("#say-text", "我还在，您接着说")
    desk.page.press("#say-text", "Enter")
    kiosk.shows("#volunteer-words:has-text('小李说：我还在，您接着说')")
    desk.fill_in("name", "王秀英")
    kiosk.shows("#answer:has-text('身份证号')")


def test_of_two_volunteers_at_one_call_the_second_is_told_who_has_it(room: Room) -> None:
    li, wang, kiosk = room.desk("小李"), room.desk("小王"), in_a_form(room)
    call_as_shown(kiosk)
    for desk in (li, wang):
        desk.shows("#calls li")
    for desk in (li, wang):
        desk.page.evaluate("document.querySelector('[data-take=looks]').click()")
    kiosk.shows("#consent:not([hidden])")
    winner, loser = (li, wang) if "小李" in kiosk.page.inner_text("#company-words") else (wang, li)
    name = "小李" if winner is li else "小王"
    loser.shows(f"#problem:has-text('{name}刚刚接下了这个求助')")
    loser.shows(f"#calls li .taken:has-text('{name}已经接下了')")
    winner.shows("#nothing-yet")
    assert not loser.page.locator("#visit-pane").is_visible()


def test_a_volunteer_who_vanishes_leaves_the_person_with_the_assistant_and_the_call_ringing(room: Room) -> None:
    desk, other, kiosk = room.desk("小李"), room.desk("小王"), in_a_form(room)
    call_a_person(kiosk)
    side_by_side(kiosk, desk)
    desk.page.click("#lead")
    kiosk.shows("body[data-company=leading]")
    desk.page.close()
    kiosk.shows("body[data-company=nobody]")
    kiosk.shows("#answer:has-text('叫什么名字')")
    other.shows("#calls li[data-state=open]")
    assert [call.state for call in room.calls()] == [RequestState.OPEN]
    kiosk.say("王秀英")
    kiosk.shows("#answer:has-text('身份证号')")


def test_a_no_is_kept_and_finished_clears_the_desk(room: Room) -> None:
    desk, kiosk = room.desk("小李", width=1024, height=768), in_a_form(room)
    call_a_person(kiosk)
    side_by_side(kiosk, desk)
    kiosk.tap("#withdraw")
    desk.shows("#nothing-yet:not([hidden])")
    assert desk.page.locator("#lines li").count() == 0
    assert "不愿意" in desk.page.inner_text("#company-title")
    kiosk.tap(".bar-end")
    desk.shows("#calls-pane:not([hidden])")
    desk.page.wait_for_selector("#no-calls:not([hidden])", timeout=PATIENCE)
