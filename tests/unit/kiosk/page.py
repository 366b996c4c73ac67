"""A page's end of the kiosk's WebSocket, and a kiosk with stand-ins behind it."""

import json
from contextlib import contextmanager

from starlette.testclient import TestClient

from kiosk.app import build_app
from kiosk.settings import KioskSettings
from tests.unit.kiosk.fakes import FakeDialogue, FakeEar

HERE = {"origin": "http://localhost"}
FAST = KioskSettings(tick=0.01)
FRAME = bytes(3200)


class Page:
    """A page's end of the WebSocket."""

    def __init__(self, socket):
        self.socket = socket
        self.clips = {}
        self.plays = True

    def send(self, kind, **fields):
        self.socket.send_text(json.dumps({"type": kind, **fields}))

    def next(self):
        frame = self.socket.receive_json()
        if frame["type"] == "audio":
            self.clips[frame["utterance"]] = self.socket.receive_bytes()
            if self.plays:
                self.send("played", utterance=frame["utterance"])
        return frame

    def until(self, kind, **wanted):
        """Frames up to the first of this kind with these fields."""
        for _ in range(500):
            frame = self.next()
            if frame["type"] == kind and all(frame.get(key) == value for key, value in wanted.items()):
                return frame
        raise AssertionError(f"no {kind} {wanted}")

    def seen(self, kind, **wanted):
        """Everything up to and with such a frame."""
        seen = [self.next()]
        while seen[-1]["type"] != kind or any(seen[-1].get(key) != value for key, value in wanted.items()):
            seen.append(self.next())
        return seen


@contextmanager
def kiosk(dialogue=None, ears=FakeEar, mouth=None, settings=FAST):
    app = build_app(dialogue or FakeDialogue(), ears, mouth, settings)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@contextmanager
def page_of(client, session=None, visiting=False):
    with client.websocket_connect("ws://localhost/kiosk/ws", headers=HERE) as socket:
        page = Page(socket)
        page.send("hello", **({"session": session, "visiting": visiting} if session else {}))
        page.welcome = page.until("welcome")
        yield page


@contextmanager
def one_page(**parts):
    with kiosk(**parts) as client, page_of(client) as page:
        yield page
