"""What a page meets when somebody speaks to it, with stand-ins for dialogue, ears and mouth."""

import json

import pytest

from channels.wire import Button, Reply, TurnEnd
from kiosk.events import FinalHeard, NothingHeard, PartialHeard, SpeechStarted
from kiosk.settings import KioskSettings
from kiosk.turn_state import Rules
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar, FakeMouth
from tests.unit.kiosk.page import FRAME, one_page

pytestmark = pytest.mark.unit


def test_speech_becomes_captions_and_a_question():
    dialogue = FakeDialogue()
    script = {1: [SpeechStarted()], 2: [PartialHeard("高龄")], 3: [FinalHeard("高龄津贴")]}
    with one_page(dialogue=dialogue, ears=lambda: FakeEar(script)) as page:
        page.send("listen")
        page.until("state", microphone=True)
        for _ in range(3):
            page.socket.send_bytes(FRAME)
        assert page.until("caption")["text"] == "高龄"
        assert page.until("caption", final=True)["text"] == "高龄津贴"
        page.until("reply")
    assert [text for _, text in dialogue.asked] == ["高龄津贴"]


def test_saying_one_has_finished_needs_no_silence():
    ear = FakeEar(at_finish=[FinalHeard("我说完了")])
    with one_page(ears=lambda: ear) as page:
        page.send("listen")
        page.until("state", microphone=True)
        page.send("done")
        assert page.until("caption", final=True)["text"] == "我说完了"


@pytest.mark.parametrize("at_finish", [(), (NothingHeard(),)])
def test_having_finished_without_a_word_is_asked_again_once(at_finish):
    with one_page(ears=lambda: FakeEar(at_finish=at_finish)) as page:
        page.send("listen")
        page.until("state", microphone=True)
        page.send("done")
        assert page.until("say")["key"] == "not_heard"
        page.send("text", text="好")
        assert "say" not in [frame["type"] for frame in page.seen("reply")]


def test_sound_sent_while_the_microphone_is_closed_reaches_no_ear():
    ears = []
    with one_page(ears=lambda: ears.append(FakeEar()) or ears[-1]) as page:
        page.socket.send_bytes(FRAME)
        page.send("text", text="问")
        page.until("state", mode="listening")
        page.socket.send_bytes(FRAME * 2)
        page.send("end")
        page.until("wiped")
    assert [len(frame) for ear in ears for frame in ear.frames] in ([], [len(FRAME) * 2])


def test_a_recogniser_that_breaks_leaves_touch_and_typing():
    class Broken(FakeEar):
        def feed(self, pcm):
            raise RuntimeError("model lost")

    with one_page(ears=Broken) as page:
        page.send("listen")
        page.until("state", microphone=True)
        for _ in range(3):
            page.socket.send_bytes(FRAME)
        page.until("state", mode="listening", hearing=False)
        page.send("text", text="问")
        page.until("reply")


def test_the_next_person_gets_another_try_at_being_heard():
    broken = []

    class Ear(FakeEar):
        def feed(self, pcm):
            if len(broken) < 3:
                broken.append(pcm)
                raise RuntimeError("for now")
            return [FinalHeard("好")]

    with one_page(ears=Ear) as page:
        page.send("listen")
        page.until("state", microphone=True)
        for _ in range(3):
            page.socket.send_bytes(FRAME)
        page.until("notice", key="no_ears", on=True)
        page.until("state", hearing=False)
        page.send("listen")
        page.until("notice", key="no_ears", on=False)
        page.until("state", microphone=True)
        page.socket.send_bytes(FRAME)
        assert page.until("caption", final=True)["text"] == "好"


OWN_VOICE = FakeEar({2: [SpeechStarted()], 4: [PartialHeard("带身份证")], 6: [FinalHeard("要带深份证")]})
CUTTING_IN = {2: [SpeechStarted()], 3: [PartialHeard("等一下")], 4: [FinalHeard("等一下我问别的")]}


