"""Calls for a person at the desk: one volunteer gets a call, and one that nobody takes rings for more people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from actions.catalogue.reader import CatalogueError
from actions.help.duty import Duty, Group, read_duty, usable_duty
from actions.help.escalation import escalate_calls, rings_everywhere, tell_callers
from actions.help.group import ChatGroup
from actions.help.taking import Calls
from actions.messaging.model import Account
from actions.model import HelpOutcome, HelpRequest, Reason, RequestState, Taker, new_id
from actions.ports import NotificationError
from tests.unit.actions.fakes import Bell, MemoryStore, StoppedClock

pytestmark = pytest.mark.unit

LI, WANG = Taker("a1", "小李"), Taker("a2", "小王")
WITHIN = timedelta(seconds=60)


@dataclass
class Desk:
    """A store with calls in it, and a clock to move on."""

    store: MemoryStore
    clock: StoppedClock
    bell: Bell

    @property
    def calls(self) -> Calls:
        return Calls(self.store, self.clock)

    def call(self, reason: Reason = Reason.ASKED, session: str = "s") -> str:
        request = HelpRequest(new_id(), session, "kiosk", reason, "dlg.human", None, self.clock.now())
        with self.store() as work:
            work.help_requests.add(request)
            work.commit()
        return request.id

    def later(self, seconds: float) -> None:
        self.clock.moment += timedelta(seconds=seconds)

    def escalate(self) -> int:
        return escalate_calls(self.store, self.clock, self.bell, WITHIN)


@pytest.fixture
def desk() -> Desk:
    return Desk(MemoryStore(), StoppedClock(), Bell())


def test_of_two_who_take_a_call_the_second_is_told_who_has_it(desk: Desk) -> None:
    call = desk.call()
    first, second = desk.calls.take(call, LI), desk.calls.take(call, WANG)
    assert first == second is not None
    assert (second.state, second.taker) == (RequestState.TAKEN, LI)


def test_what_is_urgent_stands_first_then_what_is_old(desk: Desk) -> None:
    asked = desk.call()
    desk.later(1)
    fraud, again, danger = desk.call(Reason.FRAUD), desk.call(session="t"), desk.call(Reason.EMERGENCY)
    assert [one.id for one in desk.calls.unclosed()] == [danger, fraud, asked, again]


def test_a_call_given_back_can_be_taken_by_another(desk: Desk) -> None:
    call = desk.call()
    desk.calls.take(call, LI)
    assert not desk.calls.release(call, WANG)
    assert desk.calls.release(call, LI)
    taken = desk.calls.take(call, WANG)
    assert taken is not None and taken.taker == WANG


def test_a_closed_call_keeps_how_it_ended_and_is_taken_by_nobody(desk: Desk) -> None:
    call = desk.call()
    assert desk.calls.close(call, HelpOutcome.PASSED_ON)
    assert not desk.calls.close(call, HelpOutcome.HELPED)
    ended = desk.calls.take(call, LI)
    assert ended is not None and (ended.state, ended.outcome) == (RequestState.CLOSED, HelpOutcome.PASSED_ON)
    assert desk.calls.unclosed() == ()


def test_everything_of_a_person_who_left_is_closed(desk: Desk) -> None:
    taken = desk.call()
    desk.calls.take(taken, LI)
    desk.call(Reason.FRAUD), desk.call(session="another")
    assert desk.calls.person_left("s") == 2
    assert [one.session for one in desk.calls.unclosed()] == ["another"]
    assert [one.outcome for one in desk.store.requests] == [HelpOutcome.HELPED, HelpOutcome.LEFT, None]


def test_a_danger_nobody_looked_into_is_not_over_because_the_screen_is_empty(desk: Desk) -> None:
    danger = desk.call(Reason.EMERGENCY)
    assert desk.calls.person_left("s") == 0
    assert [one.id for one in desk.calls.unclosed()] == [danger]


def test_whoever_takes_one_call_of_a_person_has_them_all_and_ends_them_together(desk: Desk) -> None:
    first, danger, other = desk.call(), desk.call(Reason.EMERGENCY), desk.call(session="t")
    desk.calls.take(danger, LI)
    desk.calls.take(other, WANG)
    assert [one.taker for one in desk.store.requests] == [LI, LI, WANG]
    assert desk.calls.end("s", WANG, HelpOutcome.HELPED) == 0
    assert desk.calls.end("s", LI, HelpOutcome.PASSED_ON) == 2
    assert first not in [one.id for one in desk.calls.unclosed()]


def test_a_call_that_nobody_takes_in_time_is_told_to_the_group_once(desk: Desk) -> None:
    call = desk.call()
    desk.later(59)
    assert desk.escalate() == 0
    desk.later(1)
    assert (desk.escalate(), desk.escalate()) == (1, 0)
    assert [one.id for one in desk.bell.rung] == [call]
    assert desk.store.requests[0].escalated_at == desk.clock.now()


def test_a_call_somebody_took_is_told_to_nobody_else(desk: Desk) -> None:
    desk.calls.take(desk.call(), LI)
    desk.later(600)
    assert desk.escalate() == 0 and desk.bell.rung == []


def test_a_group_that_cannot_be_reached_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.call()
    desk.bell.broken = True
    desk.later(60)
    assert desk.escalate() == 1
    assert "nobody else could be told" in caplog.text


def test_the_station_says_where_the_kiosk_stands_and_whom_to_ring(tmp_path: Path) -> None:
    file = tmp_path / "duty.yml"
    assert read_duty(file) == Duty()
    file.write_text("place: 一楼大厅\nphone: '12345'\nanswer_within_seconds: 90\n", encoding="utf-8")
    same = timedelta(seconds=90)
    assert read_duty(file) == Duty("一楼大厅", "12345", same, same, same)
    file.write_text("answer_within_seconds: 30\ngroup_after_seconds: 60\nphone_after_seconds: 120\n", encoding="utf-8")
    assert read_duty(file) == Duty("", "", *(timedelta(seconds=seconds) for seconds in (30, 60, 120)))


def test_a_call_rings_wider_only_while_nobody_took_it_and_a_danger_at_once(desk: Desk) -> None:
    desk.call(), desk.call(Reason.EMERGENCY)
    within = Duty().answer_within

    def everywhere() -> list[bool]:
        return [rings_everywhere(one, desk.clock.now(), within) for one in desk.store.requests]

    assert everywhere() == [False, True]
    desk.later(59)
    assert everywhere() == [False, True]
    desk.later(1)
    assert everywhere() == [True, True]
    for request in tuple(desk.store.requests):
        desk.calls.take(request.id, LI)
    assert everywhere() == [False, False]


@pytest.mark.parametrize("text", ["phone: 12345", "answer_within_seconds: 0", "fone: '1'", f"place: {'长' * 65}"])
def test_a_slip_of_the_pen_is_named_and_does_not_stop_the_station(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    file = tmp_path / "duty.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=text.partition(":")[0]):
        read_duty(file)
    assert usable_duty(file) == Duty()
    assert "duty.yml" in caplog.text


def test_a_request_is_what_it_was_but_for_who_took_it(desk: Desk) -> None:
    call = desk.call()
    (before,) = desk.store.requests
    taken = desk.calls.take(call, LI)
    assert taken == replace(before, state=RequestState.TAKEN, taker=LI, taken_at=desk.clock.now())


def a_group(desk: Desk) -> ChatGroup:
    return ChatGroup(desk.store, desk.clock, "telegram", "-100")


def pushed(desk: Desk) -> list[tuple[str, dict[str, str]]]:
    """What will be said in the group."""
    later = desk.clock.now() + timedelta(minutes=1)
    with desk.store() as work:
        return [(one.response, dict(one.values)) for one in work.pushes.take("telegram", later, later, 10)]


def test_the_group_is_told_once_where_somebody_waits(desk: Desk) -> None:
    desk.call()
    request = replace(desk.store.requests[0], place="一楼大厅")
    assert a_group(desk).notify(request)
    assert not a_group(desk).notify(request)
    assert pushed(desk) == [("utter_push_call", {"place": "一楼大厅"})]


def test_the_group_hears_of_danger_and_of_calls_from_chats(desk: Desk) -> None:
    desk.call(Reason.EMERGENCY), desk.call()
    for request in desk.store.requests:
        a_group(desk).notify(request)
    assert [name for name, _ in pushed(desk)] == ["utter_push_call_danger_chat", "utter_push_call_chat"]


def test_whoever_waits_in_a_chat_hears_how_it_stands_once_at_each_stage(desk: Desk) -> None:
    now, minute = desk.clock.now(), timedelta(minutes=1)
    with desk.store() as work:
        work.chat_accounts.put(Account("chat", "telegram", "a-name", "91", now, now))
        work.commit()
    duty = Duty(phone="62990000", group_after=minute, phone_after=2 * minute)
    desk.call(session="chat"), desk.call(session="at-the-kiosk")
    rounds = []
    for seconds in (59, 1, 30, 30, 600):
        desk.later(seconds)
        rounds.append(tell_callers(desk.store, desk.clock, duty))
    assert rounds == [0, 1, 0, 1, 0]
    assert pushed(desk) == [("utter_push_still_calling", {}), ("utter_push_nobody_came_ring", {"phone": "62990000"})]


def test_whoever_was_answered_is_told_nothing_more(desk: Desk) -> None:
    desk.calls.take(desk.call(), LI)
    desk.later(600)
    assert tell_callers(desk.store, desk.clock, Duty()) == 0


def test_a_group_that_cannot_be_written_to_is_no_silence(desk: Desk) -> None:
    desk.call()
    (request,) = desk.store.requests
    desk.store.broken = True
    with pytest.raises(NotificationError):
        a_group(desk).notify(request)


def test_the_station_names_its_group(tmp_path: Path) -> None:
    file = tmp_path / "duty.yml"
    file.write_text("group: {app: telegram, address: '-100'}", encoding="utf-8")
    assert read_duty(file).group == Group("telegram", "-100")
    file.write_text("group: {app: pigeon, address: '1'}", encoding="utf-8")
    with pytest.raises(CatalogueError, match="app"):
        read_duty(file)
