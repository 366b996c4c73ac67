"""The station's processes under real signals."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.integration.station.supervised import NAMES

pytestmark = pytest.mark.integration

LONG = 30.0


class Station:
    """A running supervisor, and what it said."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.station.supervised", str(home)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pids: dict[str, int] = {}

    def next(self) -> dict[str, object]:
        """The next status line."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the supervisor ended"
        status: dict[str, object] = json.loads(line)
        if status["state"] == "ready":
            self.pids[str(status["process"])] = int(str(status["pid"]))
        return status

    def ready(self, *names: str) -> None:
        """Wait until each of these has become ready."""
        missing = set(names)
        while missing:
            status = self.next()
            if status["state"] == "ready":
                missing.discard(str(status["process"]))

    def everyone(self) -> list[psutil.Process]:
        """Every process below the supervisor."""
        return psutil.Process(self.process.pid).children(recursive=True)


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes true."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def is_gone(process: psutil.Process) -> bool:
    """Whether it runs no more; whoever inherits a zombie may be slow to bury it."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A station whose three processes are ready."""
    running = Station(tmp_path)
    running.ready(*NAMES)
    assert eventually(lambda: len(running.everyone()) == len(NAMES) + 1)
    below = running.everyone()
    yield running
    for process in below:
        if not is_gone(process):
            process.kill()
    running.process.kill()
    running.process.communicate()


def test_a_killed_process_comes_back_and_the_others_notice_nothing(station: Station) -> None:
    before = dict(station.pids)
    os.kill(before["actions"], signal.SIGKILL)
    assert station.next() == {
        "process": "actions",
        "state": "restarting",
        "pid": None,
        "detail": "ended by signal 9",
    }
    station.ready("actions")
    assert station.pids["actions"] != before["actions"]
    assert {name: station.pids[name] for name in ("kiosk", "dialogue")} == {
        name: before[name] for name in ("kiosk", "dialogue")
    }
    assert all(psutil.pid_exists(pid) for pid in station.pids.values())


def test_sigterm_leaves_nothing_running(station: Station) -> None:
    below = station.everyone()
    station.process.terminate()
    said, _ = station.process.communicate(timeout=LONG)
    stopped = [json.loads(line)["process"] for line in said.splitlines()]
    assert station.process.returncode == 0
    assert stopped == [*NAMES, "station"]
    assert eventually(lambda: all(is_gone(process) for process in below))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_the_processes_die_with_a_killed_supervisor(station: Station) -> None:
    ours = [psutil.Process(pid) for pid in station.pids.values()]
    station.process.kill()
    assert eventually(lambda: all(is_gone(process) for process in ours))


def test_a_second_station_is_refused_in_one_sentence(station: Station, tmp_path: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "tests.integration.station.supervised", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr == (
        f"A station with the data in {tmp_path} runs already at http://127.0.0.1:1/ (process {station.process.pid}).\n"
    )


def test_a_lock_left_by_a_killed_station_is_no_obstacle(station: Station, tmp_path: Path) -> None:
    station.process.kill()
    station.process.wait()
    another = Station(tmp_path)
    try:
        another.ready(*NAMES)
        assert set(another.pids) == set(NAMES)
    finally:
        another.process.terminate()
        another.process.communicate(timeout=LONG)