def speaking(page):
    """The page while an answer is being spoken, its sound not played yet."""
    page.plays = False
    page.send("text", text="问")
    return page.until("audio")["utterance"]


def test_words_stop_the_voice_and_are_asked_and_its_own_echo_does_not():
    dialogue = FakeDialogue({"问": [Reply("要带身份证。"), TurnEnd()]})
    script = {**OWN_VOICE.script, **{7 + number: heard for number, heard in CUTTING_IN.items()}}
    with one_page(dialogue=dialogue, ears=lambda: FakeEar(script), mouth=FakeMouth(seconds=3)) as page:
        utterance = speaking(page)
        for _ in range(11):
            page.socket.send_bytes(FRAME)
        types = [frame["type"] for frame in page.seen("hush")]
        assert "caption" not in types
        assert page.until("caption", final=False)["text"] == "等一下"
        assert page.until("caption", final=True)["text"] == "等一下我问别的"
        page.send("played", utterance=utterance)
        page.until("reply")
    assert [text for _, text in dialogue.asked] == ["问", "等一下我问别的"]


def test_whoever_presses_a_button_while_speaking_gets_what_the_button_does():
    ears = []
    with one_page(ears=lambda: ears.append(FakeEar({2: [FinalHeard("半句")]})) or ears[-1]) as page:
        page.send("listen")
        page.until("state", microphone=True)
        page.socket.send_bytes(FRAME)
        page.send("press", title="社保卡", payload="/card")
        page.until("reply")
        page.until("state", mode="listening", microphone=True)
        page.socket.send_bytes(FRAME)
        page.send("end")
        seen = page.seen("wiped")
    assert "半句" not in json.dumps(seen, ensure_ascii=False) and len(ears) == 2


def test_after_a_silence_three_buttons_are_shown_first_those_of_the_answer():
    offered = [Button("能代办吗", "/ask.proxy")]
    dialogue = FakeDialogue({"问": [Reply("好。", tuple(offered)), TurnEnd()]})
    quick = KioskSettings(tick=0.01, rules=Rules(prompts=((0.02, "try"), (0.05, "choices"))))
    with one_page(dialogue=dialogue, settings=quick) as page:
        page.send("touch")
        assert len(page.until("choices")["buttons"]) == 3
        page.send("text", text="问")
        page.until("reply")
        buttons = page.until("choices")["buttons"]
        assert len(buttons) == 3 and buttons[0] == {"title": "能代办吗", "payload": "/ask.proxy"}


def test_a_kiosk_told_so_listens_only_after_a_press():
    script = {1: [FinalHeard("高龄津贴")]}
    settings = KioskSettings(tick=0.01, by_press=True)
    with one_page(ears=lambda: FakeEar(script), settings=settings) as page:
        page.send("touch")
        page.until("state", mode="listening", microphone=False, overhears=False)
        page.socket.send_bytes(FRAME)
        page.send("listen")
        assert "caption" not in [frame["type"] for frame in page.seen("state", microphone=True)]
        page.socket.send_bytes(FRAME)
        assert page.until("caption", final=True)["text"] == "高龄津贴"


def test_a_page_without_a_microphone_is_not_asked_to_speak():
    with one_page() as page:
        page.send("mic", works=False)
        page.send("touch")
        page.until("state", mode="listening", microphone=False)
        page.send("mic", works=True)
        page.until("state", microphone=True)


def test_a_question_that_takes_longer_to_answer_is_waited_for_longer():
    patient = []

    class PatientEar(FakeEar):
        def be_patient(self, seconds):
            patient.append(seconds)

    card = {"kind": "answer", "title": "登记", "items": [], "patience_seconds": 3.0}
    dialogue = FakeDialogue({"报": [Reply("请问您叫什么名字？", (), card), TurnEnd()]})
    with one_page(dialogue=dialogue, ears=PatientEar) as page:
        page.send("text", text="报")
        page.until("state", mode="listening", microphone=True)
        page.send("done")
        page.until("say")
    assert set(patient) == {3.0}
