"""Keeps tests from reaching anything outside: unit tests reach nothing, the others this machine alone."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class NetworkUsed(BaseException):
    """A test tried to reach something it may not. No `except Exception` hides it."""


@contextmanager
def guarded(*, loopback: bool) -> Iterator[None]:
    """Within it, connecting and looking up names raise `NetworkUsed`; `loopback` lets this machine through.

    Unix sockets stay: they are how an event loop wakes itself.
    """
    allowed = _THIS_MACHINE if loopback else frozenset[str]()
    with (
        patch.object(socket.socket, "connect", _checked(socket.socket.connect, allowed)),
        patch.object(socket.socket, "connect_ex", _checked(socket.socket.connect_ex, allowed)),
        patch.object(socket, "getaddrinfo", _checked_lookup(allowed)),
    ):
        yield


def _checked(connect: Any, allowed: frozenset[str]) -> Any:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in allowed:
            raise NetworkUsed(f"a test connects to {address!r}")
        return connect(self, address)

    return checked


def _checked_lookup(allowed: frozenset[str]) -> Any:
    lookup = socket.getaddrinfo

    def checked(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in allowed:
            raise NetworkUsed(f"a test looks up {name!r}")
        return lookup(host, *args, **kwargs)

    return checked
