"""What a person hears at the kiosk: private words, the pace, the volume."""

import pytest

from channels.wire import Reply, TurnEnd
from kiosk.events import FinalHeard, SpeechStarted
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar, FakeMouth
from tests.unit.kiosk.test_app import one_page

pytestmark = pytest.mark.unit


def test_private_words_are_written_and_not_spoken_until_the_person_listens_alone():
    told = Reply("有回话了：批准了，每月300元。", card={"personal": ["批准了，每月300元。"]})
    dialogue = FakeDialogue({"查": [told, TurnEnd()]})
    mouth = FakeMouth(seconds=0.01)
    with one_page(dialogue=dialogue, mouth=mouth) as page:
        assert page.welcome["earphones"] is False
        page.send("text", text="查")
        reply = page.until("reply")
        assert [one["text"] for one in reply["sentences"]] == [told.text] and reply["card"] is None
        page.until("state", mode="listening")
        page.send("earphones", on=True)
        page.until("reply", again=True)
        page.until("state", mode="listening")
        page.send("earphones", on=False)
        page.send("repeat")
        page.until("reply", again=True)
        page.until("state", mode="listening")
        page.send("earphones", on=True)
        page.until("state", mode="listening")
        page.send("end")
        page.until("wiped")
        page.send("text", text="查")
        page.until("reply")
        page.until("state", mode="listening")
    said = [text for text, _, _ in mouth.said if "回话" in text]
    assert said[0] == said[2] == said[-1] == "有回话了：写在屏幕上。"
    assert said[1] == told.text


def test_the_voice_follows_how_fast_the_person_speaks_and_the_next_person_starts_anew():
    slow = {1: [SpeechStarted()], 2: [FinalHeard("我想问一下高龄津贴怎么领", 6.0)]}
    mouth = FakeMouth(seconds=0.01)
    with one_page(mouth=mouth, ears=lambda: FakeEar(slow)) as page:
        for _ in range(3):
            page.send("listen")
            page.until("state", microphone=True)
            page.socket.send_bytes(bytes(3200))
            page.socket.send_bytes(bytes(3200))
            page.until("reply")
            page.until("state", mode="listening")
        page.send("end")
        page.until("wiped")
        page.send("text", text="问")
        page.until("reply")
        page.until("state", mode="listening")
    met = [rate for text, rate, _ in mouth.said if text.startswith("您问的是")]
    assert met == [168, 156, 144, 180]
