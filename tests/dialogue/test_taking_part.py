"""Taking part through the trained model: a vote by voice, points, and nothing of a ballot left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select

from actions.bootstrap import bootstrap
from actions.cases.number import grouped
from actions.model import new_id
from actions.points.booking import card_for, give, reasons
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


def test_points_by_the_number_of_the_card(talk: Talk, resources: Resources) -> None:
    card = card_for("赵玉梅", "13800138000", resources.units, resources.clock, resources.lookup).card
    give(card, reasons()["volunteer_hour"], "hour 1", resources.units, resources.clock, resources.digest)
    assert "八位数" in talk.say("我想查查我的积分").text
    assert "5分" in talk.say(grouped(card)).text
