"""What the kiosk would say, written into a file."""

import wave

import pytest

from kiosk.pace import Pace
from kiosk.speech.say_file import say_file
from kiosk.speech.voice_errors import VoiceError
from tests.unit.kiosk.speech.test_speaker import speaker_with
from tests.unit.kiosk.speech.voice_fakes import HummingEngine

pytestmark = pytest.mark.unit


async def test_every_sentence_is_in_the_file(tmp_path):
    engine, path = HummingEngine(), tmp_path / "said.wav"
    seconds = await say_file("您好。……。您慢走！", path, speaker_with(engine), Pace(rate=144))
    assert [phrases for phrases, _ in engine.asked] == [["nin2 hao3"], ["nin2 man4 zou3"]]
    with wave.open(str(path)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "  ", "……", "😀。"])
async def test_nothing_to_say_is_one_sentence_and_no_file(tmp_path, text):
    with pytest.raises(VoiceError, match=r"^There is nothing .*\.$"):
        await say_file(text, tmp_path / "said.wav", speaker_with(HummingEngine()), Pace())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pace", [Pace(rate=20), Pace(rate=900), Pace(volume_db=40.0)])
async def test_a_pace_out_of_bounds_is_one_sentence_and_no_file(tmp_path, pace):
    with pytest.raises(VoiceError, match=r"between .*\.$"):
        await say_file("您好。", tmp_path / "said.wav", speaker_with(HummingEngine()), pace)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nowhere/said.wav", "."])
async def test_a_path_that_cannot_be_written_is_one_sentence(tmp_path, name):
    with pytest.raises(VoiceError, match=r"cannot be written: .*\.$"):
        await say_file("您好。", tmp_path / name, speaker_with(HummingEngine()), Pace())
