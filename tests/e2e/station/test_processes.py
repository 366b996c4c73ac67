"""A process that dies is back and the others never noticed; stopping leaves nothing; there is only one station."""

import os
import signal
import subprocess
from collections.abc import Iterator

import httpx
import psutil
import pytest

from tests.e2e.station.running import LINBAN, NAMES, Station, environment, running, until

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_process_is_back_and_the_others_never_noticed(station: Station, name: str) -> None:
    before = {one: station.pid(one) for one in NAMES}
    killed = before[name]
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    until(lambda: station.pid(name) not in (None, killed), f"{name} to be back")
    for other in set(NAMES) - {name}:
        assert station.pid(other) == before[other]


def test_a_second_station_says_that_one_runs_already(station: Station) -> None:
    second = subprocess.run(
        [str(LINBAN), "up", "--no-browser"],
        env=environment(station.home),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode != 0
    assert "already" in second.stderr
    assert "Traceback" not in second.stderr
    assert httpx.get(station.url).status_code == 200


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A station without a speech model."""
    with running(tmp_path_factory.mktemp("silent")) as station:
        yield station


def test_without_a_speech_model_the_kiosk_says_so_and_works_by_typing(silent: Station) -> None:
    assert httpx.get(f"{silent.url}healthz").json()["listens"] is False


def test_ctrl_c_leaves_nothing_running(silent: Station) -> None:
    children = silent.children()
    assert len(children) >= len(NAMES)
    assert silent.stop() == 0
    until(lambda: not any(_runs(child) for child in children), "every child to be gone", 15)


def _runs(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
