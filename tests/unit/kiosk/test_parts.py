"""Small parts: pace, private numbers, resampling, sentences, and what waits in line."""

import asyncio
import json

import pytest

from kiosk import private
from kiosk.choices import place_of, three
from kiosk.connection import SocketPage
from kiosk.events import ClipOver, ClipReady, FinalHeard, NothingHeard
from kiosk.hearing import Hearing
from kiosk.pace import Pace
from kiosk.sentences import Sentences
from kiosk.settings import WEB
from kiosk.speech.decoding import pcm16
from kiosk.turn_state import Rules
from kiosk.voice import Voice
from tests.unit.kiosk.fakes import FakeEar, FakeMouth, hum

pytestmark = pytest.mark.unit


def test_slower_stops_at_120_and_faster_at_260_characters_a_minute():
    slow = fast = Pace()
    rates = []
    for _ in range(6):
        slow, fast = slow.changed("pace", "down"), fast.changed("pace", "up")
        rates.append(slow.rate)
    assert rates[:2] == [144, 120] and slow.rate == 120 and fast.rate == 260


def test_the_volume_spans_18_db_in_steps_of_6():
    loud = soft = Pace()
    for _ in range(6):
        loud, soft = loud.changed("volume", "up"), soft.changed("volume", "down")
    assert loud.volume_db - soft.volume_db == 18
    assert Pace().changed("volume", "up").volume_db == 6


def test_cards_hide_peoples_numbers_and_keep_the_offices():
    card = {
        "items": [{"text": "身份证440524188001010014"}],
        "hotline": "12345",
        "place": "电话010-62345678",
        "n": 3,
    }
    shown = private.shown_card(card)
    assert shown["items"][0]["text"] == "身份证" + "*" * 14 + "0014"
    assert shown["hotline"] == "12345" and "62345678" in shown["place"] and shown["n"] == 3


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 48_000])
def test_a_clip_of_any_rate_becomes_16_khz(rate):
    pcm = pcm16(hum(0.5, rate))
    assert abs(len(pcm) / 2 - 8_000) < 200


def test_every_fixed_sentence_the_rules_name_is_written_down():
    spoken = Sentences.load(WEB).spoken
    for _, key in Rules().prompts:
        assert spoken[key] and spoken[key + "_by_hand"] and spoken[key + "_by_press"]
    shown = json.loads((WEB / "sentences.zh.json").read_text(encoding="utf-8"))
    assert all(len(pair) == 2 for pair in shown["shown"].values())


@pytest.mark.parametrize("place", ["home", "talk", "form"])
def test_in_every_place_there_are_three_things_to_press(place):
    standing = Sentences.load(WEB).choices[place]
    assert len(three([], standing)) == 3 == len({one["payload"] for one in standing})


def test_what_the_answer_offered_comes_first_and_nothing_twice():
    standing = [{"title": name, "payload": f"/{name}"} for name in "abc"]
    offered = [{"title": "B", "payload": "/b"}]
    assert [one["title"] for one in three(offered, standing)] == ["B", "a", "c"]
    assert len(three(standing * 2, standing)) == 3


def test_a_question_of_a_form_and_a_talk_offer_different_things():
    assert [place_of("name", "问"), place_of(None, "问"), place_of(None, "")] == ["form", "talk", "home"]


async def test_what_was_heard_after_the_microphone_closed_is_not_told():
    told = []
    hearing = Hearing(lambda: FakeEar({1: [FinalHeard("一"), FinalHeard("二")]}), lambda e: tell(e), lambda: None)

    def tell(event):
        told.append(event)
        hearing.close()

    hearing.open(1.5)
    hearing.open(1.5)
    hearing.take(b"\0\0")
    await until(lambda: told)
    await asyncio.sleep(0.05)
    assert told == [FinalHeard("一")]
    hearing.take(b"\0\0")
    hearing.done()


async def test_every_ear_waits_as_long_as_the_question_and_the_speaker_ask_from_then_on():
    ears = []
    hearing = Hearing(lambda: ears.append(FakeEar()) or ears[-1], lambda event: None, lambda: None)
    hearing.open(3.0)
    hearing.done()
    hearing.take(b"\0\0")
    await until(lambda: len(ears) == 2 and ears[1].frames)
    assert [ear.patience for ear in ears] == [3.0, 3.0]
    hearing.open(4.0)
    hearing.take(b"\0\0")
    await until(lambda: len(ears[1].frames) == 2)
    assert ears[1].patience == 4.0 and len(ears) == 2
    hearing.close()


