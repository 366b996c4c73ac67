"""The desk alone, with some work on it, in front of a real Chromium."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.types import ASGIApp

from actions.bootstrap import prepare
from actions.desk.dealing import Step, Wish, deal
from actions.desk.entrance import Who
from actions.desk.model import Role
from actions.outbox import ParcelState
from actions.practice import clear
from assistant.settings import Settings
from assistant.station_practice import build_practice
from assistant.station_site import build_site, make_desk
from channels.desk.app import build_desk
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.live.meeting import Meeting
from kiosk.settings import KioskSettings
from tests.e2e.desk.visited import a_visit
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import PASSWORD
from tests.integration.desk.figured import some_visits
from tests.integration.desk.filed import delivered, filed, marks, without_phone
from tests.unit.kiosk.fakes import FakeDialogue

DEPARTMENTS = """
departments:
  - {id: civil_affairs, title: 民政科, url: "https://cases.example.com", token_file: sample.token, services: [funeral]}
"""
LONG_AGO = timedelta(days=9)
NAMES = {Role.VOLUNTEER: "小周", Role.STAFF: "刘芳", Role.ADMINISTRATOR: "陈主任"}


@dataclass(frozen=True)
class Served:
    """A desk that is open, and somebody in each role. `case` is the number of a case that waits."""

    desk: Desk
    url: str
    people: dict[Role, Who]
    case: str

    def page(self, browser: Browser, role: Role | None, width: int = 1280, height: int = 900) -> Page:
        """A page of somebody who has come in, or of nobody."""
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        if role is not None:
            context.add_cookies([{"name": COOKIE, "value": self.people[role].secret, "url": f"{self.url}/desk"}])
        return context.new_page()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_desk(tmp_path_factory.mktemp("desk")) as served:
        yield served


@contextmanager
def open_desk(home: Path) -> Iterator[Served]:
    """A station's desk with its data in `home`, and the one to practise at below it."""
    settings = Settings.from_environment({"LINBAN_HOME": str(home)})
    settings.duty.write_text("place: 一楼大厅\nanswer_within_seconds: 3600\n", encoding="utf-8")
    settings.departments.write_text(DEPARTMENTS, encoding="utf-8")
    (home / "sample.token").write_text("sample", encoding="utf-8")
    prepare(settings)
    clear(settings)
    desk = make_desk(settings, Meeting(lambda text: False))
    practice = build_practice(desk, settings, FakeDialogue(), None, None, KioskSettings(), lambda text: False)
    people = {role: desk.entrance.join(desk.entrance.invite(role, "tests"), NAMES[role], PASSWORD) for role in Role}
    case = some_work(desk, people[Role.VOLUNTEER], settings.home)
    some_visits(desk)
    a_visit(desk)
    with serving(build_site(Starlette(), build_desk(desk), Starlette(), practice)) as url:
        yield Served(desk, url, people, case)


def some_work(desk: Desk, volunteer: Who, home: Path) -> str:
    """Cases in every corner of the desk; the number of one that waits."""
    late_in = replace(
        desk, resources=replace(desk.resources, clock=MovableClock(desk.resources.clock.now() - LONG_AGO))
    )
    delivered(late_in, "home_retrofit", days=3), delivered(desk, "dibao", days=1)
    case, answered, returned = delivered(desk), delivered(desk, "family_doctor"), delivered(desk, "care_subsidy")
    mute, lost = delivered(desk, details=without_phone()), filed(desk, "social_card", destination="civil_affairs")
    for one, step, words in (
        (answered, Step.ANSWER, "张医生下周二上午九点来家里"),
        (returned, Step.ASK_BACK, "还差一张评估表，请带身份证来驿站填"),
        (mute, Step.ANSWER, "从下周一起，中午送到家"),
    ):
        wish = Wish(step, one.number, len(marks(desk, one)), volunteer.account.id, words)
        deal(wish, desk.units, desk.resources.clock)
    with desk.units() as work:
        parcel = work.outbox.hold(lost.id)[0]
        work.outbox.update(parcel.got_on(ParcelState.DEAD, parcel.due_at, "not_configured"))
        work.commit()
    return case.number


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The app on a free port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="wsproto"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
