"""A server of the tests in a thread of its own, which can go down and come back at the same address."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette


class House:
    """Serves an application on the loopback interface; with TLS, where there is a `certificate`."""

    def __init__(self, app: Starlette, certificate: tuple[Path, Path] | None = None) -> None:
        self._app = app
        self._certificate = certificate
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self._certificate else 'http'}://127.0.0.1:{self._port}"

    def up(self) -> None:
        """Serves, once this returns."""
        self._server = uvicorn.Server(self._config())
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        _wait_for(lambda: self._server is not None and self._server.started)

    def down(self) -> None:
        """Is gone, once this returns; calls under way are broken off."""
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self._server = None

    def _config(self) -> uvicorn.Config:
        keyfile, certfile = self._certificate or (None, None)
        return uvicorn.Config(
            self._app,
            host="127.0.0.1",
            port=self._port,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            ssl_keyfile=keyfile,
            ssl_certfile=certfile,
        )


def _wait_for(is_so: Callable[[], bool]) -> None:
    while not is_so():
        time.sleep(0.01)
