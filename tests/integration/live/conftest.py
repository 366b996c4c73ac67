"""A desk with volunteers at it, and a visit they can be called to, in one process as in the station."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from actions.bootstrap import bootstrap, prepare
from actions.desk.bootstrap import desk_units
from actions.desk.entrance import Entrance, Who
from actions.desk.model import Role
from actions.desk.ports import AuditFilter
from actions.model import HelpRequest, Reason, new_id, session_reference
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.live.meeting import Meeting
from channels.live.orders import Order
from channels.live.room import Room
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import BASE, NOON, QUICK, join, mounted

_DOOR = ("invited", "joined", "signed_in")


class Page:
    """The page of calls of one volunteer."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self._socket = socket
        self._shown: dict[str, dict[str, Any]] = {}

    def send(self, kind: str, **fields: Any) -> None:
        self.send_raw(json.dumps({"type": kind, **fields}))

    def send_raw(self, frame: str) -> None:
        self._socket.send_text(frame)

    def send_sound(self, wav: bytes) -> None:
        self._socket.send_bytes(wav)

    @property
    def has_seen_a_visit(self) -> bool:
        return "visit" in self._shown

    def until(self, kind: str, fits: Callable[[dict[str, Any]], bool] = lambda frame: True) -> dict[str, Any]:
        """The first frame of this kind that fits; calls and a visit stay shown until others come."""
        shown = self._shown.get(kind)
        if shown is not None and fits(shown):
            return shown
        for _ in range(60):
            frame: dict[str, Any] = self._socket.receive_json()
            if frame["type"] in ("calls", "visit"):
                self._shown[frame["type"]] = frame
            if frame["type"] == kind and fits(frame):
                return frame
        raise AssertionError(f"no {kind} that fits")

    def calls(self, fits: Callable[[list[dict[str, Any]]], bool] = lambda calls: True) -> list[dict[str, Any]]:
        """The calls, as soon as they fit."""
        shown: list[dict[str, Any]] = self.until("calls", lambda frame: fits(frame["calls"]))["calls"]
        return shown

    def visit(self, company: str) -> dict[str, Any]:
        """The visit, as soon as it is so far."""
        return self.until("visit", lambda frame: frame["company"] == company)


@dataclass
class Screen:
    """A visit: does what it is told, and says yes when it is asked to."""

    orders: list[Order] = field(default_factory=list)

    def obey(self, order: Order) -> None:
        self.orders.append(order)


@dataclass
class Scene:
    """One desk and one visit."""

    desk: Desk
    client: TestClient
    screen: Screen = field(default_factory=Screen)

    @property
    def meeting(self) -> Meeting:
        return self.desk.meeting

    def visit(self, name: str = "kiosk-1") -> Room:
        """A visit that begins."""
        return self.meeting.open(name, self.screen)

    def call(self, name: str = "kiosk-1", reason: Reason = Reason.ASKED, **more: Any) -> HelpRequest:
        """Somebody in that visit calls a person."""
        now = self.desk.resources.clock.now()
        call = HelpRequest(new_id(), session_reference(name), "kiosk", reason, "dlg.human", None, now)
        call = replace(call, **more)
        with self.desk.units() as work:
            work.help_requests.add(call)
            work.commit()
        return call

    def kept(self, call: HelpRequest) -> HelpRequest:
        """The call as the store has it."""
        with self.desk.units() as work:
            kept = work.help_requests.get(call.id)
        assert kept is not None
        return kept

    def noted(self) -> list[tuple[str, str, str]]:
        """What stands in the audit log: action, subject, reason; without who came in and how."""
        with self.desk.units() as work:
            notes = [entry.note for entry in reversed(work.audit.find(AuditFilter(), 1000))]
        return [(one.action, one.subject, one.reason) for one in notes if one.action not in _DOOR]

    def volunteer(self, name: str = "小李") -> Who:
        return join(self.desk, Role.VOLUNTEER, name)

    @contextmanager
    def page(self, who: Who) -> Iterator[Page]:
        """Their page, open."""
        headers = {"origin": BASE, "cookie": f"{COOKIE}={who.secret}"}
        with self.client.websocket_connect("ws://127.0.0.1/desk/live/ws", headers=headers) as socket:
            yield Page(socket)

    def on_the_loop(self, work: Callable[[], Any]) -> Any:
        """Does something where the station does it: on the event loop."""

        async def run() -> Any:
            return work()

        assert self.client.portal is not None
        return self.client.portal.call(run)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home")})
    prepare(settings)
    engine = make_engine(settings.database_url)
    units, clock = desk_units(settings, engine), MovableClock(NOON)
    desk = Desk(bootstrap(settings, engine=engine, clock=clock), units, Entrance(units, clock, QUICK))
    with TestClient(mounted(desk), base_url=BASE) as client:
        yield Scene(desk, client)
    engine.dispose()
