"""Actions of practice act on a table of their own, which is cleared; the real one never learns of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from actions.bootstrap import bootstrap, prepare
from actions.executor import build_executor
from actions.practice import clear, open_practice, practice_office
from actions.resources import Resources
from actions.server import authorisation, build_app
from assistant.settings import PRACTICE, Settings
from tests.integration.actions.test_server import a_call

pytestmark = pytest.mark.integration


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path)})
    prepare(settings)
    clear(settings)
    return settings


@pytest.fixture
def both(settings: Settings) -> tuple[Resources, Resources]:
    real = bootstrap(settings)
    return real, open_practice(settings, real)


@pytest.fixture
def server(both: tuple[Resources, Resources]) -> Iterator[TestClient]:
    real, practice = map(build_executor, both)
    with TestClient(build_app(real, "token", practice), headers=authorisation("token")) as client:
        yield client


def called(visit: str) -> dict[str, Any]:
    """Somebody in that visit calls a person."""
    call = a_call("action_call_person", "找人", "dlg.human")
    call["sender_id"] = call["tracker"]["sender_id"] = visit
    return call


def waiting(resources: Resources) -> int:
    with resources.units() as work:
        return len(work.help_requests.unclosed())


def test_who_practises_calls_nobody_real(server: TestClient, both: tuple[Resources, Resources]) -> None:
    real, practice = both
    assert server.post("/webhook", json=called(f"{PRACTICE}kiosk-1")).status_code == 200
    assert (waiting(real), waiting(practice)) == (0, 1)
    assert server.post("/webhook", json=called("kiosk-1")).status_code == 200
    assert (waiting(real), waiting(practice)) == (1, 1)


def test_clearing_takes_what_was_practised_and_nothing_else(
    settings: Settings, server: TestClient, both: tuple[Resources, Resources]
) -> None:
    for visit in ("kiosk-1", f"{PRACTICE}kiosk-1"):
        server.post("/webhook", json=called(visit))
    clear(settings)
    assert (waiting(both[0]), waiting(both[1])) == (1, 0)


def test_its_office_only_puts_cases_into_its_queue(both: tuple[Resources, Resources]) -> None:
    _, practice = both
    assert practice.destination_of("elder_allowance") == "station"
    with practice_office(practice):
        pass
