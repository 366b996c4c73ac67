"""A person is called: once for one thing, by urgency, and never in silence."""

from __future__ import annotations

import pytest

from actions.model import HelpRequest, Reason, RequestState, Urgency, session_reference
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
    assert station.bell.rung == [request]


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
        work.help_requests.move(station.store.requests[0].id, RequestState.CLOSED)
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
    assert [one.name for one in visit.hear("叫人", "dlg.human")] == ["utter_calling_person"]
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
