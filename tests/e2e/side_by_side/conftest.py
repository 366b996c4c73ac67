"""The whole station with a kiosk and desks in front of it: real pages, real processes, real dialogue."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy.engine import Engine

from actions.cases.model import Case, CaseState
from actions.desk.model import Role
from actions.model import HelpRequest
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import fernet
from assistant.settings import Settings
from tests.e2e.chromium import chromium
from tests.e2e.spoken.sounds import wav
from tests.e2e.spoken.visit import MICROPHONE
from tests.e2e.station.people import let_in
from tests.e2e.station.running import TINY_MODEL, Station, environment, running, until
from tests.integration.speech.sounds import silence, wav_of

PATIENCE = 60_000
"""Milliseconds to wait for what a busy machine does slowly; nothing is measured with it."""

SOCKETS = """
const sockets = [];
window.WebSocket = class extends WebSocket { constructor(...given) { super(...given); sockets.push(this); } };
window.cutOff = () => sockets.at(-1).close();
"""
"""Lets a test cut the connection of a page, as a network would."""


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    home = tmp_path_factory.mktemp("station")
    (home / "duty.yml").write_text("place: 一楼大厅\n", encoding="utf-8")
    with running(home, LINBAN_VOSK_MODEL=str(TINY_MODEL), LINBAN_DEMO="1") as station:
        yield station


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Its microphone hears a silent room."""
    room = tmp_path_factory.mktemp("sound") / "silence.wav"
    room.write_bytes(wav_of(silence(1)))
    with chromium(room, loops=True) as browser:
        yield browser


class Kiosk:
    """The person's page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def say(self, words: str) -> None:
        """Types it; the answer is there and the person has the floor again."""
        before = self.page.inner_text("#answer")
        self.write(words)
        self.page.wait_for_function(
            "before => document.querySelector('#answer').textContent !== before", arg=before, timeout=PATIENCE
        )

    def write(self, words: str) -> None:
        self.page.fill("#text", words)
        self.page.press("#text", "Enter")

    def speak(self, words: str) -> None:
        """Says it into the microphone of a page that was opened for somebody who `speaks`, once it listens."""
        self.shows("body[data-status=listening]")
        sound = base64.b64encode(wav([0.3, words, 0.3])).decode()
        self.page.evaluate("sound => window.microphone.play(sound)", sound)

    def tap(self, selector: str) -> None:
        """Touches it, long enough after the touch before to be meant."""
        self.page.wait_for_timeout(600)
        self.page.click(selector)

    def shows(self, selector: str) -> None:
        self.page.wait_for_selector(selector, timeout=PATIENCE)


class DeskPage:
    """A volunteer's page of calls."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def shows(self, selector: str) -> None:
        self.page.wait_for_selector(selector, timeout=PATIENCE)

    def fill_in(self, key: str, words: str) -> None:
        """Fills in a field of the form."""
        field = self.page.locator(f"#fields li[data-key={key}]")
        field.locator("[data-fill]").click()
        field.locator("input").fill(words)
        field.locator("input").press("Enter")


@dataclass
class Room:
    """Pages around one station; closed after the test, and whoever was in front of the kiosk has left."""

    station: Station
    browser: Browser
    settings: Settings
    engine: Engine
    pages: list[Page] = field(default_factory=list)

    def kiosk(self, speaks: bool = False) -> Kiosk:
        page = self._open()
        if speaks:
            page.add_init_script(MICROPHONE)
        page.goto(self.station.url)
        page.wait_for_selector("body[data-connected]", timeout=PATIENCE)
        return Kiosk(page)

    def desk(self, name: str, width: int = 1280, height: int = 800) -> DeskPage:
        """The page of a new volunteer."""
        page = self._open(width, height)
        let_in(page.context, self.station, Role.VOLUNTEER, name)
        page.goto(f"{self.station.url}desk/live")
        page.wait_for_selector("#no-calls:not([hidden]), #calls li", timeout=PATIENCE)
        return DeskPage(page)

    def cases(self) -> list[Case]:
        with self._units()() as work:
            return list(work.cases.in_states(*CaseState))

    def calls(self) -> list[HelpRequest]:
        with self._units()() as work:
            return list(work.help_requests.unclosed())

    def close(self) -> None:
        for page in self.pages:
            if not page.is_closed() and page.locator("body:not([data-mode=attract]) .bar-end").count():
                Kiosk(page).tap(".bar-end")
                page.wait_for_selector("body[data-mode=attract]", timeout=PATIENCE)
            page.context.close()
        until(lambda: not self.calls(), "every call to be over")

    def _units(self) -> SqlUnitsOfWork:
        return SqlUnitsOfWork(self.engine, fernet(self.settings.keys / "cases.key"))

    def _open(self, width: int = 1280, height: int = 800) -> Page:
        page = self.browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.add_init_script(SOCKETS)
        self.pages.append(page)
        return page


@pytest.fixture
def room(station: Station, browser: Browser) -> Iterator[Room]:
    settings = Settings.from_environment(environment(station.home))
    engine = make_engine(settings.database_url, wait_seconds=30)
    room = Room(station, browser, settings, engine)
    yield room
    room.close()
    engine.dispose()
