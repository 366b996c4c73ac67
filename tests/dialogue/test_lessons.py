"""Lessons through the trained model, by what people say: asked for, a step at a time, at their own pace, and left."""

from __future__ import annotations

import pytest

from actions.bootstrap import bootstrap
from actions.bundles.packing import pack, unpack
from actions.bundles.station import Shelves, place
from actions.cases.number import grouped
from actions.ledger.head import Signer
from actions.points.booking import card_for
from actions.resources import Resources
from assistant.settings import Settings
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue

KEY = b"b" * 32
LESSON = "title: 叫车\nnames: [叫车, 叫出租车]\nsteps:\n- say: 打开叫车的图。\n- say: 点“打车”两个字。\n".encode()


@pytest.fixture
def resources(talk: Talk, settings: Settings) -> Resources:
    return bootstrap(settings)


@pytest.mark.parametrize("words", ["教教我怎么跟孙子打视频", "咋个打视频 你教我嘛", "我想学学微信视频"])
def test_a_lesson_goes_on_stays_goes_back_and_is_left_by_what_people_say(talk: Talk, words: str) -> None:
    first = talk.say(words)
    assert "第一步" in first.text and first.end.state["asking"] == "lesson_step"
    second = talk.say("嗯找到了")
    assert second.text != first.text
    assert second.text in talk.say("没看见啊在哪儿").text
    assert talk.say("再说一遍").text.endswith(second.text)
    assert talk.say("等一下等一下").end.state["asking"] == "lesson_step"
    third = talk.say("好了下一步")
    assert third.text not in ("", second.text)
    assert second.text in talk.say("上一步是啥来着").text
    assert "先学到这儿" in talk.say("算了算了今天不学了").text


def test_a_story_to_its_question_and_its_points(talk: Talk, resources: Resources) -> None:
    card = card_for("赵玉梅", "13800138000", resources.units, resources.clock, resources.lookup).card
    assert "想听哪一个" in talk.say("给我讲个骗子骗人的故事吧").text
    said = talk.say("那个奶奶我出事了的")
    for _ in range(6):
        if said.end.state["asking"] == "lesson_quiz":
            break
        said = talk.say("后来呢")
    assert "考您一下" in said.text
    again = talk.say("赶紧汇钱")
    assert "差一点" in again.text and "考您一下" in again.text
    assert "学完了" in talk.say("打他平时的号").text
    assert "加3分" in talk.say(grouped(card)).text


def test_a_lesson_from_another_station_is_asked_for_by_its_name(talk: Talk, settings: Settings) -> None:
    bundle = unpack(pack({"lessons/phone/taxi.yml": LESSON}, KEY))
    shelves = Shelves(settings.catalogue, settings.lessons, settings.home / "voices", None)
    place(bundle, shelves, frozenset({Signer(KEY).public}))
    assert "打开叫车的图" in talk.say("教我叫车").text
    assert "打车" in talk.say("打开了").text
