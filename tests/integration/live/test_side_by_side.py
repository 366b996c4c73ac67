"""Side by side: what the volunteer sees after the person's yes, may see for a reason, and can have done."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from actions.model import HelpRequest, RequestState
from channels.live.orders import Go, Lead, Print, Put, Speak, SpeakOwn, fill_in, instead
from channels.live.record import Record, Speaker
from channels.live.room import GONE_AFTER, Room
from channels.wire import Button, TurnEnd
from tests.integration.live.conftest import Page, Scene
from tests.unit.desk_live.sounds import said

pytestmark = pytest.mark.integration

NAME = {"key": "name", "type": "name", "title": "姓名", "value": "王秀英", "shown": "王**"}
NUMBER = {
    "key": "id_number",
    "type": "id_number",
    "title": "身份证号",
    "value": "11010519491231002X",
    "shown": "**************002X",
}
SECRETS = ("王秀英", "11010519491231002X", "4912")


def understood(label: str, *others: str) -> dict[str, Any]:
    alternatives = [{"label": other, "confidence": 0.1} for other in others]
    return {"label": label, "confidence": 0.8, "alternatives": alternatives}


def form(asking: str, *answers: dict[str, str]) -> dict[str, Any]:
    told = {"about": "elder_allowance", "beneficiary": "self", "asking": asking, "paused": False, "skipped": []}
    return {**told, "agreed": ["personal"], "refused": [], "answers": list(answers)}


def spoken(record: Record) -> Record:
    """A form of which name and number were told."""
    state = {"service": "elder_allowance", "aspect": "apply", "beneficiary": "self", "form": "elder_allowance"}
    record = record.heard("长寿钱咋领", also=("长寿前咋领",)).said(
        Speaker.ASSISTANT, "好，请问您叫什么名字？", (Button("跳过", "/x"),)
    )
    told = understood("svc.elder_allowance", "svc.pension_query")
    record = record.ended(TurnEnd({**state, "asking": "name"}, understood=told, form=form("name")))
    record = record.heard("我叫王秀英").said(Speaker.ASSISTANT, "好，王秀英。您的身份证号是多少？")
    end = TurnEnd({**state, "asking": "id_number"}, None, None, understood("inform.name"), form("id_number", NAME))
    record = record.ended(end).missed().heard("幺幺零幺零五一九四九一二三一零零二叉")
    record = record.said(Speaker.ASSISTANT, "记下了。您的电话是多少？")
    end = TurnEnd({**state, "asking": "phone"}, None, None, understood("inform.id_number"), form("phone", NAME, NUMBER))
    return record.ended(end)


def joined(scene: Scene, page: Page) -> tuple[Room, HelpRequest]:
    """The volunteer is asked for; the conversation so far is long."""
    room = scene.visit()
    call = scene.call()
    page.send("take", call=call.id, looks=True)
    page.visit("asking")
    scene.on_the_loop(lambda: room.note(spoken(room.record)))
    return room, call


def watching(scene: Scene, page: Page) -> tuple[Room, HelpRequest, dict[str, Any]]:
    """And the person said yes."""
    room, call = joined(scene, page)
    scene.on_the_loop(lambda: room.answered(True))
    return room, call, page.visit("watching")


def test_before_the_yes_nothing_of_the_conversation_leaves_the_station(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        room, _ = joined(scene, page)
        seen = page.visit("asking")
        assert set(seen) == {"type", "call", "company", "company_title", "sees", "leads"}
        scene.on_the_loop(lambda: room.answered(False))
        assert set(page.visit("declined")) == set(seen)
        page.send("say", text="您好")
        assert page.until("problem")["text"].startswith("这一步没有生效")
    assert len(scene.screen.orders) == 1


def test_after_the_yes_the_volunteer_sees_what_was_heard_and_how_it_was_understood(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        *_, seen = watching(scene, page)
    first = seen["lines"][0]
    assert (first["who"], first["text"]) == ("老人", "长寿钱咋领")
    assert first["understood"] == {"label": "svc.elder_allowance", "title": "高龄津贴", "percent": 80}
    assert [one["title"] for one in first["alternatives"]] == ["养老金查询"]
    assert first["also"] == ["长寿前咋领"]
    assert seen["buttons"] == []
    assert seen["company_title"].startswith("您在旁边看着")


def test_a_sentence_in_ones_own_voice_reaches_the_screen_and_leaves_only_that_one_spoke(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        _, call, _ = watching(scene, page)
        page.send("voice", text="您别急")
        page.send_sound(said())
        page.send_sound(bytes(100))
        assert "不是录音" in page.until("problem")["text"]
        page.send_sound(said(loudness=0.0))
        assert "没有录到声音" in page.until("problem", lambda frame: "录到" in frame["text"])["text"]
    order = scene.screen.orders[-1]
    assert isinstance(order, SpeakOwn) and order.text == "您别急" and order.wav.startswith(b"RIFF")
    assert scene.noted()[-1] == ("spoke", call.id, "")


def test_before_the_yes_nobody_hears_a_voice(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        joined(scene, page)
        page.send_sound(said())
        assert page.until("problem")["text"].startswith("这一步没有生效")
    assert len(scene.screen.orders) == 1


def voting(record: Record) -> Record:
    """A ballot up to its last question."""
    paper, choice = TurnEnd({"asking": "ballot_paper"}), TurnEnd({"asking": "ballot_choice"})
    record = record.heard("我要投票").said(Speaker.ASSISTANT, "您说一下选票上的八位数").ended(paper)
    record = record.heard("一二三四五六七八").said(Speaker.ASSISTANT, "问的是：先办哪一样").ended(choice)
    record = record.heard("装扶手").said(Speaker.ASSISTANT, "您选的是：装扶手", (Button("装扶手", "/x"),))
    return record.ended(TurnEnd({"asking": "ballot_sure"}, None, None, understood("unsure")))


def test_a_volunteer_beside_sees_nothing_of_a_ballot_and_says_nothing_in_it(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        room, *_ = watching(scene, page)
        scene.on_the_loop(lambda: room.note(voting(Record())))
        seen = page.until("visit", lambda frame: any("投票" in line["text"] for line in frame.get("lines", ())))
        assert "装扶手" not in json.dumps(seen, ensure_ascii=False) and seen["buttons"] == []
        for line in room.record.lines[2:]:
            page.send("reveal", what="line", id=str(line.number), reason="想看看")
            assert page.until("problem")["text"].startswith("没有可以看")
        page.send("correct", line=room.record.lines[-2].number, text="装路灯")
        assert page.until("problem")["text"].startswith("正在投票")
    assert not any(isinstance(order, Put) for order in scene.screen.orders)


def test_the_form_shows_what_is_told_asked_and_missing(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        *_, seen = watching(scene, page)
    states = {field["key"]: field["state"] for field in seen["form"]["fields"]}
    assert (states["name"], states["phone"], states["address"]) == ("told", "asked", "open")
    assert "电话" in seen["form"]["asked"]


def test_five_lines_tell_what_has_to_be_known(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        *_, seen = watching(scene, page)
    card = seen["card"]
    assert card["who"] == "本人，王**"
    assert card["wants"] == "高龄津贴：现在就办"
    assert card["done"] == "已填姓名、身份证号"
    assert card["missing"] == "联系电话、住址"
    assert (card["mood"], seen["worrying"]) == ("没听清1次", True)


def test_hints_come_from_what_the_catalogue_allows_to_be_said(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        *_, seen = watching(scene, page)
    hints = {hint["kind"]: hint for hint in seen["hints"]}
    assert {"say", "materials", "ring"} <= set(hints)
    assert hints["say"]["sayable"] and "电话" in hints["ring"]["lines"][0]


def test_who_the_person_is_stays_masked(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        *_, seen = watching(scene, page)
    shown = json.dumps(seen, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in shown] == []
    answers = [line for line in seen["lines"] if line["hidden"]]
    assert [line["text"] for line in answers if "已遮住" in line["text"]] == [
        "（回答了“姓名”，已遮住）",
        "（回答了“身份证号”，已遮住）",
    ]


@pytest.mark.parametrize(
    ("what", "id_", "words"),
    [("field", "name", "王秀英"), ("field", "id_number", "11010519491231002X"), ("line", "3", "我叫王秀英")],
)
def test_a_reason_shows_one_thing_and_is_written_down(scene: Scene, what: str, id_: str, words: str) -> None:
    with scene.page(scene.volunteer()) as page:
        _, call, _ = watching(scene, page)
        page.send("reveal", what=what, id=id_, reason="  ")
        assert page.until("problem")["text"] == "要写明理由才能看。"
        page.send("reveal", what=what, id=id_, reason="老人请我核对")
        assert page.until("revealed") == {"type": "revealed", "what": what, "id": id_, "text": words}
    assert scene.noted()[-1] == ("looked", f"{call.id}.{id_}", "老人请我核对")


def test_what_is_not_there_cannot_be_revealed(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        watching(scene, page)
        for what, id_ in (("line", "99"), ("line", "x"), ("field", "phone"), ("field", "x")):
            page.send("reveal", what=what, id=id_, reason="老人请我核对")
            assert page.until("problem")["text"] == "没有可以看的内容了。"
    assert [action for action, *_ in scene.noted()] == ["took_call"]


@pytest.mark.parametrize(
    ("frame", "order", "action"),
    [
        ({"type": "say", "text": "您别急"}, Speak("您别急"), "spoke"),
        ({"type": "print"}, Print(), "printed"),
        ({"type": "lead", "on": True}, Lead(True), "led"),
        ({"type": "fill_in", "key": "phone", "text": "13800138000"}, fill_in("phone", "13800138000"), "filled_in"),
        ({"type": "correct", "line": 1, "text": "查养老金"}, instead("查养老金"), "corrected"),
        ({"type": "correct", "line": 3, "text": "王秀瑛"}, fill_in("name", "王秀瑛"), "corrected"),
        (
            {"type": "choose", "service": "social_card", "aspect": "apply"},
            Put('/svc.social_card{"aspect":"apply"}', {"by": "volunteer"}),
            "chose",
        ),
    ],
)
def test_what_the_volunteer_does_reaches_the_visit_and_the_log(
    scene: Scene, frame: dict[str, Any], order: object, action: str
) -> None:
    with scene.page(scene.volunteer()) as page:
        _, call, _ = watching(scene, page)
        kind = frame.pop("type")
        page.send(kind, **frame)
        page.send("reveal", what="line", id="99", reason="x")
        page.until("problem")
    assert scene.screen.orders[1:] == [order]
    assert scene.noted()[-1] == (action, call.id, "")


def test_a_refused_field_says_why(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        room, *_ = watching(scene, page)
        scene.on_the_loop(lambda: room.refuse("phone", "incomplete"))
        told = page.until("visit", lambda frame: frame.get("problem") is not None)["problem"]
        assert told["key"] == "phone" and told["title"] and told["text"].startswith("号码还差几位")
        scene.on_the_loop(lambda: room.refuse("phone", "too_long"))
        page.until("visit", lambda frame: frame["problem"]["text"].startswith("号码多了几位"))
        scene.on_the_loop(lambda: room.refuse("phone", "something new"))
        told = page.until("visit", lambda frame: frame["problem"]["text"].startswith("这样填"))


def test_a_page_that_drops_comes_back_to_the_visit(scene: Scene) -> None:
    li = scene.volunteer()
    with scene.page(li) as page:
        room, call, _ = watching(scene, page)
    scene.on_the_loop(lambda: room.tick(GONE_AFTER - 1))
    with scene.page(li) as page:
        seen = page.visit("watching")
        assert seen["call"] == call.id and seen["lines"]
        scene.on_the_loop(lambda: room.tick(GONE_AFTER - 1))
        page.send("lead", on=True)
        page.visit("leading")
    assert len(scene.screen.orders) == 2


def test_a_volunteer_who_vanishes_loses_the_visit_and_the_call_rings_again(scene: Scene) -> None:
    li = scene.volunteer()
    with scene.page(li) as page:
        room, call, _ = watching(scene, page)
    with scene.page(scene.volunteer("小王")) as other:
        other.calls(lambda calls: calls[0]["state"] == "taken")
        scene.on_the_loop(lambda: room.tick(GONE_AFTER))
        other.calls(lambda calls: calls[0]["state"] == "open")
    assert scene.screen.orders[-1] == Go(vanished=True)
    assert scene.kept(call).state is RequestState.OPEN


def test_a_page_that_is_frozen_learns_that_it_lost_the_visit(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        room, call, _ = watching(scene, page)
        scene.on_the_loop(lambda: room.tick(GONE_AFTER))
        assert page.until("over") == {"type": "over", "call": call.id, "vanished": True}
        page.send("say", text="还在吗")
        assert page.until("problem")["text"].startswith("这一步没有生效")


def test_with_the_wipe_the_desk_is_clean(scene: Scene) -> None:
    with scene.page(scene.volunteer()) as page:
        room, call, _ = watching(scene, page)
        scene.on_the_loop(lambda: scene.meeting.close(room))
        assert page.until("over") == {"type": "over", "call": call.id, "vanished": False}
        page.calls(lambda calls: calls == [])
        page.send("reveal", what="line", id="1", reason="x")
        assert page.until("problem")["text"] == "没有可以看的内容了。"


def test_another_volunteer_sees_nothing_of_the_visit(scene: Scene) -> None:
    with scene.page(scene.volunteer("小李")) as li, scene.page(scene.volunteer("小王")) as wang:
        watching(scene, li)
        wang.send("say", text="您好")
        wang.until("problem")
        assert not wang.has_seen_a_visit


def test_the_page_itself_holds_no_call_and_no_person(scene: Scene) -> None:
    who = scene.volunteer()
    spoken_of: Callable[[str], bool] = scene.client.get("/desk/live", headers=cookie(who.secret)).text.__contains__
    assert spoken_of("求助") and spoken_of("高龄津贴") and not spoken_of("王秀英")


def cookie(secret: str) -> dict[str, str]:
    return {"cookie": f"linban_desk={secret}"}
