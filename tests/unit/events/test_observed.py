"""What a turn means for the figures, and that nothing of what was said goes with it."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import timedelta

import pytest

from actions.events.misses import misses_of
from actions.events.model import Kind
from actions.events.observed import Observed, end_of, events_of
from actions.model import NeedKind, new_id, session_reference
from actions.votes.casting import open_vote
from actions.votes.model import Vote
from channels.live.orders import RESUMING
from tests.unit.actions.fakes import Station
from tests.unit.events.watched import Watched

pytestmark = pytest.mark.unit

NAME, PHONE = "赵玉梅", "13800138000"


def begin_form(visit: Watched) -> None:
    visit.hear("帮我办", "svc.pension_cert", aspect="apply")
    visit.hear("第一个", "oos")
    visit.hear("可以", "dlg.affirm")


def test_a_visit_begins_once_and_an_answer_is_counted_once(visit: Watched) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    visit.hear("再说一遍", "dlg.repeat")
    visit.hear("慢一点", "dlg.slower")
    assert visit.kinds == [Kind.VISIT_STARTED, Kind.ANSWERED, Kind.REPEAT_ASKED, Kind.SLOWER_ASKED]
    answered = visit.last(Kind.ANSWERED)
    assert (answered.service, answered.detail, answered.channel) == ("elder_card", "materials", "kiosk")


def test_a_turn_has_its_milliseconds_and_how_well_it_was_understood(visit: Watched) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    assert (visit.last(Kind.TURN).detail, visit.last(Kind.TURN).amount) == ("understood", 250)
    visit.hear("那个啥来着", "unsure", {"oos": 0.2})
    assert visit.last(Kind.TURN).detail == "unclear"


def test_a_form_begins_is_missed_and_is_given_up_at_its_question(visit: Watched) -> None:
    begin_form(visit)
    assert visit.last(Kind.FORM_STARTED).service == "pension_cert"
    visit.hear("啊", "oos")
    assert visit.last(Kind.FORM_QUESTION_MISSED).detail == "name"
    visit.hear("不办了", "dlg.cancel")
    given_up = visit.last(Kind.FORM_GIVEN_UP)
    assert (given_up.service, given_up.detail) == ("pension_cert", "name")


def test_a_form_that_is_filed_is_not_given_up(visit: Watched) -> None:
    begin_form(visit)
    visit.hear(NAME, "inform.name")
    visit.hear(PHONE, "inform.phone")
    visit.hear("阳光小区三栋二单元四零二", "inform.address")
    visit.hear("交吧", "oos")
    assert visit.slots["case"]
    assert Kind.FORM_GIVEN_UP not in visit.kinds


def test_a_form_open_at_the_end_of_the_visit_is_given_up(visit: Watched, station: Station) -> None:
    begin_form(visit)
    events = end_of(session_reference(visit.session), visit.slots, station.clock.now(), "station-1")
    assert [(event.kind, event.detail) for event in events] == [(Kind.FORM_GIVEN_UP, "name"), (Kind.VISIT_OVER, "")]


def test_no_word_of_the_person_is_in_any_event(visit: Watched) -> None:
    begin_form(visit)
    visit.hear(NAME, "inform.name")
    visit.hear(PHONE, "inform.phone")
    told = "".join(str(part) for event in visit.happened for part in astuple(event))
    assert NAME not in told and PHONE not in told and visit.session not in told


def test_what_was_corrected_is_kept_masked_to_be_learnt_from(visit: Watched, station: Station) -> None:
    visit.hear(f"那个卡的事我电话{PHONE}", "svc.social_card")
    visit.hear("不对不是这个", "dlg.correct")
    (miss,) = misses_of(visit.seen[-1], station.clock.now())
    assert (miss.kind, miss.label) == (NeedKind.CORRECTED, "svc.social_card")
    assert PHONE not in miss.text and "卡的事" in miss.text


def said_by_volunteer(seen: Observed, **more: str) -> Observed:
    """The same turn, if a volunteer had taken it in the person's stead."""
    metadata = {"by": "volunteer", **more}
    told = [{**event, "metadata": metadata} if event["event"] == "user" else event for event in seen.events]
    return replace(seen, events=told)


def test_a_person_who_was_called_helps_and_hands_back_without_anything_being_wrong(
    visit: Watched, station: Station
) -> None:
    visit.hear("找人", "dlg.human")
    visit.hear("再说一遍", "dlg.repeat")
    back = said_by_volunteer(visit.seen[-1], **dict(RESUMING))
    assert [one.kind for one in events_of(back, station.clock.now(), "station-1")] == [Kind.TURN]
    assert misses_of(back, station.clock.now()) == ()
    visit.hear("找人", "dlg.human")
    visit.hear("老年证怎么办", "svc.elder_card")
    assert misses_of(said_by_volunteer(visit.seen[-1]), station.clock.now()) == ()


def test_what_a_volunteer_puts_right_tells_what_was_meant(visit: Watched, station: Station) -> None:
    visit.hear("老年正的事", "oos")
    visit.hear("老年证怎么办", "svc.elder_card")
    seen = visit.seen[-1]
    by_volunteer = said_by_volunteer(seen)
    (miss,) = misses_of(by_volunteer, station.clock.now())
    assert (miss.kind, miss.text, miss.label) == (NeedKind.CORRECTED, "老年正的事", "svc.elder_card")
    kinds = [(event.kind, event.detail) for event in events_of(by_volunteer, station.clock.now(), "station-1")]
    assert (Kind.CORRECTED, "volunteer") in kinds
    assert misses_of(seen, station.clock.now()) == ()


@pytest.mark.parametrize(
    ("text", "label", "corrects"),
    [("不对不是这个", "dlg.deny", True), ("不用了", "dlg.deny", False), ("你听错了", "dlg.correct", True)],
)
def test_no_is_a_correction_only_when_it_says_so(visit: Watched, text: str, label: str, corrects: bool) -> None:
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    visit.hear(text, label)
    assert (Kind.CORRECTED in visit.kinds) == corrects


def test_nothing_said_in_a_form_is_kept(visit: Watched, station: Station) -> None:
    begin_form(visit)
    visit.hear("不对", "dlg.correct")
    assert misses_of(visit.seen[-1], station.clock.now()) == ()
    visit.hear(NAME, "inform.name")
    assert misses_of(visit.seen[-1], station.clock.now()) == ()


def test_nothing_said_at_a_ballot_is_kept(visit: Watched, station: Station) -> None:
    now = station.clock.now()
    vote = Vote(new_id(), "先办哪一样", ("装扶手", "装路灯"), "住户", 2, now, now + timedelta(days=1))
    paper, *_ = open_vote(vote, station.store, station.clock, station.resources.digest)
    visit.hear("我要投票", "meta.vote")
    visit.hear(paper, "unsure")
    visit.hear("装扶手", "unsure")
    visit.hear("不对，说错了", "dlg.correct")
    assert misses_of(visit.seen[-1], now) == ()
