"""The mouth with an engine that hums: what it asks for, what it remembers, what it refuses."""

import asyncio

import pytest

from kiosk.speech.clip_cache import ClipCache
from kiosk.speech.phrasing import Phrasing
from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.speaker import Speaker
from kiosk.speech.voice_errors import VoiceError
from tests.unit.kiosk.speech.voice_fakes import HummingEngine

pytestmark = pytest.mark.unit

SENTENCE = "您带上身份证，到银行办。"


def speaker_with(engine: HummingEngine) -> Speaker:
    return Speaker(engine, Phrasing.load(), Pronunciation.load(), ClipCache())


async def test_the_engine_gets_pinyin_phrase_by_phrase():
    engine = HummingEngine()
    await speaker_with(engine).speak(SENTENCE)
    assert engine.asked[0][0] == ["nin2 dai4 shang4 shen1 fen4 zheng4", "dao4 yin2 hang2 ban4"]


@pytest.mark.parametrize("rate", [120, 144, 180, 260])
async def test_a_sentence_lasts_as_long_as_its_rate_asks(rate):
    clip = await speaker_with(HummingEngine()).speak(SENTENCE, rate=rate)
    assert 60 * 10 / clip.seconds == pytest.approx(rate, rel=0.12)


async def test_the_same_again_is_not_made_again():
    engine = HummingEngine()
    speaker = speaker_with(engine)
    assert await speaker.speak(SENTENCE) is await speaker.speak(SENTENCE)
    await speaker.speak(SENTENCE, rate=144)
    await speaker.speak(SENTENCE, volume_db=6.0)
    assert len(engine.asked) == 3
    engine.voice = "another"
    await speaker.speak(SENTENCE)
    assert len(engine.asked) == 4


async def test_what_a_person_was_told_is_forgotten_and_what_all_are_told_is_not():
    engine = HummingEngine()
    speaker = speaker_with(engine)
    await speaker.prepare(["您好。"])
    await speaker.speak(SENTENCE)
    speaker.forget()
    await speaker.speak("您好。")
    assert len(engine.asked) == 2
    await speaker.speak(SENTENCE)
    assert len(engine.asked) == 3


async def test_sentences_asked_for_at_once_do_not_mix():
    texts = ["第一句，" + "好" * length + "。" for length in range(2, 40, 8)]
    clips = await asyncio.gather(*map(speaker_with(HummingEngine()).speak, texts))
    assert sorted(clips, key=lambda clip: clip.seconds) == clips


@pytest.mark.parametrize(("rate", "volume_db"), [(119, 0.0), (261, 0.0), (180, -6.5), (180, 12.5)])
async def test_what_is_out_of_bounds_is_refused_in_a_sentence(rate, volume_db):
    with pytest.raises(ValueError, match=r"^The (rate|volume) must be between .*\.$"):
        await speaker_with(HummingEngine()).speak(SENTENCE, rate=rate, volume_db=volume_db)


async def test_without_a_word_it_is_silent_and_asks_nobody():
    engine = HummingEngine()
    clip = await speaker_with(engine).speak("……")
    assert clip.seconds < 0.5 and not any(clip.wav[44:]) and engine.asked == []


async def test_a_failure_is_told_and_not_remembered():
    with pytest.raises(VoiceError):
        await speaker_with(HummingEngine(broken=True)).speak(SENTENCE)


async def test_it_runs_as_long_as_it_is_needed():
    engine = HummingEngine()
    async with speaker_with(engine):
        assert engine.is_running
    assert not engine.is_running


async def test_whether_it_is_well_is_tried_anew_each_time(caplog):
    engine = HummingEngine()
    mouth = speaker_with(engine)
    assert [await mouth.is_well(), await mouth.is_well()] == [True, True]
    assert len(engine.asked) == 2
    assert not await speaker_with(HummingEngine(broken=True)).is_well()
    assert "the voice does not work" in caplog.text
