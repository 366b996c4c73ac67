"""The page of calls: it rings, one volunteer gets the call, and what is over disappears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.websockets import WebSocketDisconnect

from actions.help.talking import Line, Speaker
from actions.messaging.model import Account
from actions.model import HelpOutcome, Reason, RequestState, session_reference
from channels.live.orders import Come
from tests.integration.desk.clock import MovableClock
from tests.integration.live.conftest import Scene

pytestmark = pytest.mark.integration


def test_a_call_appears_with_its_place_and_reason_in_one_line(scene: Scene) -> None:
    scene.visit()
    with scene.page(scene.volunteer()) as page:
        scene.call(service="elder_allowance", place="一楼大厅")
        (call,) = page.calls(lambda calls: len(calls) == 1)
        assert (call["place"], call["line"]) == ("一楼大厅", "自己要找人 · 正在问高龄津贴")
        assert (call["state"], call["here"], call["mine"]) == ("open", True, False)


def test_what_is_urgent_stands_first_and_a_chat_says_which(scene: Scene) -> None:
    scene.call("telegram-1", channel="telegram")
    scene.call("kiosk-2", Reason.EMERGENCY)
    with scene.page(scene.volunteer()) as page:
        danger, chat = page.calls(lambda calls: len(calls) == 2)
    assert (danger["urgency"], danger["line"]) == (3, "可能有危险")
    assert (chat["place"], chat["here"]) == ("Telegram", False)


def test_of_two_who_take_the_same_call_the_second_is_told_who_has_it(scene: Scene) -> None:
    scene.visit()
    call = scene.call()
    with scene.page(scene.volunteer("小李")) as li, scene.page(scene.volunteer("小王")) as wang:
        li.calls(lambda calls: len(calls) == 1)
        li.send("take", call=call.id, looks=True)
        wang.send("take", call=call.id, looks=True)
        winner, loser = (li, wang) if scene_taker(scene, call.id) == "小李" else (wang, li)
        assert winner.visit("asking")["call"] == call.id
        told = loser.until("taken")
        assert (told["call"], told["by"]) == (call.id, scene_taker(scene, call.id))
        (shown,) = loser.calls(lambda calls: calls[0]["state"] == "taken")
        assert not shown["mine"] and shown["taker"] == told["by"]
    assert len(scene.screen.orders) == 1


def scene_taker(scene: Scene, call_id: str) -> str:
    """Who has the call, as soon as anybody has."""
    for _ in range(200):
        with scene.desk.units() as work:
            call = work.help_requests.get(call_id)
        if call is not None and call.taker is not None:
            return call.taker.name
    raise AssertionError("nobody took it")


def test_whoever_only_walks_over_takes_the_call_and_sees_nothing(scene: Scene) -> None:
    scene.visit()
    call = scene.call()
    with scene.page(scene.volunteer()) as page:
        page.send("take", call=call.id, looks=False)
        assert page.visit("coming")["sees"] is False
    assert scene.screen.orders == [Come("小李", looks=False)]


def test_a_call_is_ended_with_its_outcome_and_written_down(scene: Scene) -> None:
    scene.visit()
    call = scene.call()
    with scene.page(scene.volunteer()) as page:
        page.send("take", call=call.id, looks=False)
        page.visit("coming")
        page.send("done", call=call.id, outcome="passed_on")
        page.calls(lambda calls: calls == [])
        page.send("done", call=call.id, outcome="helped")
        assert page.until("problem")["text"] == "这个求助已经结束了。"
    assert scene.kept(call).outcome is HelpOutcome.PASSED_ON
    assert scene.noted() == [("took_call", call.id, ""), ("helped", call.id, "passed_on")]


def test_a_call_given_back_rings_again(scene: Scene) -> None:
    scene.visit()
    call = scene.call()
    with scene.page(scene.volunteer()) as page:
        page.send("take", call=call.id, looks=True)
        page.visit("asking")
        page.send("give_back", call=call.id)
        page.calls(lambda calls: bool(calls) and calls[0]["state"] == "open" and not calls[0]["taker"])
    assert scene.kept(call).state is RequestState.OPEN


def test_one_volunteer_helps_one_person_at_a_time(scene: Scene) -> None:
    scene.visit("kiosk-1"), scene.visit("kiosk-2")
    first, second = scene.call("kiosk-1"), scene.call("kiosk-2")
    with scene.page(scene.volunteer()) as page:
        page.send("take", call=first.id, looks=True)
        page.visit("asking")
        page.send("take", call=second.id, looks=True)
        assert page.until("problem")["text"].startswith("您正在帮一位老人")
    assert scene.kept(second).state is RequestState.OPEN


def test_a_call_that_is_gone_cannot_be_taken(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        page.send("take", call="nothing", looks=True)
        assert page.until("problem")["text"] == "这个求助已经结束了。"


def test_when_the_person_leaves_nobody_goes_on_ringing(scene: Scene) -> None:
    room = scene.visit()
    call = scene.call()
    with scene.page(scene.volunteer()) as page:
        page.calls(lambda calls: len(calls) == 1)
        scene.on_the_loop(lambda: scene.meeting.close(room))
        page.calls(lambda calls: calls == [])
    assert scene.kept(call).outcome is HelpOutcome.LEFT


def test_broken_frames_change_nothing(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        for frame in ("", "[]", '{"type": "fly"}', '{"type": "take"}', "x" * 5000):
            page.send_raw(frame)
        for fields in ({"call": 1, "looks": True}, {"call": None, "looks": 1}):
            page.send("take", **fields)
        page.send("done", call="1", outcome="left")
        page.send("reveal", what="all", id="1", reason="x")
        page.send("take", call="nothing", looks=True)
        page.until("problem")
    assert scene.noted() == []


def test_an_open_page_alone_does_not_make_a_session_last(scene: Scene) -> None:
    clock = scene.desk.resources.clock
    assert isinstance(clock, MovableClock)
    with pytest.raises(WebSocketDisconnect) as closed, scene.page(scene.volunteer()) as page:
        page.calls()
        clock.move(timedelta(minutes=31))
        page.send("take", call="nothing", looks=True)
        page.until("problem")
    assert closed.value.code == 4401


def test_where_the_store_is_away_the_page_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    from actions.ports import StorageError

    def broken(*args: object) -> None:
        raise StorageError("broken for the test")

    with scene.page(scene.volunteer()) as page:
        page.calls()
        monkeypatch.setattr("actions.help.taking.Calls.take", broken)
        page.send("take", call="nothing", looks=True)
        assert "资料库" in page.until("problem")["text"]


def test_whoever_takes_a_call_from_a_chat_writes_back_there(scene: Scene) -> None:
    now, session = scene.desk.resources.clock.now(), session_reference("telegram-1")
    with scene.desk.resources.units() as work:
        work.chat_accounts.put(Account(session, "telegram", "telegram-1", "1", now, now))
        work.commit()
    call, other = scene.call("telegram-1", channel="telegram"), scene.call("kiosk-9")
    with scene.page(scene.volunteer()) as page:
        page.send("take", call=call.id, looks=False)
        page.calls(lambda calls: any(one["mine"] and one["chat"] for one in calls))
        page.send("reply", call=call.id, text="您好，我是小李，密码是123456")
        page.until("replied")
        page.send("reply", call=other.id, text="您好")
        assert page.until("problem")["text"].startswith("这句话没有发出去")
    with scene.desk.resources.units() as work:
        came, push = work.pushes.take("telegram", now, now + timedelta(minutes=1), 5)
    assert (came.response, dict(came.values)) == ("utter_push_volunteer_here", {"name": "小李"})
    assert push.text.startswith("您好，我是小李") and "123456" not in push.text
    assert scene.noted()[-1] == ("spoke", call.id, "")


def test_what_is_said_in_a_chat_is_shown_to_whoever_took_its_call_and_gone_when_it_is_over(scene: Scene) -> None:
    now, session = scene.desk.resources.clock.now(), session_reference("telegram-1")
    with scene.desk.resources.units() as work:
        work.chat_accounts.put(Account(session, "telegram", "telegram-1", "1", now, now))
        work.commit()
    call = scene.call("telegram-1", channel="telegram")
    with scene.page(scene.volunteer("小李")) as li, scene.page(scene.volunteer("小王")) as wang:
        li.send("take", call=call.id, looks=False)
        li.calls(lambda calls: any(one["mine"] for one in calls))
        with scene.desk.resources.units() as work:
            said = "我是赵玉梅，电话13800138000"
            assert work.talks.add(Line("key", session, Speaker.RESIDENT, said, now))
            assert not work.talks.add(Line("key", session, Speaker.RESIDENT, said, now))
            work.commit()
        (shown,) = li.calls(lambda calls: bool(calls[0]["lines"]))
        (line,) = shown["lines"]
        assert (line["speaker"], line["who"]) == ("resident", "对方")
        assert line["text"].startswith("我是赵玉梅") and "13800138000" not in line["text"]
        li.send("reply", call=call.id, text="您好")
        li.calls(lambda calls: [one["who"] for one in calls[0]["lines"]] == ["对方", "您"])
        (other,) = wang.calls(lambda calls: calls[0]["state"] == "taken")
        assert other["lines"] == []
        li.send("done", call=call.id, outcome="helped")
        li.calls(lambda calls: calls == [])
    with scene.desk.resources.units() as work:
        assert list(work.talks.of_session(session)) == []
        responses = [one.response for one in work.pushes.take("telegram", now, now + timedelta(minutes=1), 5)]
    assert responses == ["utter_push_volunteer_here", "", "utter_push_volunteer_gone"]
