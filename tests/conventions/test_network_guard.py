"""What a test may reach."""

import socket
import threading

import pytest

from tests.network_guard import NetworkUsed, guarded

pytestmark = pytest.mark.conventions

NOWHERE = ("192.0.2.1", 9)
HERE = ("127.0.0.1", 9)


@pytest.mark.parametrize("loopback", [True, False])
def test_nothing_outside_is_reached(loopback: bool) -> None:
    with guarded(loopback=loopback), socket.socket() as plug:
        with pytest.raises(NetworkUsed):
            plug.connect(NOWHERE)
        with pytest.raises(NetworkUsed):
            plug.connect_ex(NOWHERE)
        with pytest.raises(NetworkUsed):
            socket.getaddrinfo("elsewhere.example", 80)


def test_this_machine_is_reached_only_where_it_may() -> None:
    with guarded(loopback=False), socket.socket() as plug, pytest.raises(NetworkUsed):
        plug.connect(HERE)
    with socket.create_server(("127.0.0.1", 0)) as server, guarded(loopback=True), socket.socket() as plug:
        plug.connect(server.getsockname())


def test_pairs_of_unix_sockets_still_work() -> None:
    one, other = socket.socketpair()
    with guarded(loopback=False), one, other:
        threading.Thread(target=one.sendall, args=(b"x",)).start()
        assert other.recv(1) == b"x"