async def test_ears_that_cannot_be_made_count_as_no_microphone(caplog):
    told = []

    def no_model():
        raise OSError("no model")

    Hearing(no_model, told.append, lambda: told.append("lost")).open(1.5)
    await until(lambda: told)
    assert told == ["lost"]


class FailingEar(FakeEar):
    """Breaks at its first sound."""

    def feed(self, pcm):
        raise RuntimeError("what was said")


async def test_an_ear_that_fails_is_replaced_and_the_next_words_are_heard(caplog):
    ears, told = [FailingEar(), FakeEar({1: [FinalHeard("好")]})], []
    hearing = Hearing(lambda: ears.pop(0), told.append, lambda: told.append("lost"))
    hearing.open(1.5)
    for _ in range(2):
        hearing.take(b"\0\0")
    await until(lambda: len(told) == 2)
    assert told == [NothingHeard(), FinalHeard("好")]
    assert "what was said" not in caplog.text
    hearing.close()


async def test_one_ear_after_another_failing_is_given_up_and_disturbs_nobody_else():
    told, other = [], []
    broken = Hearing(FailingEar, told.append, lambda: told.append("lost"))
    well = Hearing(lambda: FakeEar({5: [FinalHeard("好")]}), other.append, lambda: other.append("lost"))
    for hearing in (broken, well):
        hearing.open(1.5)
        for _ in range(5):
            hearing.take(b"\0\0")
    await until(lambda: other and told[-1:] == ["lost"])
    assert told == [NothingHeard(), NothingHeard(), "lost"] and other == [FinalHeard("好")]
    broken.take(b"\0\0")
    well.close()


async def test_a_recogniser_far_behind_loses_sound_and_not_memory(caplog):
    hearing = Hearing(FakeEar, lambda event: None, lambda: None)
    hearing.open(1.5)
    for _ in range(300):
        hearing.take(b"\0\0")
    assert "too slow" in caplog.text
    hearing.close()


async def test_a_page_far_behind_loses_frames_and_not_memory():
    page = SocketPage()
    for number in range(5_000):
        page.send(str(number))
    sent = []

    class Socket:
        async def send_text(self, frame):
            sent.append(frame)

    writer = asyncio.create_task(page.write_all(Socket()))
    await until(lambda: len(sent) == 1_000)
    writer.cancel()
    assert sent[:2] == ["0", "1"]


async def test_hush_drops_what_is_not_made_and_the_next_sentence_still_comes():
    mouth, sent, told = FakeMouth(), [], []
    mouth.slow = 0.02
    voice = Voice(mouth, lambda number, clip: sent.append(number), told.append, lambda: None)
    voice.say(1, "一", Pace())
    voice.say(2, "二", Pace())
    await asyncio.sleep(0)
    voice.hush()
    voice.say(3, "三", Pace())
    await until(lambda: sent)
    assert sent == [3] and told == [ClipReady(3, 0.2)]


async def test_a_clip_that_is_done_as_the_voice_stops_is_not_sent():
    sent, told = [], []

    class Stopping(FakeMouth):
        async def speak(self, sentence, rate=180, volume_db=0.0):
            asyncio.get_running_loop().call_soon(voice.hush)
            return await super().speak(sentence, rate, volume_db)

    voice = Voice(Stopping(), lambda number, clip: sent.append(number), told.append, lambda: None)
    voice.say(1, "一", Pace())
    await asyncio.sleep(0.05)
    assert sent == [] and told == []


async def test_a_mouth_that_hangs_is_not_waited_for():
    mouth, told = FakeMouth(), []
    mouth.slow = 60
    voice = Voice(mouth, lambda number, clip: None, told.append, lambda: told.append("failed"), longest=0.01)
    voice.say(1, "一", Pace())
    await until(lambda: len(told) == 2)
    assert told == ["failed", ClipOver(1)]


async def until(condition):
    for _ in range(300):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")
