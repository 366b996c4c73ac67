"""The whole station as `linban up` runs it, in a home of its own, for a real browser in front of it."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil

from assistant.settings import PROJECT, Settings

T = TypeVar("T")

TINY_MODEL = PROJECT / "tests" / "data" / "tiny-vosk-zh"
LINBAN = Path(sys.executable).parent / "linban"
PATIENCE = 120.0
"""Seconds to wait for what a busy machine does slowly; nothing is measured with it."""


def until(found: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """What `found` gives as soon as it is true."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"waited in vain for {what}")


@dataclass
class Station:
    """`linban up --json` and what it says about its processes."""

    home: Path
    port: int
    process: subprocess.Popen[str]
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def listen(self) -> None:
        """Collects the status lines."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def pid(self, name: str) -> int | None:
        """The process that is ready under that name, if it is."""
        said = [line for line in list(self.lines) if line["process"] == name]
        ready = said and said[-1]["state"] == "ready"
        return int(said[-1]["pid"]) if ready else None

    def is_up(self, name: str) -> bool:
        """Whether a process that said it was ready is still there: of one that was killed it takes a moment to hear."""
        pid = self.pid(name)
        try:
            return pid is not None and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


NAMES = ("dialogue", "actions", "kiosk")


_BELOW_WHAT_THE_SYSTEM_GIVES_OUT = range(10_000, 32_000)


def free_ports() -> int:
    """The first of some free ports in a row, none of those that connections take by themselves meanwhile."""
    while True:
        first = random.choice(_BELOW_WHAT_THE_SYSTEM_GIVES_OUT)
        if all(_is_free(first + offset) for offset in range(8)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LINBAN_")}
    return {**kept, "LINBAN_HOME": str(home), **more}


WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Before a command: file permissions count for it, even where root runs the tests."""


@contextmanager
def running(home: Path, before: Sequence[str] = (), **more: str) -> Iterator[Station]:
    """A station for the length of a test, every process of it ready; `before` comes before its command."""
    (home / "models").mkdir(parents=True, exist_ok=True)
    trained = home / "models" / "dialogue"
    if not trained.exists():
        trained.symlink_to(Settings.from_environment().dialogue_models)
    port = free_ports()
    process = subprocess.Popen(
        [*before, str(LINBAN), "up", "--no-browser", "--json", "--port", str(port)],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        text=True,
    )
    station = Station(home, port, process)
    threading.Thread(target=station.listen, daemon=True).start()
    try:
        until(lambda: all(station.pid(name) for name in NAMES), "every process to be ready", 2 * PATIENCE)
        yield station
    finally:
        if process.poll() is None:
            station.stop()
