"""A person is called: once for one thing, by urgency, and never in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.help.duty import Duty
from actions.model import (
    HelpOutcome,
    HelpRequest,
    Reason,
    RequestState,
    Taker,
    Urgency,
    new_id,
    session_reference,
)
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Station, StoppedClock

pytestmark = pytest.mark.unit


def test_asking_for_a_person_keeps_a_request(visit: Conversation, station: Station) -> None:
    visit.hear("身份证", "svc.id_card")
    (words,) = visit.hear("叫个人来", "dlg.human")
    assert words.card == {"kind": "handover", "reason": "asked"}
    (request,) = station.store.requests
    assert (request.reason, request.channel, request.label) == (Reason.ASKED, "kiosk", "dlg.human")
    assert (request.service, request.state) == ("id_card", RequestState.OPEN)
    assert request.asked_at == StoppedClock().moment
    assert visit.slots["handover"] == "asked"
    assert station.bell.rung == []


def test_what_cannot_wait_reaches_more_people_at_once(visit: Conversation, station: Station) -> None:
    visit.hear("我胸口疼", "emg.medical")
    assert station.bell.rung == station.store.requests
    assert station.store.requests[0].escalated_at == station.clock.now()


def test_the_next_action_says_that_it_was_an_earlier_turn(visit: Conversation) -> None:
    visit.hear("叫个人来", "dlg.human")
    visit.hear("身份证", "svc.id_card")
    assert visit.slots["handover"] is None


def test_asking_twice_makes_one_request_and_reassures(visit: Conversation, station: Station) -> None:
    visit.hear("叫个人来", "dlg.human")
    said = visit.hear("人呢", "dlg.human")
    assert said[-1].text == "我已经喊人了，您坐着歇一歇。"
    assert said[-1].card is not None
    assert len(station.store.requests) == 1


def test_an_alarm_is_not_covered_by_an_earlier_call(visit: Conversation, station: Station) -> None:
    visit.hear("叫个人来", "dlg.human")
    visit.hear("我胸口疼得厉害", "emg.medical")
    assert [one.urgency for one in station.store.requests] == [Urgency.SOON, Urgency.DANGER]
    visit.hear("叫个人来", "dlg.human")
    assert len(station.store.requests) == 2


def test_a_closed_request_does_not_cover_a_new_one(visit: Conversation, station: Station) -> None:
    visit.hear("叫个人来", "dlg.human")
    with station.store() as work:
        work.help_requests.close(station.store.requests[0].id, station.clock.now(), HelpOutcome.HELPED)
        work.commit()
    visit.hear("叫个人来", "dlg.human")
    assert len(station.store.requests) == 2


def test_anothers_request_covers_nobody_else(station: Station) -> None:
    for session in ("one", "two"):
        Conversation(station.resources, session=session).hear("叫人", "dlg.human")
    assert len(station.store.requests) == 2


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("emg.medical", Reason.EMERGENCY),
        ("emg.gas", Reason.EMERGENCY),
        ("emg.suicide", Reason.EMERGENCY),
        ("fraud.victim", Reason.FRAUD),
        ("fraud.suspect", Reason.FRAUD),
    ],
)
def test_an_alarm_adds_no_words_to_what_must_be_done(
    visit: Conversation, station: Station, label: str, reason: Reason
) -> None:
    said = visit.hear("……", label)
    assert [one.name for one in said] == ["utter_" + label.replace(".", "_")]
    assert visit.slots["handover"] == reason.value
    assert station.store.requests[0].reason is reason


def test_when_the_request_cannot_be_kept_it_says_how_to_call_by_hand(
    visit: Conversation, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.store.broken = True
    said = visit.hear("叫个人来", "dlg.human")
    assert said[-1].text.startswith("我这边叫不了人")
    assert said[-1].card == {"kind": "handover", "reason": "by_hand"}
    assert "StorageError" in caplog.text
    assert "叫个人来" not in caplog.text


def test_a_failed_alarm_leaves_the_number_to_call_on_the_screen(visit: Conversation, station: Station) -> None:
    station.store.broken = True
    first, by_hand = visit.hear("我胸口疼", "emg.medical")
    assert by_hand.text.startswith("我这边叫不了人")
    assert by_hand.card == first.card
    assert visit.slots["handover"] == "emergency"


def test_somebody_who_was_notified_comes_though_the_store_failed(visit: Conversation, station: Station) -> None:
    station.store.broken, station.bell.reaches = True, True
    assert [one.name for one in visit.hear("叫人", "dlg.human")] == ["utter_calling_person"]


def test_a_notifier_that_fails_takes_nothing_away_from_a_kept_request(
    visit: Conversation, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.bell.broken = True
    assert [one.name for one in visit.hear("胸口疼", "emg.medical")] == ["utter_emg_medical"]
    assert len(station.store.requests) == 1
    assert "nobody could be notified" in caplog.text


def test_when_nothing_works_it_says_how_to_call_by_hand(visit: Conversation, station: Station) -> None:
    station.store.broken, station.bell.broken = True, True
    assert visit.hear("叫人", "dlg.human")[-1].name == "utter_person_by_hand"


def test_a_request_names_nobody(station: Station) -> None:
    Conversation(station.resources, session="telegram-13800138000", channel="telegram").hear("叫人", "dlg.human")
    (request,) = station.store.requests
    assert request.session == session_reference("telegram-13800138000")
    assert "13800138000" not in repr(request)


def test_references_differ_by_session() -> None:
    assert session_reference("a") != session_reference("b")
    assert len(session_reference("a")) == 32


def test_only_someone_who_comes_as_soon_covers_a_request() -> None:
    def request(reason: Reason) -> HelpRequest:
        return HelpRequest("1", "s", "kiosk", reason, "", None, StoppedClock().moment)

    assert request(Reason.ASKED).is_covered_by([request(Reason.FRAUD)])
    assert not request(Reason.EMERGENCY).is_covered_by([request(Reason.FRAUD)])
    assert not request(Reason.ASKED).is_covered_by([])


def past_calls(station: Station, minutes: list[float | None]) -> None:
    """Calls of the days before at this hour: how long each waited, None for nobody who came."""
    with station.store() as work:
        for days, waited in enumerate(minutes, start=1):
            asked = station.clock.now() - timedelta(days=days)
            call = HelpRequest(new_id(), "other", "kiosk", Reason.ASKED, "dlg.human", None, asked)
            work.help_requests.add(call)
            if waited is not None:
                work.help_requests.take(call.id, Taker("a1", "小李"), asked + timedelta(minutes=waited))
            work.help_requests.close(call.id, asked + timedelta(hours=1), HelpOutcome.HELPED)
        work.commit()


def test_the_wait_is_told_as_it_was_of_late(visit: Conversation, station: Station) -> None:
    past_calls(station, [2, 3, 4, 5, 9])
    assert visit.hear("叫个人来", "dlg.human")[-1].text == "这个时候，一般4分钟有人来。快的3分钟，慢的5分钟。"


def test_a_steady_wait_is_told_without_a_spread(visit: Conversation, station: Station) -> None:
    past_calls(station, [3, 3, 3, 3, 3])
    assert visit.hear("叫个人来", "dlg.human")[-1].text == "这个时候，一般3分钟有人来。"


@pytest.mark.parametrize("minutes", [[2, 3, 4, 5], [2, 3, 4, None, None]])
def test_no_wait_is_promised_where_it_is_not_known(
    visit: Conversation, station: Station, minutes: list[float | None]
) -> None:
    past_calls(station, minutes)
    assert [one.name for one in visit.hear("叫个人来", "dlg.human")] == ["utter_calling_person"]


def test_who_comes_is_told_by_name_to_whoever_asks_again(visit: Conversation, station: Station) -> None:
    visit.hear("叫个人来", "dlg.human")
    with station.store() as work:
        work.help_requests.take(station.store.requests[0].id, Taker("a1", "小李"), station.clock.now())
        work.commit()
    assert visit.hear("人呢", "dlg.human")[-1].text == "小李接到了，正在帮您。"
    assert len(station.store.requests) == 1


def test_a_call_tells_where_the_kiosk_stands(station: Station) -> None:
    resources = replace(station.resources, duty=Duty("一楼大厅"))
    Conversation(resources).hear("叫人", "dlg.human")
    Conversation(resources, session="t-1", channel="telegram").hear("叫人", "dlg.human")
    assert [one.place for one in station.store.requests] == ["一楼大厅", ""]
