"""The nine services, in every aspect, and follow-ups that stay on the service just named."""

import pytest

from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import ASPECTS
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue

SERVICES = sorted(load_catalogue().services)
#: The nine services of every day, as people ask for them.
NINE = (
    ("养老金刷脸那个怎么弄", "pension_cert"),
    ("八十岁了那个高龄补贴咋领", "elder_allowance"),
    ("老年证怎么办", "elder_card"),
    ("社保卡丢了", "social_card"),
    ("看病自己垫的钱想报销", "medical_reimburse"),
    ("在闺女那边看病要不要异地就医备案", "remote_medical"),
    ("身份证到期了要换", "id_card"),
    ("想申请法律援助", "legal_aid"),
    ("教我用微信视频", "digital_lesson"),
)


@pytest.mark.parametrize("service", SERVICES)
def test_every_aspect_is_answered_with_a_card_and_ways_to_go_on(talk: Talk, service: str) -> None:
    talk.say(f"/svc.{service}")
    for aspect in ASPECTS:
        said = talk.say(f"/ask.{aspect}")
        assert said.text and "{" not in said.text, aspect
        assert said.end.state["service"] == service
        assert said.end.state["aspect"] == aspect
        assert said.card["kind"] == ("form" if said.end.state["form"] else "answer")
        assert said.payloads or said.end.state["form"], aspect


@pytest.mark.parametrize(("named", "service"), NINE)
def test_a_service_is_understood_and_a_follow_up_stays_on_it(talk: Talk, named: str, service: str) -> None:
    assert talk.say(named).end.state["service"] == service
    for follow_up, aspect in (("那要带什么", "materials"), ("在哪儿办", "place"), ("多少钱", "fee")):
        said = talk.say(follow_up)
        assert (said.end.state["service"], said.end.state["aspect"]) == (service, aspect), follow_up
        assert said.text


def test_a_follow_up_without_a_service_asks_which(talk: Talk) -> None:
    said = talk.say("那要带什么")
    assert said.end.state["service"] is None
    assert sum(payload.startswith("/svc.") for payload in said.payloads) >= 2


def test_a_press_on_the_offered_service_keeps_what_was_asked(talk: Talk) -> None:
    offered = next(p for p in talk.say("那要带什么").payloads if p.startswith("/svc."))
    said = talk.say(offered)
    assert said.end.state["aspect"] == "materials"


def test_services_too_close_to_tell_apart_are_asked_about_with_buttons(talk: Talk) -> None:
    said = talk.say("卡丢了")
    services = [payload for payload in said.payloads if payload.startswith("/svc.")]
    assert 2 <= len(services) <= 3
    assert said.end.state["service"] is None


def test_the_person_it_is_for_changes_the_answer(talk: Talk) -> None:
    talk.say("俺娘的养老金认证咋弄")
    said = talk.say("找人代办行不行")
    assert said.end.state["beneficiary"] == "mother"
    assert "您母亲" in said.text


def test_another_visit_knows_nothing_of_this_one(talk: Talk) -> None:
    talk.say("社保卡丢了")
    other = Talk(talk.dialogue, talk._loop)
    assert other.say("那要带什么").end.state["service"] is None


def test_wanting_it_done_begins_its_form(talk: Talk) -> None:
    talk.say("老年证怎么办")
    said = talk.say("/ask.apply")
    assert (said.end.state["form"], said.end.handover) == ("elder_card", None)
    assert said.end.state["asking"]


def test_what_the_station_does_not_take_in_calls_nobody(talk: Talk) -> None:
    talk.say("身份证到期了要换")
    assert talk.say("/ask.apply").end.handover is None


def test_two_wishes_in_one_breath_are_answered_one_after_the_other(talk: Talk) -> None:
    first = talk.say("社保卡丢了咋办，顺便问一下低保怎么申请")
    assert "您还问了" in first.text
    second = talk.say("好的你说")
    assert {first.card["service"], second.card["service"]} == {"social_card", "dibao"}
    assert "您还问了" not in second.text
