"""The room of a visit: who may see what, who may have what done, and what is left when somebody goes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from channels.live.meeting import Meeting
from channels.live.orders import Come, Go, Lead, Order, Print, Speak, fill_in
from channels.live.record import MOST_LINES, Record, Speaker
from channels.live.room import GONE_AFTER, Companion, Company, Room
from channels.wire import Button, TurnEnd

pytestmark = pytest.mark.unit

LI, WANG = Companion("a1", "小李"), Companion("a2", "小王")


@dataclass
class Screen:
    """The visit: keeps what it was told to do."""

    orders: list[Order] = field(default_factory=list)

    def obey(self, order: Order) -> None:
        self.orders.append(order)


@dataclass
class Desk:
    """Counts what it is told."""

    changes: int = 0
    over: list[tuple[str, bool]] = field(default_factory=list)

    def changed(self, room: Room) -> None:
        self.changes += 1

    def closed(self, room: Room, is_over: bool) -> None:
        self.over.append((room.session, is_over))


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def meeting() -> Meeting:
    return Meeting(lambda text: False)


@pytest.fixture
def room(meeting: Meeting, screen: Screen) -> Room:
    return meeting.open("visit", screen)


def watching(room: Room) -> Room:
    room.join(LI)
    room.answered(True)
    return room


def test_only_the_persons_yes_opens_the_conversation(room: Room, screen: Screen) -> None:
    assert room.join(LI)
    assert screen.orders == [Come("小李", looks=True)]
    assert not room.company.sees
    room.answered(True)
    assert room.company.sees
    room.answered(False)
    assert room.company is Company.DECLINED


def test_without_a_volunteer_an_answer_opens_nothing(room: Room) -> None:
    room.answered(True)
    assert room.company is Company.NOBODY


def test_nobody_joins_another_volunteers_visit(room: Room, screen: Screen) -> None:
    room.join(LI)
    assert not room.join(WANG)
    assert room.companion == LI and len(screen.orders) == 1


def test_a_volunteer_who_comes_back_goes_on_and_the_person_is_not_asked_again(room: Room, screen: Screen) -> None:
    watching(room)
    room.tick(GONE_AFTER - 1)
    assert room.join(LI)
    room.tick(GONE_AFTER - 1)
    assert room.company is Company.WATCHING and screen.orders == [Come("小李", looks=True)]


def test_orders_are_taken_from_the_volunteer_of_the_visit_and_after_the_yes(room: Room, screen: Screen) -> None:
    room.join(LI)
    assert not room.order("a1", Speak("好"))
    room.answered(True)
    assert not room.order("a2", Print())
    assert room.order("a1", fill_in("name", "王秀英"))
    assert screen.orders[1:] == [fill_in("name", "王秀英")]


def test_leading_twice_is_leading_once(room: Room, screen: Screen) -> None:
    watching(room)
    assert room.order("a1", Lead(True)) and room.order("a1", Lead(True))
    assert room.company is Company.LEADING
    assert room.order("a1", Lead(False)) and room.company is Company.WATCHING
    assert screen.orders[1:] == [Lead(True), Lead(False)]


def test_a_volunteer_who_gives_no_sign_of_life_is_gone(room: Room, screen: Screen) -> None:
    watching(room)
    for _ in range(5):
        room.tick(GONE_AFTER - 1)
        room.beat("a1")
    assert room.company is Company.WATCHING
    room.beat("a2")
    room.tick(GONE_AFTER)
    assert (room.company, room.companion) == (Company.NOBODY, None)
    assert screen.orders[-1] == Go(vanished=True)
    assert room.join(WANG)


def test_whoever_walks_over_needs_no_connection(room: Room, screen: Screen) -> None:
    room.join(LI, looks=False)
    room.tick(GONE_AFTER * 10)
    assert room.company is Company.COMING and screen.orders == [Come("小李", looks=False)]


def test_leaving_is_told_to_the_visit_once(room: Room, screen: Screen) -> None:
    watching(room)
    room.leave("a2")
    room.leave("a1")
    room.leave("a1")
    assert screen.orders[1:] == [Go(vanished=False)]


def test_whoever_watches_hears_of_every_change_and_of_the_end(meeting: Meeting, room: Room) -> None:
    desk = Desk()
    meeting.watch(desk)
    room.note(room.record.heard("高龄津贴咋领"))
    room.stand("thinking")
    room.stand("thinking")
    assert desk.changes == 2
    meeting.close(room)
    meeting.close(room)
    assert desk.over == [("visit", True)]
    room.note(Record())
    meeting.unwatch(desk)
    assert desk.changes == 2 and meeting.find(lambda session: True) is None


def test_a_room_is_found_by_its_session(meeting: Meeting, room: Room, screen: Screen) -> None:
    meeting.open("other", screen)
    assert meeting.find(lambda session: session == "visit") is room
    assert meeting.find(lambda session: session == "gone") is None


def test_a_line_keeps_what_it_answered_and_how_it_was_understood() -> None:
    understood = {"label": "inform.name", "confidence": 0.9, "alternatives": []}
    record = Record().heard("帮我办").said(Speaker.ASSISTANT, "您叫什么名字？", (Button("跳过", "/x"),))
    record = record.ended(TurnEnd({"asking": "name"}, None, None, None, {"about": "dibao"}))
    record = record.heard("王秀英").said(Speaker.VOLUNTEER, "对的").ended(TurnEnd({}, "123", None, understood))
    assert [(line.speaker.value, line.asking) for line in record.lines] == [
        ("resident", None),
        ("assistant", None),
        ("resident", "name"),
        ("volunteer", "name"),
    ]
    assert record.line(3) is not None and record.lines[2].understood == understood
    assert (record.case, record.form, record.buttons[0].title) == ("123", None, "跳过")


def test_what_a_volunteer_put_to_the_dialogue_is_theirs_and_is_understood() -> None:
    understood = {"label": "svc.dibao", "confidence": 0.9, "alternatives": []}
    record = Record().heard("低保").ended(TurnEnd(understood=understood)).put("低保怎么办")
    record = record.heard("嗯", asks=False).ended(TurnEnd(understood=understood | {"label": "svc.notary"}))
    assert [line.understood and line.understood["label"] for line in record.lines] == ["svc.dibao", "svc.notary", None]


def test_a_long_visit_keeps_its_last_lines_and_their_numbers() -> None:
    record = Record()
    for number in range(MOST_LINES + 5):
        record = record.heard(str(number))
    assert len(record.lines) == MOST_LINES and record.lines[-1].number == MOST_LINES + 5
    assert record.line(1) is None
