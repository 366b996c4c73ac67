"""Runs a server for as long as it is needed: never as root, its data in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.processes import dies_with_us

PATIENCE = 90.0
"""Seconds to wait for what a busy machine does slowly; nothing is measured with it."""
_LONGEST_STOP = 15.0


def account(name: str) -> str | None:
    """Who runs the server: the account that its package made, where the tests are run by root; else who runs them."""
    return name if os.geteuid() == 0 else None


def free_port() -> int:
    """A free TCP port."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def is_open(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def folder_of(user: str | None) -> Iterator[Path]:
    """An empty folder that belongs to `user`; outside pytest's, which other accounts may not enter."""
    folder = Path(tempfile.mkdtemp(prefix="linban-server-"))
    try:
        if user is not None:
            one = pwd.getpwnam(user)
            os.chown(folder, one.pw_uid, one.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(
    command: Sequence[str], user: str | None, folder: Path, is_well: Callable[[], bool], more: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """The command in `folder`, well; its whole process group is ended on the way out."""
    log = (folder / "server.log").open("ab")
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), **more},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=dies_with_us(),
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    try:
        _wait(process, is_well, folder / "server.log")
        yield process
    finally:
        end(process)
        log.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Asked to stop, and killed with its whole group where it does not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, number)
            process.wait(_LONGEST_STOP)
    process.wait()


def _wait(process: subprocess.Popen[bytes], is_well: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not is_well():
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"the server is not well:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
