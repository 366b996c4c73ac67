"""A volunteer records sentences at the desk; the kiosk speaks with them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from actions.desk.model import Role
from channels.desk.desk import Desk
from channels.desk.page import csrf_token
from channels.voices.pack import digest_of
from channels.voices.shelf import VoiceShelf
from channels.voices.sound import Sound, wav_of
from kiosk.pace import Pace
from kiosk.speech.voice_pack import RecordedVoice
from tests.integration.desk.conftest import BASE, Browser, Browsers, browsers_at
from tests.unit.voices.people import recorded

pytestmark = pytest.mark.integration

SENTENCE = "您慢慢说。"
DIGEST = digest_of(SENTENCE)
GOOD = wav_of(recorded((1.0, 0.3), (0.8, 0.0)))


@pytest.fixture
def shelf(tmp_path: Path) -> VoiceShelf:
    return VoiceShelf(tmp_path / "voices")


@pytest.fixture
async def browsers(desk: Desk, shelf: VoiceShelf) -> AsyncIterator[Browsers]:
    settings = replace(desk.settings, voices=shelf, kiosk_sentences=(SENTENCE, "我查一下，您稍等。"))
    yield browsers_at(replace(desk, settings=settings))


async def send(browser: Browser, path: str, contents: bytes, kind: str = "audio/wav") -> httpx.Response:
    """A recording, as the page's script sends it."""
    assert browser.who is not None
    headers = {"origin": BASE, "content-type": kind, "x-csrf-token": csrf_token(browser.who.secret)}
    return await browser.client.post(f"/desk/voices/{path}", content=contents, headers=headers)


async def begun(browsers: Browsers, role: Role = Role.VOLUNTEER) -> Browser:
    browser = browsers.as_(role)
    begun = await browser.post("/desk/voices/begin", station="河畔驿站", dialect="绍兴话", consent="yes")
    assert begun.headers["location"] == "/desk/voices?done=voice_begun"
    return browser


async def test_nothing_is_recorded_before_somebody_has_consented(browsers: Browsers, shelf: VoiceShelf) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    assert "先说明白，再开录" in await browser.read("/desk/voices")
    refused = await browser.post("/desk/voices/begin", station="河畔驿站", dialect="绍兴话")
    assert refused.status_code == 422 and shelf.names() == ()
    assert (await send(browser, f"{DIGEST}/keep", GOOD)).status_code == 404


async def test_a_sentence_is_judged_listened_to_kept_and_spoken_by_the_kiosk(
    browsers: Browsers, shelf: VoiceShelf
) -> None:
    browser = await begun(browsers)
    assert "0 /" in await browser.read("/desk/voices")
    judged = await send(browser, "try", GOOD)
    assert judged.status_code == 200 and judged.content.startswith(b"RIFF")
    assert RecordedVoice(shelf).find(SENTENCE, Pace()) is None
    kept = await send(browser, f"{DIGEST}/keep", GOOD)
    assert kept.json()["recorded"] == 1
    assert RecordedVoice(shelf).find(SENTENCE, Pace()) is not None
    played = await browser.get(f"/desk/voices/{DIGEST}/sound")
    assert played.content == judged.content and played.headers["content-type"] == "audio/wav"
    assert "1 /" in await browser.read("/desk/voices")


async def test_the_first_sentences_are_those_of_the_kiosk_then_come_the_questions(browsers: Browsers) -> None:
    words = await (await begun(browsers)).read("/desk/voices")
    places = [words.index(text) for text in (SENTENCE, "请问您叫什么名字？", "好，我说慢一点。")]
    assert places[0] < min(places[1:])


@pytest.mark.parametrize(
    ("recording", "words"),
    [
        (recorded(loudness=0.002, noise=0.00002), "声音太小"),
        (recorded(loudness=0.3, gain=4.0), "声音太响"),
        (recorded(loudness=0.03, noise=0.012), "太吵"),
        (recorded(around=0.0), "头尾没录全"),
    ],
)
async def test_a_bad_recording_is_not_kept_and_the_volunteer_learns_why(
    browsers: Browsers, shelf: VoiceShelf, recording: Sound, words: str
) -> None:
    browser = await begun(browsers)
    for path in ("try", f"{DIGEST}/keep"):
        told = await send(browser, path, wav_of(recording))
        assert told.status_code == 422 and words in "".join(told.json()["problems"])
    own = shelf.own()
    assert own is not None and own.recordings == {}


async def test_what_is_no_recording_or_no_sentence_of_ours_is_refused(browsers: Browsers) -> None:
    browser = await begun(browsers)
    assert (await send(browser, "try", b"nothing")).json() == {"error": "no_sound"}
    assert (await send(browser, "try", GOOD, "text/plain")).json() == {"error": "no_sound"}
    assert (await send(browser, "try", bytes(7 * 1024 * 1024))).status_code == 413
    for digest in ("0" * 32, "x", digest_of("随便一句话。")):
        assert (await send(browser, f"{digest}/keep", GOOD)).status_code == 404
        assert (await browser.get(f"/desk/voices/{digest}/sound")).status_code == 404


async def test_a_recording_can_be_taken_back(browsers: Browsers, shelf: VoiceShelf) -> None:
    browser = await begun(browsers)
    await send(browser, f"{DIGEST}/keep", GOOD)
    removed = await browser.post(f"/desk/voices/{DIGEST}/remove")
    assert removed.headers["location"] == "/desk/voices?done=voice_removed"
    assert RecordedVoice(shelf).find(SENTENCE, Pace()) is None
    assert (await browser.post(f"/desk/voices/{DIGEST}/remove")).status_code == 404


async def test_the_staff_say_what_the_kiosk_speaks_with(browsers: Browsers, shelf: VoiceShelf) -> None:
    volunteer = await begun(browsers)
    assert shelf.name_in_use() == "own"
    assert (await volunteer.post("/desk/voices/use", name="none")).status_code == 403
    staff = browsers.as_(Role.STAFF)
    await staff.post("/desk/voices/use", name="none")
    assert shelf.name_in_use() is None
    await staff.post("/desk/voices/use", name="own")
    assert shelf.name_in_use() == "own"
    assert (await staff.post("/desk/voices/use", name="nobodys")).status_code == 409


async def test_a_damaged_pack_does_not_take_the_page_down(browsers: Browsers, shelf: VoiceShelf) -> None:
    browser = await begun(browsers)
    (shelf.pack("own").folder / "pack.json").write_text("{", encoding="utf-8")
    assert "坏了，不能用" in await browser.read("/desk/voices")
    assert (await send(browser, f"{DIGEST}/keep", GOOD)).status_code == 409


async def test_a_desk_without_a_place_for_recordings_says_so(desk: Desk) -> None:
    browser = browsers_at(desk).as_(Role.VOLUNTEER)
    assert "没有放录音的地方" in await browser.read("/desk/voices")
