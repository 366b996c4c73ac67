"""The closed loop: a sentence spoken into a WAV, played by Chromium's fake microphone, heard by real Vosk, answered
by the real dialogue on the screen and aloud, and that sound heard again."""

import io
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocket

from kiosk.speech.ear import ears_on
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.transcribe import transcribe
from tests.e2e.chromium import chromium
from tests.e2e.station.running import TINY_MODEL, Station

pytestmark = pytest.mark.e2e

LEAD_SECONDS = 3.0


def spoken(sentence: str, path: Path) -> Path:
    """A WAV in which espeak-ng says the sentence once, with time before it and silence after it."""
    bare = path.with_suffix(".bare.wav")
    command = ["espeak-ng", "-v", "cmn-latn-pinyin", "-s", "160", "-w", str(bare), sentence]
    subprocess.run(command, check=True)
    with wave.open(str(bare)) as source:
        rate, sound = source.getframerate(), source.readframes(source.getnframes())
    silence = bytes(2 * int(LEAD_SECONDS * rate))
    with wave.open(str(path), "wb") as target:
        target.setparams((1, 2, rate, 0, "NONE", ""))
        target.writeframes(silence + sound + silence * 10)
    return path


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return tmp_path / "question.wav"


@pytest.fixture
def kiosk(station: Station, recording: Path) -> Iterator[Page]:
    spoken("养老金认证要带什么", recording)
    with chromium(recording) as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 800})


def loudness(wav: bytes) -> float:
    """The loudest sample, 0 to 1."""
    with wave.open(io.BytesIO(wav)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    return float(np.abs(samples.astype(float)).max() / 32768)


def test_a_spoken_question_is_heard_answered_and_spoken_back(kiosk: Page, station: Station) -> None:
    clips: list[bytes] = []

    def keep(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: clips.append(frame) if isinstance(frame, bytes) else None)

    kiosk.on("websocket", keep)
    kiosk.goto(station.url)
    kiosk.wait_for_selector("body[data-connected]")
    kiosk.click("#orb")
    kiosk.wait_for_timeout(300)
    kiosk.mouse.click(640, 90)  # the greeting gives way
    clips.clear()
    kiosk.wait_for_selector("#card:not([hidden])", timeout=60_000)
    assert "认证要带什么" in kiosk.inner_text("#heard-words")
    assert "养老金认证" in kiosk.inner_text("#card .card-title")
    assert "身份证" in kiosk.inner_text("#answer")
    # The recording is over by now, and a microphone without any sound is told of: the floor is the person's.
    kiosk.wait_for_selector("body:is([data-status='listening'], [data-status='mic_silent'])", timeout=60_000)
    assert clips and all(loudness(clip) > 0.05 for clip in clips)
    ears = ears_on(Recogniser(TINY_MODEL), Hesitation.load())
    heard = "".join(transcribe(clip, ears) for clip in clips)
    assert "身份证" in heard or "社保卡" in heard


def test_the_recogniser_that_hears_no_people_is_plainly_labelled(kiosk: Page, station: Station) -> None:
    kiosk.goto(station.url)
    kiosk.wait_for_selector("#practice:not([hidden])")
    assert "演示" in kiosk.inner_text("#practice")


def test_a_typed_question_is_answered_by_the_same_station(kiosk: Page, station: Station) -> None:
    kiosk.goto(station.url)
    kiosk.wait_for_selector("body[data-connected]")
    kiosk.fill("#text", "社保卡丢了怎么办")
    kiosk.press("#text", "Enter")
    kiosk.wait_for_selector("#card:not([hidden])", timeout=30_000)
    assert "社保卡" in kiosk.inner_text("#card")
