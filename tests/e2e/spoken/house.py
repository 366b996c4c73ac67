"""The dialogue core and the actions as the station runs them, and kiosks of this process in front of them: one with the
times that people get, one in a hurry."""

from __future__ import annotations

import asyncio
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from assistant.settings import PROJECT, RESPONSES, SAFETY_PATTERNS, Ports, Settings
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from kiosk.app import build_app
from kiosk.ports import Mouth
from kiosk.settings import KioskSettings
from kiosk.speech.ear import ears_on
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.speaker import speaker
from kiosk.turn_state import Rules
from tests.benchmarks.processes import free_port, running, wait_until_well
from tests.e2e.station.running import environment, until
from tests.integration.speech.sounds import recogniser

WARM_UP = ("我要申请高龄津贴", "可以", "我叫赵玉梅", "一一零一零五一九四九一二三一零零二叉", "养老金认证要带什么")
HURRIED = Rules(prompts=(), idle=3.0, warning=3.0)


@dataclass(frozen=True)
class House:
    """Where the pages are."""

    url: str
    hurried_url: str


@contextmanager
def open_house(home: Path) -> Iterator[House]:
    """Everything ready, for as long as the context lasts."""
    (home / "models").mkdir(parents=True)
    (home / "models" / "dialogue").symlink_to(Settings.from_environment().dialogue_models)
    ports, token, log = Ports.from_station(free_port(following=2)), secrets.token_urlsafe(16), home / "run.log"
    told = environment(home, LINBAN_PORT=str(ports.station), LINBAN_TOKEN=token)
    actions, dialogue = ([sys.executable, "-m", name] for name in ("actions.server", "assistant.dialogue_server"))
    with running(actions, PROJECT, log, told) as one, running(dialogue, PROJECT, log, told) as other:
        healths = [f"http://127.0.0.1:{port}/health" for port in (ports.actions, ports.dialogue)]
        wait_until_well(healths, [one, other], log)
        kiosks = Kiosks(f"http://127.0.0.1:{ports.dialogue}", token)
        kiosks.start()
        try:
            yield House(*(f"http://127.0.0.1:{port}/" for port in kiosks.ports))
        finally:
            kiosks.stop()


class Kiosks:
    """Both kiosks, on an event loop of their own."""

    def __init__(self, dialogue_url: str, token: str) -> None:
        self._dialogue_url = dialogue_url
        self._token = token
        self._servers: list[uvicorn.Server] = []
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def ports(self) -> list[int]:
        return [server.servers[0].sockets[0].getsockname()[1] for server in self._servers]

    def start(self) -> None:
        self._thread.start()
        until(lambda: self._servers and all(server.started for server in self._servers), "the kiosks")

    def stop(self) -> None:
        for server in self._servers:
            server.should_exit = True
        self._thread.join(10)

    async def _serve(self) -> None:
        client = DialogueClient(self._dialogue_url, self._token, Fallback.load(RESPONSES, SAFETY_PATTERNS))
        await _warm_up(client)
        async with speaker() as mouth:
            self._servers = [self._server(client, mouth, rules) for rules in (Rules(), HURRIED)]
            await asyncio.gather(*(server.serve() for server in self._servers))
        await client.close()

    @staticmethod
    def _server(client: DialogueClient, mouth: Mouth, rules: Rules) -> uvicorn.Server:
        app = build_app(client, ears_on(recogniser(), Hesitation.load()), mouth, KioskSettings(rules=rules))
        return uvicorn.Server(
            uvicorn.Config(
                app, host="127.0.0.1", port=0, log_level="warning", ws="wsproto", timeout_graceful_shutdown=1
            )
        )


async def _warm_up(client: DialogueClient) -> None:
    """What is slow the first time on a busy machine is done before anybody waits for it."""
    for text in WARM_UP:
        async for _ in client.turn("warm-up", text, channel="kiosk"):
            pass
    await client.forget("warm-up")
