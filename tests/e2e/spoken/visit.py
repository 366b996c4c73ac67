"""Plays a scenario in front of a kiosk's page: what is said goes into the page's microphone, what is expected is looked
for on its screen."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, WebSocket

from tests.e2e.spoken.sounds import wav

MICROPHONE = Path(__file__).with_name("microphone.js").read_text(encoding="utf-8")
SCENARIOS = yaml.safe_load(Path(__file__).with_name("scenarios.yml").read_text(encoding="utf-8"))
EMPTY_PLACE = (640, 90)
"""Where a touch hits no button."""

_SCREEN = """() => {
  const text = (id) => document.getElementById(id)?.innerText ?? "";
  const is = (id) => !document.getElementById(id).hidden;
  return {
    status: document.body.dataset.status, heard: text("heard-words"), answer: text("answer") + text("prompt"),
    card: text("card"), page: document.body.innerText,
    leaving: is("leaving"), wiped: is("wiped"), person: is("person-band"),
  };
}"""


class Visit:
    """One person in front of the page."""

    def __init__(self, page: Page, url: str, echo: float = 0.0, has_device: bool = False) -> None:
        """has_device: what is said comes through the browser's own microphone, from its first touch on."""
        self._page = page
        self._questions = 0
        self._voice = False
        page.on("websocket", self._listen)
        if not has_device:
            page.add_init_script(MICROPHONE)
        page.goto(url)
        page.wait_for_selector("body[data-connected]")
        page.click("#orb")
        page.wait_for_selector("body[data-status='speaking']")
        page.mouse.click(*EMPTY_PLACE)
        page.wait_for_selector("body[data-status='listening']")
        if not has_device:
            page.evaluate("gain => window.microphone.echo(gain)", echo)

    def _listen(self, socket: WebSocket) -> None:
        def received(raw: str | bytes) -> None:
            frame = json.loads(raw) if isinstance(raw, str) else {"type": "sound"}
            self._questions += frame["type"] == "caption" and frame["final"]
            self._voice = frame["voice"] if frame["type"] == "state" else self._voice

        socket.on("framereceived", received)

    def play(self, step: Mapping[str, Any]) -> None:
        """One step of a scenario. Raises AssertionError when something expected does not come."""
        if "say" in step:
            self._say(wav(step["say"]), bool(step.get("meanwhile")))
        elif "type" in step:
            self._page.fill("#text", step["type"])
            self._page.press("#text", "Enter")
        elif "touch" in step:
            self._page.mouse.click(*EMPTY_PLACE)
        else:
            self._expect(step["expect"], step["within_ms"] / 1000, step.get("for_ms", 0) / 1000)

    def _say(self, sound: bytes, meanwhile: bool) -> None:
        play = "sound => { const over = window.microphone.play(sound); return %s; }" % ("null" if meanwhile else "over")
        self._page.evaluate(play, base64.b64encode(sound).decode())

    def _expect(self, wanted: Mapping[str, Any], within: float, lasting: float) -> None:
        end = time.monotonic() + within
        while missing := self._missing(wanted):
            assert time.monotonic() < end, f"within {within} s there came no {missing}"
            self._page.wait_for_timeout(50)
        end = time.monotonic() + lasting
        while time.monotonic() < end:
            assert not self._missing(wanted), f"it did not last: {self._missing(wanted)}"
            self._page.wait_for_timeout(50)

    def _missing(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """What is not as wanted, with what is there instead."""
        screen = self._page.evaluate(_SCREEN) | {"questions": self._questions, "voice": self._voice}
        return {name: (value, screen.get(name)) for name, value in wanted.items() if not _is(name, value, screen)}


def _is(name: str, value: Any, screen: Mapping[str, Any]) -> bool:
    if name == "gone":
        return value not in screen["page"]
    there = screen[name]
    return value in there if isinstance(there, str) and value and name != "status" else there == value
