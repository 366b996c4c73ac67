"""Taking part through the trained model: votes of which nothing is left behind, points, suggestions, who does what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select

from actions.bootstrap import bootstrap
from actions.cases.model import CaseState, Level, Mark
from actions.cases.number import grouped
from actions.grid.model import read_table
from actions.model import new_id
from actions.points.booking import card_for, give, reasons, redeem
from actions.resources import Resources
from actions.store.tables import conversation_events
from actions.votes.casting import open_vote
from actions.votes.model import Vote
from assistant.settings import Settings
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue

OPTIONS = ("在楼道装扶手", "在院里装路灯", "两样都不装")


@pytest.fixture
def resources(talk: Talk, settings: Settings) -> Resources:
    """The station's own parts; `talk` has prepared its database."""
    return bootstrap(settings)


@pytest.fixture
def papers(resources: Resources) -> list[str]:
    now = resources.clock.now()
    vote = Vote(new_id(), "明年先办哪一样", OPTIONS, "三号楼的住户", 4, now, now + timedelta(days=7))
    return list(open_vote(vote, resources.units, resources.clock, resources.digest))


def kept_of(talk: Talk, settings: Settings) -> int:
    """How many events of this conversation are on the disk."""
    of_session = select(func.count()).where(conversation_events.c.sender_id == talk.session)
    with create_engine(settings.database_url, future=True).connect() as connection:
        return int(connection.execute(of_session).scalar_one())


@pytest.mark.parametrize("choice", ["第二个", "装路灯那个", "在院里装路灯"])
def test_a_ballot_by_voice_and_the_conversation_is_forgotten(
    talk: Talk, settings: Settings, papers: list[str], choice: str
) -> None:
    assert "选票" in talk.say("我想投个票").text
    assert OPTIONS[0] in talk.say(grouped(papers[0])).text
    assert OPTIONS[1] in talk.say(choice).text
    assert kept_of(talk, settings) > 0
    assert "回执号" in talk.say("对，就投这个").text
    assert kept_of(talk, settings) == 0


def test_a_person_and_an_emergency_come_before_any_ballot(talk: Talk, papers: list[str]) -> None:
    talk.say("我要投票")
    talk.say(papers[0])
    assert talk.say("找人帮我").end.handover == "asked"
    talk.say("我要投票")
    talk.say(papers[0])
    assert talk.say("哎呀我老伴晕倒了叫不醒").end.handover == "emergency"


@pytest.mark.parametrize("words", ["我想查查我的积分", "我有多少积分", "我那个分还剩几多", "帮人攒的分念给我听听"])
def test_points_and_how_they_came_by_the_number_of_the_card(talk: Talk, resources: Resources, words: str) -> None:
    card = card_for("赵玉梅", "13800138000", resources.units, resources.clock, resources.lookup).card
    digest, occasion = resources.digest, new_id()
    give(card, reasons()["volunteer_hour"], occasion, resources.units, resources.clock, digest)
    redeem(card, 2, f"soap {occasion}", resources.units, resources.clock, digest)
    assert "八位数" in talk.say(words).text
    said = talk.say(grouped(card))
    assert "分" in said.text and "兑换，用了2分" in said.text and "志愿服务一小时，加5分" in said.text
    assert said.card["items"][0]["text"] == "兑换 -2"


@pytest.mark.parametrize(
    ("words", "body"),
    [("老年优待证归哪个部门管", "老龄办"), ("养老金认证这事归谁管嘛", "社保"), ("医保报销找哪个部门", "医保")],
)
def test_who_is_responsible_is_told_in_one_turn(talk: Talk, words: str, body: str) -> None:
    said = talk.say(words)
    assert body in said.text and said.card["who_helps"]["hotline"]


def test_what_nobody_wrote_down_is_for_12345_and_a_need(talk: Talk, resources: Resources) -> None:
    with resources.units() as work:
        before = len(work.needs.latest(1000))
    assert "12345" in talk.say("树上的马蜂窝归哪个管").text
    with resources.units() as work:
        assert len(work.needs.latest(1000)) == before + 1


def test_a_suggestion_is_answered_to_the_person_who_says_whether_it_helped(talk: Talk, resources: Resources) -> None:
    said = talk.say("我提个建议，楼下能不能添两个凳子，买菜回来歇歇脚")
    assert said.end.state["form"] == "suggestion"
    asked = talk.say("不要回话")
    assert "楼下能不能添两个凳子" in asked.text
    number = str(talk.say("没错，交吧").end.case)
    with resources.units() as work:
        case = work.cases.by_number(number)
        assert case is not None
        for state, result in ((CaseState.DELIVERED, ""), (CaseState.ANSWERED, "下月装上两个")):
            case = case.moved(state, result)
            work.cases.move(case, Mark(state, resources.clock.now(), "staff", "desk"))
        work.commit()
    heard = talk.say("我上回提的意见有消息没有")
    assert "下月装上两个" in heard.text and "办好了吗" in heard.text
    assert "再办" in talk.say("没有，还是没解决").text
    with resources.units() as work:
        reopened = work.cases.by_number(number)
    assert reopened is not None and reopened.state is CaseState.IN_PROGRESS and reopened.level is Level.STREET


def test_who_works_in_the_grid_of_a_place(talk: Talk, resources: Resources) -> None:
    with resources.units() as work:
        work.grid_places.replace(read_table("阳光小区,第一网格,周网格,13800138001,,"))
        work.commit()
    assert "周网格" in talk.say("阳光小区的网格员是哪个").text
