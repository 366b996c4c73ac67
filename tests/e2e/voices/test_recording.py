"""A volunteer before a real browser and a microphone: reads a sentence, listens to it, keeps it."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from actions.bootstrap import bootstrap, prepare
from actions.desk.bootstrap import desk_units
from actions.desk.entrance import Entrance
from actions.desk.model import Role
from actions.desk.passwords import Hasher
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.desk.app import build_desk
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.desk.settings import DeskSettings
from channels.voices.pack import digest_of
from channels.voices.shelf import VoiceShelf
from channels.voices.sound import wav_of
from kiosk.pace import Pace
from kiosk.speech.voice_pack import RecordedVoice
from tests.e2e.chromium import chromium
from tests.unit.voices.people import recorded

pytestmark = pytest.mark.e2e

SENTENCES = ("您慢慢说。", "我查一下，您稍等。")
PASSWORD = "七里河的桂花开了三年"


@dataclass
class Studio:
    """The desk's page of recordings in a browser whose microphone plays a file."""

    page: Page
    shelf: VoiceShelf

    def record(self) -> None:
        self.page.get_by_role("button", name="开始录").click()
        self.page.get_by_role("button", name="录好了").wait_for()
        self.page.wait_for_timeout(2_600)
        self.page.get_by_role("button", name="录好了").click()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home")})
    prepare(settings)
    engine = make_engine(settings.database_url)
    resources, units = bootstrap(settings, engine=engine), desk_units(settings, engine)
    set_up = DeskSettings(voices=VoiceShelf(settings.voices), kiosk_sentences=SENTENCES)
    return Desk(resources, units, Entrance(units, resources.clock, Hasher(memory_kib=64)), set_up)


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    app = Starlette(routes=[Mount("/desk", build_desk(desk))])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="wsproto"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def studio(desk: Desk, address: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    """Its microphone hears somebody speak twice, after half a second, at the loudness of the test's parameter."""
    loudness = getattr(request, "param", 0.08)
    heard = tmp_path / "microphone.wav"
    heard.write_bytes(wav_of(recorded((0.7, 0.3), (0.6, 0.0), around=0.8, loudness=loudness, noise=loudness / 300)))
    who = desk.entrance.join(desk.entrance.invite(Role.VOLUNTEER, "tests"), "赵敏", PASSWORD)
    with chromium(heard) as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": who.secret, "url": address}])
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda told: problems.append(told.text) if "Content Security" in told.text else None)
        page.goto(f"{address}/desk/voices")
        page.get_by_label("驿站叫什么").fill("河畔驿站")
        page.get_by_label("说的是哪里的话").fill("绍兴话")
        page.get_by_label("录的人同意").check()
        page.get_by_role("button", name="开始录").click()
        page.wait_for_selector("#studio")
        shelf = desk.settings.voices
        assert shelf is not None
        yield Studio(page, shelf)
        assert problems == []


def test_a_sentence_is_recorded_listened_to_and_kept_and_the_next_one_shown(studio: Studio) -> None:
    page = studio.page
    expect(page.locator("#line")).to_have_text(SENTENCES[0])
    studio.record()
    page.get_by_role("button", name="听一听").click()
    page.get_by_role("button", name="留下，下一句").click()
    expect(page.locator("#line")).to_have_text(SENTENCES[1])
    expect(page.locator("#count")).to_have_text("1")
    clip = RecordedVoice(studio.shelf).find(SENTENCES[0], Pace())
    assert clip is not None and 1.4 < clip.seconds < 2.4
    page.reload()
    expect(page.locator(f'li[data-digest="{digest_of(SENTENCES[0])}"] .tag')).to_be_visible()
    expect(page.locator("#line")).to_have_text(SENTENCES[1])


@pytest.mark.parametrize("studio", [0.001], indirect=True)
def test_whoever_speaks_too_softly_is_told_and_records_again(studio: Studio) -> None:
    studio.record()
    expect(studio.page.locator("#state")).to_contain_text("声音太小")
    expect(studio.page.get_by_role("button", name="重录")).to_be_visible()
    own = studio.shelf.own()
    assert own is not None and own.recordings == {}


def test_everything_can_be_done_with_the_keyboard(studio: Studio) -> None:
    page = studio.page
    page.locator("#record").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="录好了").wait_for()
    page.wait_for_timeout(2_600)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="留下，下一句").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_text(SENTENCES[1])
