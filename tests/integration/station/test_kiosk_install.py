"""What a kiosk is installed with: units that systemd understands, and one place where the browser is set up."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant import station_browser
from assistant.settings import PROJECT, Settings
from tests.e2e.station.running import free_ports
from tests.integration.station.test_health import WELL, answering

pytestmark = pytest.mark.integration

KIOSK = PROJECT / "deploy" / "kiosk"
UNITS = ("linban.service", "linban-screen.service")
INSTALLED = "/opt/linban/.venv/bin/"
PROGRAMS = {f"{INSTALLED}linban": "assistant.cli", f"{INSTALLED}python": "assistant.station_browser"}


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string((KIOSK / name).read_text(encoding="utf-8"))
    return parser


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_comes_back_by_itself_and_leaves_no_trace_of_a_crash(name: str) -> None:
    service = unit(name)["Service"]
    assert service["Restart"] == "always" and service["LimitCORE"] == "0" and service["UMask"] == "0077"
    assert service["User"] not in ("", "root")
    assert service["Environment"].startswith("LINBAN_HOME=")


def test_the_station_and_its_screen_are_two_users_with_two_folders() -> None:
    station, screen = (unit(name)["Service"] for name in UNITS)
    assert station["User"] != screen["User"] and station["Environment"] != screen["Environment"]


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line(name: str, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd on this machine")
    for one in UNITS:
        text = (KIOSK / one).read_text(encoding="utf-8").replace("/usr/bin/cage", sys.executable)
        for program in PROGRAMS:
            text = text.replace(f"{program} ", f"{sys.executable} ")
        (tmp_path / one).write_text(text, encoding="utf-8")
    told = subprocess.run([analyze, "verify", str(tmp_path / name)], capture_output=True, text=True, timeout=60)
    about_it = [line for line in told.stderr.splitlines() if name in line]
    assert told.returncode == 0 and about_it == []


def test_the_units_run_what_is_there_and_leave_the_browser_to_one_place() -> None:
    commands = [unit(name)["Service"]["ExecStart"] for name in UNITS]
    assert f"{INSTALLED}linban up --no-browser" in commands[0]
    assert commands[1].endswith(f"-- {INSTALLED}python -m {station_browser.__name__}")
    assert not any(flag in text for text in commands for flag in (*station_browser.KIOSK, *station_browser.ALWAYS))


def policies() -> Mapping[str, object]:
    read: Mapping[str, object] = json.loads((KIOSK / "chromium-policies.json").read_text(encoding="utf-8"))
    return read


def test_only_the_kiosks_own_page_may_be_opened_and_may_listen() -> None:
    address = f"http://127.0.0.1:{Settings.from_environment({}).ports.station}"
    assert policies()["AudioCaptureAllowedUrls"] == [address] == policies()["URLAllowlist"]
    assert policies()["URLBlocklist"] == ["*"] and policies()["VideoCaptureAllowed"] is False


def test_the_kiosks_browser_shows_the_page_alone_and_keeps_nothing() -> None:
    command = station_browser.kiosk_command("chromium", Path("/run/x/browser"), "http://127.0.0.1:8600/")
    assert {"--kiosk", "--incognito", "--kiosk-printing", "--disable-pinch"} <= set(command)
    assert "--autoplay-policy=no-user-gesture-required" in command
    assert not [flag for flag in command if "fake-ui" in flag or "no-sandbox" in flag]
    assert command[-1] == "http://127.0.0.1:8600/"


def test_the_screen_waits_until_the_station_answers() -> None:
    port, waited = free_ports(), list[float]()
    with pytest.raises(TimeoutError):
        station_browser.wait_for(f"http://127.0.0.1:{port}/", sleep=_once(waited))
    assert waited == [1.0]
    with answering(port, WELL):
        station_browser.wait_for(f"http://127.0.0.1:{port}/", sleep=_once(waited))
    assert waited == [1.0]


def _once(waited: list[float]) -> Callable[[float], None]:
    def sleep(seconds: float) -> None:
        waited.append(seconds)
        raise TimeoutError

    return sleep


def test_without_chromium_the_screen_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert station_browser.main(Settings.from_environment({"LINBAN_HOME": str(tmp_path)})) == 1
    assert "install chromium" in capsys.readouterr().err


@pytest.mark.parametrize("module", PROGRAMS.values())
def test_the_programs_of_the_units_are_there(module: str) -> None:
    assert (PROJECT / f"{module.replace('.', '/')}.py").is_file()
