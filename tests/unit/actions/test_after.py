"""What is offered once a case is filed, and what to bring for one person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.cases.model import CaseState
from actions.cases.number import new_number
from actions.model import session_reference
from tests.unit.actions.conversation import Conversation, Heard
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

NAME, PHONE, ADDRESS = "赵玉梅", "13800138000", "阳光小区三栋二单元四零二"


def names(heard: list[Heard]) -> list[str]:
    return [one.name for one in heard]


def file(visit: Conversation, service: str = "pension_cert") -> list[Heard]:
    """A service with a choice, a name, a phone and an address, filed."""
    visit.hear("帮我办", f"svc.{service}", aspect="apply")
    visit.hear("第一个", "oos")
    visit.hear("可以", "dlg.affirm")
    visit.hear(NAME, "inform.name")
    visit.hear(PHONE, "inform.phone")
    if visit.slots["asking"] == "address":
        visit.hear(ADDRESS, "inform.address")
    return visit.hear("交吧", "oos")


def test_a_reminder_is_offered_and_kept_with_consent_for_the_day_told(visit: Conversation, station: Station) -> None:
    assert names(file(visit)) == ["utter_form_filed", "utter_remind_offer"]
    assert names(visit.hear("要", "dlg.affirm")) == ["utter_remind_ask_certification"]
    said = visit.hear("二零二六年三月五号", "inform.birth_date")
    assert names(said) == ["utter_remind_kept", "utter_consent_remember"]
    with station.store() as work:
        reminders = work.reminders.open()
        consents = [one.kind for one in work.consents.of_session(session_reference(visit.session)) if one.given]
    assert reminders and all(one.contact.phone == PHONE for one in reminders)
    assert consents == ["personal", "remind"]


def test_no_is_no_and_the_next_thing_is_offered(visit: Conversation, station: Station) -> None:
    file(visit)
    assert names(visit.hear("不要", "dlg.deny")) == ["utter_consent_remember"]
    assert names(visit.hear("不要", "dlg.deny")) == ["utter_rate"]
    assert names(visit.hear("不用了", "dlg.deny")) == ["utter_what_else"]
    with station.store() as work:
        assert work.reminders.open() == []


def test_reminders_are_taken_back_with_a_word(visit: Conversation, station: Station) -> None:
    file(visit)
    visit.hear("要", "dlg.affirm")
    visit.hear("二零二六年三月五号", "inform.birth_date")
    assert names(visit.hear("不用提醒了", "dlg.cancel")) == ["utter_remind_cancelled"]
    with station.store() as work:
        assert work.reminders.open() == []
    assert names(visit.hear("不用提醒了", "dlg.cancel")) == ["utter_remind_none_here"]


def test_a_day_long_gone_needs_no_reminder(visit: Conversation) -> None:
    file(visit)
    visit.hear("要", "dlg.affirm")
    assert names(visit.hear("二零二零年三月五号", "inform.birth_date"))[0] == "utter_remind_too_late"


def test_who_agreed_is_remembered_at_the_next_visit_and_nobody_else(visit: Conversation, station: Station) -> None:
    file(visit)
    visit.hear("不要", "dlg.deny")
    assert names(visit.hear("要", "dlg.affirm")) == ["utter_remembered", "utter_rate"]
    station.clock.moment += timedelta(days=30)
    again = Conversation(station.resources, session="visit-2")
    again.hear("帮我办", "svc.care_subsidy", aspect="apply")
    again.hear("可以", "dlg.affirm")
    again.hear(NAME, "inform.name")
    again.hear(PHONE, "inform.phone")
    assert again.slots["asking"] == "known"
    again.hear("还用", "dlg.affirm")
    assert again.slots["asking"] == "review"
    again.hear("交吧", "oos")
    assert [told.value for told in station.store.cases[-1].details.answers] == [NAME, PHONE, ADDRESS]
    stranger = Conversation(station.resources, session="visit-3")
    stranger.hear("帮我办", "svc.care_subsidy", aspect="apply")
    stranger.hear("可以", "dlg.affirm")
    stranger.hear("李建国", "inform.name")
    stranger.hear(PHONE, "inform.phone")
    assert stranger.slots["asking"] == "address"


def test_a_store_that_is_away_keeps_no_form_waiting(visit: Conversation, station: Station) -> None:
    """Remembering is a kindness; a form goes on without it."""
    visit.hear("帮我办", "svc.care_subsidy", aspect="apply")
    visit.hear("可以", "dlg.affirm")
    visit.hear(NAME, "inform.name")
    station.store.broken = True
    visit.hear(PHONE, "inform.phone")
    assert visit.slots["asking"] == "address"


def test_two_questions_leave_only_the_papers_this_person_needs(visit: Conversation) -> None:
    visit.hear("身份证要带啥", "svc.id_card", aspect="materials")
    said = visit.hear("好", "dlg.affirm")
    for _ in range(3):
        if not visit.slots["asking"].startswith("bring.") or visit.slots["asking"] == "bring.have":
            break
        assert said[0].name == "utter_bring_ask"
        said = visit.hear("不是", "dlg.deny")
    assert said[0].name.startswith("utter_bring_list")
    assert said[0].card is not None and said[0].card["items"]


def test_what_is_still_missing_is_told_until_nothing_is(visit: Conversation) -> None:
    visit.hear("身份证要带啥", "svc.id_card", aspect="materials")
    visit.hear("好", "dlg.affirm")
    while visit.slots["asking"] != "bring.have":
        visit.hear("不是", "dlg.deny")
    assert names(visit.hear("还差什么", "ask.materials")) == ["utter_bring_missing"]
    assert names(visit.hear("都带了", "oos"))[0].startswith("utter_bring_all")


def test_an_answer_that_is_none_is_asked_for_once_more_and_then_a_person_comes(visit: Conversation) -> None:
    visit.hear("身份证要带啥", "svc.id_card", aspect="materials")
    first = visit.hear("好", "dlg.affirm")
    second = visit.hear("那个那个", "oos")
    assert second[0].name == "utter_bring_ask" and second[0].text != first[0].text
    assert names(visit.hear("那个那个", "oos")) == ["utter_not_understood_person"]


def test_a_question_in_between_is_answered(visit: Conversation) -> None:
    visit.hear("身份证要带啥", "svc.id_card", aspect="materials")
    visit.hear("好", "dlg.affirm")
    said = visit.hear("要多少钱", "ask.fee")
    assert said[0].card is not None and said[0].card["aspect"] == "fee"


def test_a_case_is_taken_back_after_one_question(visit: Conversation, station: Station) -> None:
    file(visit)
    number = visit.slots["case"]
    assert names(visit.hear("把刚才那个撤了吧", "dlg.cancel")) == ["utter_withdraw_ask"]
    assert station.store.cases[0].state is CaseState.QUEUED
    assert names(visit.hear("撤回", "dlg.affirm")) == ["utter_withdrawn"]
    assert station.store.cases[0].state is CaseState.WITHDRAWN
    another = Conversation(station.resources, session="visit-2")
    assert names(another.hear(f"{number}撤回", "oos")) == ["utter_withdraw_ask"]
    assert names(another.hear("是的", "dlg.affirm")) == ["utter_withdraw_too_late"]


def test_no_leaves_the_case_where_it_is(visit: Conversation, station: Station) -> None:
    file(visit)
    visit.hear("撤回吧", "dlg.cancel")
    visit.hear("不撤", "dlg.deny")
    assert station.store.cases[0].state is CaseState.QUEUED


def test_a_number_that_belongs_to_no_case_is_asked_for_again(visit: Conversation) -> None:
    number = new_number(lambda below: 1)
    assert names(visit.hear(f"{number}撤回", "oos")) == ["utter_withdraw_which"]
    visit.slots.update(case=number, offered="withdraw")
    visit.events.append({"event": "slot", "name": "offered", "value": "withdraw"})
    assert names(visit.hear("是", "dlg.affirm")) == ["utter_withdraw_which"]
