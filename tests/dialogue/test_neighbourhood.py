"""The neighbourhood through the trained model: every way of taking part, begun and ended by what people say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.activities.keeping import catch_up, put_on
from actions.activities.model import Activity
from actions.bootstrap import bootstrap
from actions.cases.number import grouped
from actions.model import new_id
from actions.resources import Resources
from assistant.settings import Settings
from tests.dialogue.conftest import Said, Talk

pytestmark = pytest.mark.dialogue

ANSWERS = {
    "consent": "可以",
    "known": "好的",
    "name": "我叫赵玉梅",
    "phone": "幺三八零零幺三八零零零",
    "address": "阳光小区三栋二单元四零二",
    "day": "明天",
    "part": "上午",
    "kind": "陪去医院",
    "days": "平日",
    "often": "一周一次",
    "pass_on": "行",
}


@pytest.fixture
def resources(talk: Talk, settings: Settings) -> Resources:
    return bootstrap(settings)


def through(talk: Talk, said: Said) -> Said:
    """Every question answered by voice, and handed in."""
    for _ in range(14):
        asking = str(said.end.state["asking"])
        if asking == "review":
            return talk.say("没错，交吧")
        said = talk.say(ANSWERS[asking])
    raise AssertionError(f"it stops at {said.end.state['asking']}: {said.text}")


@pytest.mark.parametrize(
    ("words", "form", "told"),
    [
        ("想找个邻居陪我去医院", "help_wanted", "单号"),
        ("有没有邻居能帮我搬点东西", "help_wanted", "单号"),
        ("我有空可以帮帮邻居", "help_offered", "记下了"),
        ("我一个人住能不能隔三差五来看看我", "home_visit", "上门看看"),
        ("天热了提醒我一声", "warnings", "记好了"),
    ],
)
def test_a_wish_of_the_neighbourhood_from_its_words_to_the_end(talk: Talk, words: str, form: str, told: str) -> None:
    said = talk.say(words)
    assert said.end.state["form"] == form
    said = through(talk, said)
    assert told in said.text and said.end.case


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("谁能帮我代买点菜啊", "help_wanted"),
        ("有没有邻居能帮我买点菜", "help_wanted"),
        ("谁能陪我去趟医院", "help_wanted"),
        ("想找人帮我拿个快递", "help_wanted"),
        ("哪位好心人帮我搬下煤气罐", "help_wanted"),
        ("隔壁小王能不能帮我跑个腿", "help_wanted"),
        ("我腰疼提不动东西，想有个人搭把手", "help_wanted"),
        ("那个啥，腿脚不好，下不了楼，家里没米了，谁给捎一袋", "help_wanted"),
        ("我退休了身体还行，想帮帮邻居", "help_offered"),
        ("我会修手机，谁要帮忙找我", "help_offered"),
        ("我来报个名，给邻居跑跑腿", "help_offered"),
        ("我爸一个人在家，能不能隔几天去瞅他一眼", "home_visit"),
        ("要变天了你们跟我讲一声", "warnings"),
    ],
)
def test_however_it_is_put_nobody_is_taken_for_cheated_or_sent_away(talk: Talk, words: str, form: str) -> None:
    said = talk.say(words)
    assert (said.end.state["form"], said.end.handover) == (form, None), said.text


def test_what_is_on_sign_up_waiting_list_and_moving_up(talk: Talk, resources: Resources, settings: Settings) -> None:
    assert "还没有登记着的活动" in talk.say("社区最近有什么活动").text
    activity = Activity(new_id(), "包饺子", "二楼活动室", resources.clock.now() + timedelta(days=3), 1)
    put_on(activity, resources.units, resources.clock)
    said = talk.say("社区最近有什么活动")
    assert "包饺子" in said.text
    first = through(talk, talk.say("报第一个"))
    assert "报上了" in first.text
    second = Talk(talk.dialogue, talk._loop)
    assert "包饺子" in second.say("社区有啥热闹事").text
    assert "候补第1位" in through(second, second.say("包饺子")).text
    talk.say("我那个活动去不成了，撤回吧")
    assert "撤回了" in talk.say("对，撤回").text
    assert catch_up(resources.units, resources.clock) == 1
    assert "报上了" in second.say("我报名的事怎么样了").text


def test_a_complaint_without_a_name_and_its_progress_by_number(talk: Talk) -> None:
    said = talk.say("我要投诉，小区电梯坏了半个月没人管，老人上下楼都靠爬")
    assert said.end.state["form"] == "complaint"
    for _ in range(3):
        if said.end.state["asking"] == "review":
            break
        said = talk.say("不要回话" if said.end.state["asking"] == "answer_to" else "小区电梯坏了半个月没人管")
    assert "电梯" in said.text
    filed = talk.say("没错，交吧")
    assert "物业公司" in filed.text
    other = Talk(talk.dialogue, talk._loop)
    other.say("我反映的事怎么样了")
    assert "投诉" in other.say(grouped(str(filed.end.case))).text


def test_no_reminders_by_a_word_wherever_it_is_said(talk: Talk) -> None:
    talk.say("我要办高龄津贴")
    said = talk.say("不要再提醒我了")
    assert "提醒" in said.text and said.end.state["form"] == "elder_allowance"


def test_a_person_and_an_emergency_come_first_here_too(talk: Talk) -> None:
    talk.say("想找个邻居帮我买菜")
    assert talk.say("找人帮我").end.handover == "asked"
    other = Talk(talk.dialogue, talk._loop)
    other.say("我一个人住想让人隔三差五来看看我")
    assert other.say("哎呀胸口疼得喘不上气").end.handover == "emergency"
