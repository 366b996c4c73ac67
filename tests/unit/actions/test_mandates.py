"""Acting for one's mother from a chat: with her word, within its scope, until she or we take it back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from actions.messaging.model import Push
from actions.model import session_reference
from actions.paper.authorisation import Authorisation
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station
from tests.unit.actions.test_rights import names, open_chat

pytestmark = pytest.mark.unit

DAUGHTER, MOTHER = "telegram-daughter", "telegram-mother"
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def daughter(station: Station) -> Conversation:
    open_chat(station, DAUGHTER)
    return Conversation(station.resources, DAUGHTER, "telegram")


@pytest.fixture
def mother(station: Station) -> Conversation:
    open_chat(station, MOTHER)
    return Conversation(station.resources, MOTHER, "telegram")


def file_for_mother(visit: Conversation) -> None:
    """The elder allowance, with a letter, filed."""
    visit.hear("帮我妈办高龄津贴", "svc.elder_allowance", aspect="apply", beneficiary="mother")
    visit.hear("可以", "dlg.affirm")
    for text in ("赵玉梅", ID_NUMBER, "对", "13800138000", "阳光小区三栋二单元四零二", "李梅", "要"):
        visit.hear(text, "oos")
    assert visit.slots["asking"] == "review"
    visit.hear("交吧", "oos")


def invited(daughter: Conversation) -> str:
    """The code that is passed on to the mother."""
    file_for_mother(daughter)
    heard = daughter.hear("念一遍", "dlg.affirm")
    assert "utter_mandate_invite" in names(heard)
    found = re.search(r"\d{3} \d{3}", next(one.text for one in heard if one.name == "utter_mandate_invite"))
    assert found is not None
    return found.group()


def letter(station: Station) -> Authorisation:
    with station.store() as work:
        (found,) = work.authorisations.of_session(session_reference(DAUGHTER))
    return found


def pushed(station: Station, session: str) -> list[Push]:
    now = station.clock.now()
    with station.store() as work:
        found = work.pushes.take("telegram", now, now + timedelta(hours=1), 9)
        work.commit()
    return [one for one in found if one.session == session_reference(session)]


def test_the_mother_agrees_in_her_own_chat(daughter: Conversation, mother: Conversation, station: Station) -> None:
    code = invited(daughter)
    (asked,) = mother.hear(f"接着办 {code}", "oos")
    assert asked.name == "utter_mandate_ask" and "李梅" in asked.text and "领" in asked.text
    assert names(mother.hear("同意", "dlg.affirm")) == ["utter_mandate_given"]
    with station.store() as work:
        (consent,) = work.consents.of_session(session_reference(MOTHER))
    assert (consent.kind, consent.given, consent.channel) == ("proxy", True, "telegram")
    assert [one.response for one in pushed(station, DAUGHTER)] == ["utter_mandate_agreed"]
    assert letter(station).is_in_force(station.clock.today())


def test_the_mother_refuses_and_the_letter_is_void(
    daughter: Conversation, mother: Conversation, station: Station
) -> None:
    mother.hear(f"接着办 {invited(daughter)}", "oos")
    assert names(mother.hear("不同意", "dlg.deny")) == ["utter_mandate_not_given"]
    assert not letter(station).is_in_force(station.clock.today())
    assert [one.response for one in pushed(station, DAUGHTER)] == ["utter_mandate_refused"]


def test_both_may_take_it_back(daughter: Conversation, mother: Conversation, station: Station) -> None:
    mother.hear(f"接着办 {invited(daughter)}", "oos")
    mother.hear("同意", "dlg.affirm")
    pushed(station, DAUGHTER)
    assert names(mother.hear("不让她代办了，委托书作废", "oos")) == ["utter_revoked"]
    assert not letter(station).is_in_force(station.clock.today())
    assert [one.response for one in pushed(station, DAUGHTER)] == ["utter_mandate_revoked"]


def test_the_agent_takes_it_back(daughter: Conversation, mother: Conversation, station: Station) -> None:
    mother.hear(f"接着办 {invited(daughter)}", "oos")
    mother.hear("同意", "dlg.affirm")
    assert names(daughter.hear("委托书作废", "oos")) == ["utter_revoked"]
    assert [one.response for one in pushed(station, MOTHER)] == ["utter_mandate_revoked"]


def test_a_letter_of_the_station_is_taken_up_by_its_number(station: Station, mother: Conversation) -> None:
    kiosk = Conversation(station.resources, DAUGHTER, "kiosk")
    file_for_mother(kiosk)
    number = letter(station).number
    son = Conversation(station.resources, "telegram-son", "telegram")
    open_chat(station, son.session)
    assert names(son.hear(f"委托书{number}", "oos")) == ["utter_mandate_taken"]
    (case,) = station.store.cases
    (told,) = son.hear("我办的事到哪一步了", "meta.progress")
    assert case.number[:4] in told.text


def test_with_a_letter_who_acts_is_not_asked_again(station: Station) -> None:
    kiosk = Conversation(station.resources, DAUGHTER, "kiosk")
    file_for_mother(kiosk)
    son = Conversation(station.resources, "telegram-son", "telegram")
    open_chat(station, son.session)
    son.hear(f"委托书{letter(station).number}", "oos")
    son.hear("帮我妈办高龄津贴", "svc.elder_allowance", aspect="apply", beneficiary="mother")
    son.hear("可以", "dlg.affirm")
    for text in ("赵玉梅", ID_NUMBER, "对", "13800138000", "阳光小区三栋二单元四零二"):
        son.hear(text, "oos")
    assert son.slots["asking"] == "review"
    son.hear("交吧", "oos")
    numbers = {case.details.agent.authorisation for case in station.store.cases if case.details.agent}
    assert numbers == {letter(station).number}, "under the same letter"


def test_out_of_its_scope_or_its_time_a_letter_says_nothing(station: Station) -> None:
    file_for_mother(Conversation(station.resources, DAUGHTER, "kiosk"))
    number = letter(station).number
    son = Conversation(station.resources, "telegram-son", "telegram")
    open_chat(station, son.session)
    son.hear(f"委托书{number}", "oos")
    son.hear("帮我爸办高龄津贴", "svc.elder_allowance", aspect="apply", beneficiary="father")
    assert not [one for one in son.slots["filling"]["answers"] if one["key"] == "agent_name"]
    station.clock.moment += timedelta(days=31)
    assert names(son.hear(f"委托书{number}", "oos")) == ["utter_form_miss_yes_no"] or son.slots["form"]
    stranger = Conversation(station.resources, "telegram-stranger", "telegram")
    assert names(stranger.hear(f"委托书{number}", "oos")) == ["utter_mandate_unknown"]


def test_a_case_begun_at_the_kiosk_is_followed_with_the_code_of_its_slip(station: Station) -> None:
    kiosk = Conversation(station.resources, "kiosk-visit", "kiosk")
    file_for_mother(kiosk)
    said = [event for event in kiosk.events if event.get("event") == "bot"]
    slip = next(one["data"]["custom"] for one in reversed(said) if (one["data"]["custom"] or {}).get("kind") == "slip")
    code = re.search(r"\d{3} \d{3}", str([block for block in slip["blocks"] if "qr" in block]))
    assert code is not None
    open_chat(station, DAUGHTER)
    chat = Conversation(station.resources, DAUGHTER, "telegram")
    heard = chat.hear(f"接着办，{code.group()}", "oos")
    assert names(heard)[-1] == "utter_followed"
    with station.store() as work:
        assert len(work.follows.cases(session_reference(DAUGHTER))) == 1
