"""The ports of a station before anything starts, and what counts as an answer."""

import socket

import httpx
import pytest

from assistant.processes import Program
from assistant.settings import Ports
from assistant.station import StationError, answers, require_free

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
