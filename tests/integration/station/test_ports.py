"""The ports of a station before anything starts, and what counts as an answer."""

import socket

import httpx
import pytest

from assistant.processes import Program
from assistant.settings import Ports, Settings
from assistant.station import StationError, answers, programs, require_free, require_locks

pytestmark = pytest.mark.integration


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StationError, match=rf"^Port {port} is used by another program: "):
            require_free(Ports(port, port, port))


async def test_silence_is_no_answer() -> None:
    def cut_off(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    async with httpx.AsyncClient(transport=httpx.MockTransport(cut_off)) as client:
        assert not await answers(client, Program("actions", (), "http://127.0.0.1/health"))


@pytest.mark.parametrize(("code", "is_well"), [(200, True), (503, False)])
async def test_only_200_is_well(code: int, is_well: bool) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(code))
    async with httpx.AsyncClient(transport=transport) as client:
        assert await answers(client, Program("actions", (), "http://127.0.0.1/health")) == is_well


def test_several_workers_want_a_place_where_they_agree() -> None:
    with pytest.raises(StationError, match="LINBAN_REDIS_URL"):
        require_locks(Settings.from_environment({"LINBAN_WORKERS": "2"}))
    require_locks(Settings.from_environment({"LINBAN_WORKERS": "2", "LINBAN_REDIS_URL": "redis://127.0.0.1/0"}))
    require_locks(Settings.from_environment({}))


def test_every_worker_is_a_process_of_its_own() -> None:
    names = [program.name for program in programs(Ports.from_station(8600), (), 2)]
    assert names == ["kiosk", "actions", "actions-2", "dialogue", "dialogue-2"]
    assert len({program.health for program in programs(Ports.from_station(8600), (), 2)}) == 5
