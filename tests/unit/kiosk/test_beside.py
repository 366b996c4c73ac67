"""A volunteer at the kiosk's page: what the page shows, what the desk is told, what reaches the dialogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.text.also_heard import ALSO_HEARD
from channels.live.meeting import Meeting
from channels.live.orders import Lead, Order, Print, Speak, SpeakOwn, fill_in, instead
from channels.live.room import Companion, Company, Room
from channels.wire import Reply, TurnEnd
from kiosk.app import build_app
from kiosk.events import FinalHeard, SpeechStarted
from kiosk.settings import KioskSettings
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar, hum
from tests.unit.kiosk.page import FAST, FRAME, Page, page_of

pytestmark = pytest.mark.unit

LI = Companion("a1", "小李")
FORM = {"about": "elder_allowance", "beneficiary": "self", "asking": "name", "answers": []}
NAME_ASKED = [
    Reply("请问您叫什么名字？"),
    TurnEnd({"asking": "name"}, None, None, {"label": "svc.x", "confidence": 1}, FORM),
]


class Dialogue(FakeDialogue):
    """Keeps the metadata of what it was asked, too."""

    def __init__(self) -> None:
        refused = Reply("电话没有填上。", card={"kind": "desk", "key": "phone", "problem": "incomplete"})
        super().__init__(
            {
                "帮我办": NAME_ASKED,
                "/dlg.repeat": NAME_ASKED,
                "138": [refused, TurnEnd({"asking": "name"}, form=FORM)],
                "王秀英": [Reply("姓名填好了。请问您的电话？"), TurnEnd({"asking": "phone"}, form=FORM)],
                "/dlg.human": [Reply("我来叫人。"), TurnEnd(handover="asked")],
                "我胸口疼": [Reply("马上打120。"), TurnEnd(handover="emergency")],
            }
        )
        self.metadata: list[dict[str, Any]] = []

    async def turn(self, session: str, text: str, *, channel: str, metadata: Any = None) -> Any:
        self.metadata.append(dict(metadata or {}))
        async for item in super().turn(session, text, channel=channel, metadata=metadata):
            yield item


@dataclass
class Visit:
    """One page, its room, and the desk's hand in it."""

    client: TestClient
    page: Page
    meeting: Meeting
    dialogue: Dialogue

    @property
    def room(self) -> Room:
        room = self.meeting.find(lambda session: True)
        assert room is not None
        return room

    def do(self, work: Callable[[], Any]) -> Any:
        async def run() -> Any:
            return work()

        assert self.client.portal is not None
        return self.client.portal.call(run)

    def order(self, order: Order) -> None:
        assert self.do(lambda: self.room.order("a1", order))

    def join(self) -> None:
        """A volunteer is with somebody who is asked for a name, and may see it."""
        self.page.send("text", text="帮我办")
        self.page.until("state", mode="listening", asking="name")
        self.do(lambda: self.room.join(LI))
        self.page.until("state", company="asking", companion="小李")
        self.page.send("consent", yes=True)
        self.page.until("state", company="watching")

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [(line.speaker.value, line.text) for line in self.room.record.lines]


@contextmanager
def visiting(settings: KioskSettings = FAST, ears: Callable[[], FakeEar] | None = None) -> Iterator[Visit]:
    dialogue, meeting = Dialogue(), Meeting(lambda text: "疼" in text)
    app = build_app(dialogue, ears, None, settings, meeting=meeting)
    with TestClient(app, base_url="http://localhost") as client, page_of(client) as page:
        yield Visit(client, page, meeting, dialogue)


def test_the_desk_learns_what_was_said_and_understood_and_how_far_the_form_is() -> None:
    with visiting() as visit:
        visit.join()
        record = visit.room.record
        assert visit.lines == [("resident", "帮我办"), ("assistant", "请问您叫什么名字？")]
        assert (record.asking, record.form) == ("name", FORM)
        assert record.lines[0].understood == {"label": "svc.x", "confidence": 1}


def test_what_else_was_heard_reaches_the_dialogue_and_the_desk() -> None:
    heard = FinalHeard("高龄津贴咋领", 2.0, ("高龄津贴炸领", "密码是908172"))
    with visiting(ears=lambda: FakeEar({1: [SpeechStarted()], 2: [heard]})) as visit:
        visit.page.send("listen")
        visit.page.until("state", microphone=True)
        for _ in range(2):
            visit.page.socket.send_bytes(FRAME)
        visit.page.until("reply")
        assert visit.dialogue.metadata == [{ALSO_HEARD: heard.also}]
        (line, *_) = visit.room.record.lines
        assert line.also[0] == "高龄津贴炸领" and "908172" not in line.also[1]


