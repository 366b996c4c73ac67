"""A recorded sentence is played, at the person's pace and volume; everything else is synthesised."""

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from channels.voices.loudness import level
from channels.voices.pack import About, with_recording
from channels.voices.shelf import OWN, VoiceShelf
from channels.voices.sound import Sound, read_wav
from channels.voices.take import take_of
from kiosk.pace import Pace
from kiosk.speech.clip_cache import ClipCache
from kiosk.speech.phrasing import Phrasing
from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.speaker import Speaker
from kiosk.speech.voice_pack import RecordedVoice, with_pauses_for
from tests.unit.kiosk.speech.voice_fakes import HummingEngine
from tests.unit.voices.people import RATE, recorded

pytestmark = pytest.mark.unit

GREETING = "您慢慢说。比如可以说，养老金认证怎么办。"
FIRST, SECOND = "您慢慢说。", "比如可以说，养老金认证怎么办。"


@pytest.fixture
def shelf(tmp_path: Path) -> VoiceShelf:
    shelf = VoiceShelf(tmp_path)
    pack = with_recording(shelf.begin_own(About("驿站", "绍兴话", consent=True)), FIRST, sentence(1.0, 0.0))
    with_recording(pack, SECOND, sentence(2.0, 0.4))
    return shelf


def sentence(spoken: float, silent: float) -> Sound:
    return take_of(recorded((spoken, silent), (spoken, 0.0), noise=0.0002)).sound


def speaker_with(shelf: VoiceShelf) -> tuple[Speaker, HummingEngine]:
    engine = HummingEngine()
    return Speaker(engine, Phrasing.load(), Pronunciation.load(), ClipCache(), RecordedVoice(shelf)), engine


def seconds(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as file:
        return file.getnframes() / file.getframerate()


async def test_what_was_recorded_is_not_synthesised_and_the_rest_is(shelf: VoiceShelf) -> None:
    speaker, engine = speaker_with(shelf)
    await speaker.speak(FIRST)
    assert engine.asked == []
    await speaker.speak("没有录过。")
    assert len(engine.asked) == 1


async def test_several_sentences_in_one_go_are_played_if_all_of_them_were_recorded(shelf: VoiceShelf) -> None:
    speaker, engine = speaker_with(shelf)
    both = await speaker.speak(GREETING)
    parts = [await speaker.speak(text) for text in (FIRST, SECOND)]
    assert engine.asked == [] and both.seconds == pytest.approx(sum(one.seconds for one in parts) + 0.27, abs=0.1)
    assert both.seconds == pytest.approx(seconds(both.wav), abs=0.01)
    await speaker.speak(f"{FIRST}没有录过。")
    assert len(engine.asked) == 1


async def test_another_pack_counts_from_the_next_sentence_on(shelf: VoiceShelf) -> None:
    speaker, engine = speaker_with(shelf)
    await speaker.speak(FIRST)
    shelf.use(None)
    await speaker.speak(FIRST)
    assert len(engine.asked) == 1
    shelf.use(OWN)
    await speaker.speak(FIRST)
    assert len(engine.asked) == 1


@pytest.mark.parametrize("fault", ["file", "manifest", "marker"])
async def test_a_pack_that_broke_is_noticed_in_the_log_alone(
    shelf: VoiceShelf, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    speaker, engine = speaker_with(shelf)
    pack = shelf.pack(OWN)
    path = pack.file_of(FIRST)
    assert path is not None
    if fault == "file":
        path.write_bytes(b"broken")
    elif fault == "manifest":
        (pack.folder / "pack.json").write_text("{", encoding="utf-8")
    else:
        path.unlink()
    await speaker.speak(FIRST)
    assert len(engine.asked) == 1 and "recorded voice" in caplog.text and FIRST not in caplog.text


@pytest.mark.parametrize(("low", "high"), [(-6.0, 0.0), (0.0, 6.0)])
def test_louder_is_6_db_louder(shelf: VoiceShelf, low: float, high: float) -> None:
    voice = RecordedVoice(shelf)
    clips = [voice.find(FIRST, Pace(180, volume)) for volume in (low, high)]
    levels = [level(read_wav(clip.wav).samples) for clip in clips if clip is not None]
    assert levels[1] - levels[0] == pytest.approx(6, abs=1)


def test_slower_makes_the_pauses_longer_and_the_words_no_longer(shelf: VoiceShelf) -> None:
    voice = RecordedVoice(shelf)
    clips = [voice.find(SECOND, Pace(rate)) for rate in (120, 180, 260)]
    slow, usual, fast = (read_wav(clip.wav) for clip in clips if clip is not None)
    assert slow.seconds > usual.seconds > fast.seconds
    voiced = [int(np.count_nonzero(np.abs(one.samples) > 0.005)) for one in (slow, usual, fast)]
    assert max(voiced) - min(voiced) < 0.05 * voiced[1]


def test_a_sentence_without_a_pause_stays_as_it_was_spoken() -> None:
    steady = Sound(np.full(RATE, 0.1, np.float32), RATE)
    assert with_pauses_for(steady, 9.0) is steady


def test_no_pause_grows_or_shrinks_beyond_its_bounds() -> None:
    sound = take_of(recorded((0.5, 0.4), (0.5, 0.0), noise=0.00005)).sound
    assert with_pauses_for(sound, 60.0).seconds - sound.seconds < 1.6
    assert sound.seconds - with_pauses_for(sound, 0.1).seconds < 0.9
