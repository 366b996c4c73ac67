"""Sounds of phrases become one WAV file."""

import io
import wave

import av
import numpy as np
import pytest

from channels.voices.sound import Sound
from kiosk.speech.sound import RATE as DECODED_RATE
from kiosk.speech.spoken_sound import clip_of, joined, read, silent_clip, strung
from kiosk.speech.voice_errors import VoiceError
from tests.unit.kiosk.speech.voice_fakes import RATE, hum

pytestmark = pytest.mark.unit


def aiff(seconds: float) -> bytes:
    """As the voice of macOS writes it."""
    out = io.BytesIO()
    with av.open(out, "w", format="aiff") as container:
        stream = container.add_stream("pcm_s16be", rate=RATE, layout="mono")
        tone = (8_000 * np.sin(np.arange(round(seconds * RATE)) / 20)).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return out.getvalue()


def test_the_silence_around_a_phrase_is_cut_off():
    assert read(hum(1.0)).seconds == pytest.approx(1.0, abs=0.05)


def test_what_is_no_wav_is_read_all_the_same():
    sound = read(aiff(1.0))
    assert sound.rate == DECODED_RATE and sound.seconds == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("contents", [b"", b"RIFF", b"nothing of the kind", hum(0.0), hum(1.0)[:44]])
def test_no_sound_is_noticed(contents):
    with pytest.raises(VoiceError):
        read(contents)


def test_pauses_stand_between_the_phrases():
    phrase = Sound(np.full(RATE, 0.1, np.float32), RATE)
    whole = joined([phrase, phrase], [0.5, 0.25])
    assert whole.seconds == pytest.approx(2.75, abs=0.1)
    silent = np.flatnonzero(np.abs(whole.samples) == 0)
    assert len(silent) == pytest.approx(0.75 * RATE, abs=0.1 * RATE)


def test_the_file_is_16_bit_mono_and_as_long_as_it_says():
    clip = clip_of(read(hum(1.0)))
    with wave.open(io.BytesIO(clip.wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() / RATE == pytest.approx(clip.seconds)


def test_clips_follow_each_other():
    clip = clip_of(read(hum(1.0)))
    assert strung([clip, clip]).seconds == pytest.approx(2 * clip.seconds)


def test_a_silent_clip_is_short_and_silent():
    clip = silent_clip()
    assert 0 < clip.seconds < 0.5 and not any(clip.wav[44:])