def test_a_page_that_comes_back_still_shows_the_volunteer() -> None:
    with visiting() as visit:
        visit.join()
        with page_of(visit.client, visit.page.welcome["session"]) as again:
            assert again.until("state")["companion"] == "小李"


def test_the_volunteers_words_are_theirs_and_hold_no_number_of_a_person() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(Speak("您的号是13800138000，对吗？"))
        shown = visit.page.until("volunteer")["sentences"][0]["text"]
        assert "13800138" not in shown and "8000" in shown
        assert visit.lines[-1] == ("volunteer", shown)


def test_the_volunteers_own_voice_is_played_once_and_kept_nowhere() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(SpeakOwn(hum(0.3), "您的号是13800138000，对吗？"))
        frame = visit.page.until("volunteer")["sentences"][0]
        assert "13800138" not in frame["text"] and "对吗" in frame["text"]
        visit.page.plays = False
        assert visit.page.until("audio", utterance=frame["utterance"])["seconds"] == pytest.approx(0.3, abs=0.01)
        visit.page.until("state", speaker="volunteer", voice=True)
        visit.page.send("played", utterance=frame["utterance"])
        visit.page.until("state", voice=False, mode="listening")
        assert visit.lines[-1] == ("volunteer", frame["text"])
        with page_of(visit.client, visit.page.welcome["session"]) as again:
            again.until("volunteer")
            assert again.clips == {}


def test_a_voice_without_words_is_shown_as_somebody_speaking() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(SpeakOwn(hum(0.1)))
        assert visit.page.until("volunteer")["sentences"][0]["text"] == ""
        visit.page.until("audio")


def test_a_field_filled_in_is_asked_of_the_dialogue_as_that() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(fill_in("name", "王秀英"))
        assert visit.page.until("reply")["sentences"][0]["text"] == "姓名填好了。"
        assert visit.dialogue.metadata[-1] == {"by": "volunteer", "fills": "name"}
        assert "王秀英" not in "".join(text for _, text in visit.lines)


def test_what_was_not_taken_is_told_to_the_desk_and_never_shown() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(fill_in("phone", "138"))
        seen = visit.page.seen("state", mode="listening")
        assert "reply" not in [frame["type"] for frame in seen]
        assert visit.room.problem == ("phone", "incomplete")
        assert "没有填上" not in str(visit.lines)


def test_corrected_words_are_the_volunteers_in_the_persons_place() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(instead("社保卡丢了"))
        visit.page.until("reply")
        assert ("volunteer", "社保卡丢了") in visit.lines
        assert visit.dialogue.asked[-1][1] == "社保卡丢了"


def test_while_the_volunteer_leads_the_dialogue_hears_nothing_but_danger() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(Lead(True))
        visit.page.until("state", company="leading")
        asked = len(visit.dialogue.asked)
        visit.page.send("text", text="密码是123456，我叫王秀英")
        visit.page.until("ack")
        assert len(visit.dialogue.asked) == asked
        assert "123456" not in visit.lines[-1][1] and visit.lines[-1][1].endswith("王秀英")
        visit.page.send("text", text="我胸口疼")
        assert visit.page.until("reply")["sentences"][0]["text"] == "马上打120。"
        visit.page.until("say", key="call_staff")


def test_handed_back_what_was_open_is_said_again() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(Lead(True))
        visit.order(Lead(False))
        assert visit.page.until("say", key="volunteer_hands_back")
        assert visit.page.until("reply")["sentences"][0]["text"] == "请问您叫什么名字？"
        assert visit.dialogue.asked[-1][1] == "/dlg.repeat"


def test_who_is_there_already_is_not_called_again() -> None:
    with visiting() as visit:
        visit.join()
        visit.page.send("person")
        visit.page.until("say", key="volunteer_here")
        assert "/dlg.human" not in [text for _, text in visit.dialogue.asked]


def test_printing_is_the_pages_own_affair() -> None:
    with visiting() as visit:
        visit.join()
        visit.order(Print())
        visit.page.until("print")


def test_the_wipe_ends_it_and_the_next_person_is_alone() -> None:
    with visiting() as visit:
        visit.join()
        before = visit.room
        visit.page.send("end")
        visit.page.until("state", company="nobody", mode="attract")
        assert visit.room is not before and visit.room.record.lines == ()
        assert visit.room.company is Company.NOBODY


def test_a_volunteer_without_a_sign_of_life_is_gone_by_the_visits_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.live.room.GONE_AFTER", 0.05)
    with visiting() as visit:
        visit.page.send("text", text="帮我办")
        visit.page.until("state", mode="listening", asking="name")
        visit.do(lambda: visit.room.join(LI))
        visit.page.until("say", key="volunteer_gone")
        assert visit.room.companion is None
