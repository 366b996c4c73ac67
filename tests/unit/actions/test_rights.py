"""What is kept of a person is told truly, and goes when they say so; what stays is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.cases.model import CaseState, Mark
from actions.messaging.model import Account, Push
from actions.model import session_reference
from tests.unit.actions.conversation import Conversation, Heard
from tests.unit.actions.fakes import Station
from tests.unit.actions.test_after import NAME, PHONE, file

pytestmark = pytest.mark.unit

CHAT = "telegram-somebody"
REFERENCE = session_reference(CHAT)


@pytest.fixture
def chat(station: Station) -> Conversation:
    open_chat(station, CHAT)
    return Conversation(station.resources, CHAT, "telegram")


def open_chat(station: Station, name: str) -> None:
    now = station.clock.now()
    with station.store() as work:
        work.chat_accounts.put(Account(session_reference(name), "telegram", name, "42", now, now))
        work.commit()


def names(heard: list[Heard]) -> list[str]:
    return [one.name for one in heard]


def answer_the_case(station: Station) -> None:
    (case,) = station.store.cases
    now = station.clock.now()
    with station.store() as work:
        delivered = case.moved(CaseState.DELIVERED)
        work.cases.move(delivered, Mark(CaseState.DELIVERED, now, "station", "station"))
        answered = delivered.moved(CaseState.ANSWERED, "来取")
        work.cases.move(answered, Mark(CaseState.ANSWERED, now, "staff", "desk"))
        work.commit()


def test_whoever_told_nothing_hears_that_nothing_is_kept(visit: Conversation) -> None:
    assert names(visit.hear("你记了我什么", "meta.privacy")) == ["utter_privacy"]
    assert names(visit.hear("把我的都删掉", "meta.privacy")) == ["utter_rights_nothing"]


def test_everything_that_is_kept_is_told(chat: Conversation, station: Station) -> None:
    file(chat)
    chat.hear("要", "dlg.affirm")
    chat.hear("二零二六年三月五号", "inform.birth_date")
    heard = chat.hear("你记了我什么", "meta.privacy")
    assert names(heard) == [
        "utter_rights_cases",
        "utter_rights_reminders",
        "utter_rights_consents",
        "utter_rights_chat",
        "utter_rights_end",
    ]
    (case,) = station.store.cases
    assert case.number[:4] in heard[0].text and "姓名" in heard[0].text
    assert NAME not in str(heard) and PHONE not in str(heard)


def test_erasing_is_asked_first_and_no_is_no(chat: Conversation, station: Station) -> None:
    file(chat)
    answer_the_case(station)
    assert names(chat.hear("把我的都删掉", "meta.privacy")) == ["utter_rights_erase_ask"]
    assert names(chat.hear("留着", "dlg.deny")) == ["utter_what_else"]
    assert station.store.cases[0].details.answers


def test_what_may_go_goes_and_the_channel_forgets(chat: Conversation, station: Station) -> None:
    file(chat)
    chat.hear("要", "dlg.affirm")
    chat.hear("二零二六年三月五号", "inform.birth_date")
    answer_the_case(station)
    with station.store() as work:
        work.pushes.add(Push("case:1", REFERENCE, station.clock.now(), text="好"))
        work.commit()
    chat.hear("都删掉", "meta.privacy")
    heard = chat.hear("删掉", "dlg.affirm")
    assert names(heard) == ["utter_rights_proof", "utter_rights_erased"]
    assert heard[-1].card == {"kind": "control", "setting": "session", "change": "end", "erases": True}
    (case,) = station.store.cases
    assert case.details.answers == () and case.result == ""
    with station.store() as work:
        assert list(work.reminders.open()) == []
        now = station.clock.now()
        assert list(work.pushes.take("telegram", now, now + timedelta(1), 9)) == []
    assert "utter_rights_cases_emptied" in names(chat.hear("你记了我什么", "meta.privacy"))


def test_a_case_somebody_works_on_stays_and_is_named(chat: Conversation, station: Station) -> None:
    file(chat)
    heard = chat.hear("都删掉", "meta.privacy")
    assert names(heard) == ["utter_rights_stays", "utter_rights_erase_ask"]
    (case,) = station.store.cases
    assert case.number[:4] in heard[0].text
    assert names(chat.hear("删掉", "dlg.affirm"))[0] == "utter_rights_stays"
    assert station.store.cases[0].details.answers


def test_whoever_was_remembered_is_forgotten(chat: Conversation, station: Station) -> None:
    file(chat)
    chat.hear("不要", "dlg.deny")
    assert names(chat.hear("要", "dlg.affirm")) == ["utter_remembered", "utter_rate"]
    answer_the_case(station)
    assert station.resources.memory.recall(NAME, PHONE) is not None
    chat.hear("都删掉", "meta.privacy")
    chat.hear("删掉", "dlg.affirm")
    assert station.resources.memory.recall(NAME, PHONE) is None


def test_a_form_put_aside_is_told_of_and_erased(chat: Conversation, station: Station) -> None:
    chat.hear("帮我办", "svc.elder_allowance", aspect="apply")
    chat.hear("可以", "dlg.affirm")
    chat.hear(NAME, "inform.name")
    chat.hear("不办了", "dlg.cancel")
    assert "utter_rights_drafts" in names(chat.hear("你记了我什么", "meta.privacy"))
    chat.slots["filling"] = None
    chat.hear("都删掉", "meta.privacy")
    chat.hear("删掉", "dlg.affirm")
    with station.store() as work:
        assert list(work.drafts.of_session(REFERENCE, station.clock.now())) == []


def test_who_wants_something_put_right_hears_how(chat: Conversation) -> None:
    assert names(chat.hear("我要改我留的电话", "meta.privacy")) == ["utter_rights_correct"]
