"""Recordings as people bring them."""

import io

import av
import numpy as np
import pytest

from kiosk.speech.decoding import pcm16
from kiosk.speech.errors import AudioError
from kiosk.speech.sound import RATE
from kiosk.speech.transcribe import transcribe
from tests.integration.speech.sounds import in_noise, new_ear, noise, silence, spoken, wav_of

pytestmark = pytest.mark.integration

SENTENCE = "高龄津贴怎么领"


def recording(container, codec, rate, layout="mono"):
    """The sentence as a file of this kind."""
    sound = in_noise(silence(0.5) + spoken(SENTENCE) + silence(0.5), 20)
    out = io.BytesIO()
    with av.open(out, mode="w", format=container) as file:
        stream = file.add_stream(codec, rate=rate)
        stream.layout = layout
        samples = np.frombuffer(sound, np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate, frame_size=960)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    "kind",
    [
        ("wav", "pcm_s16le", 16_000),
        ("wav", "pcm_s16le", 48_000, "stereo"),
        ("wav", "pcm_s16le", 8_000),
        ("wav", "pcm_f32le", 44_100, "stereo"),
        ("ogg", "libopus", 48_000),
        ("flac", "flac", 44_100),
    ],
    ids=lambda kind: "-".join(map(str, kind)),
)
def test_a_recording_of_any_kind_is_understood(tmp_path, kind):
    path = tmp_path / "recording"
    path.write_bytes(recording(*kind))
    assert transcribe(path, new_ear) == transcribe(path.read_bytes(), new_ear) == SENTENCE


def test_everything_that_is_said_in_a_long_recording_is_there():
    parts = ("高龄津贴怎么领", "老年公交卡怎么办", "养老金认证怎么办")
    sound = b"".join(spoken(part) + silence(5) for part in parts)
    assert transcribe(wav_of(in_noise(sound, 20)), new_ear) == "".join(parts)


@pytest.mark.parametrize("pcm", [b"", silence(5), noise(10, 3_000)], ids=["empty", "silence", "noise"])
def test_a_recording_without_a_voice_is_empty(pcm):
    assert transcribe(wav_of(pcm), new_ear) == ""


def test_sound_keeps_its_length_and_loudness():
    sound = spoken(SENTENCE)
    decoded = np.frombuffer(pcm16(recording("wav", "pcm_s16le", 48_000, "stereo")), np.int16).astype(float)
    original = np.frombuffer(sound, np.int16).astype(float)
    assert abs(len(decoded) - len(original) - RATE) < RATE / 50
    assert 0.7 < abs(decoded).max() / abs(original).max() < 1.3


@pytest.mark.parametrize(
    "content", [b"", b"not sound at all" * 100, b"RIFF\xff\xff\xff\xffWAVEfmt ", b"OggS" * 9, b"\0" * 4_000]
)
def test_a_file_that_is_no_sound_gives_one_clear_sentence(tmp_path, content):
    path = tmp_path / "note.wav"
    path.write_bytes(content)
    for source in (path, content):
        with pytest.raises(AudioError) as error:
            transcribe(source, new_ear)
        assert str(error.value).endswith(".") and "\n" not in str(error.value)
    with pytest.raises(AudioError, match=r"note\.wav is not a sound file"):
        transcribe(path, new_ear)


def test_a_film_without_sound_a_folder_and_no_file_are_told_apart(tmp_path):
    film = tmp_path / "film.avi"
    with av.open(str(film), mode="w") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        file.mux(stream.encode(None))
    with pytest.raises(AudioError, match="no audio"):
        transcribe(film, new_ear)
    with pytest.raises(AudioError, match="no file"):
        transcribe(tmp_path / "nothing.wav", new_ear)
    with pytest.raises(AudioError, match="not a sound file"):
        transcribe(tmp_path, new_ear)
