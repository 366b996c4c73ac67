"""Child processes that have a log, a health address, and no life beyond ours."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SET_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2): the kernel's signal to a child whose parent has died."""
_MOST_LOG = 2_000_000
_TAIL = 2_000


@dataclass(frozen=True)
class Program:
    """What to run. health: the address that answers 200 once it can work."""

    name: str
    command: tuple[str, ...]
    health: str


class Child:
    """A running program in a process group of its own."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def why_ended(self) -> str:
        """How it ended, and its last words."""
        code = self._process.poll()
        if code is None:
            return "does not answer"
        ending = f"ended by signal {-code}" if code < 0 else f"ended with code {code}"
        words = _last_line(self._log)
        return f"{ending}: {words}" if code > 0 and words else ending

    def ask_to_stop(self) -> None:
        """SIGTERM to all of its group."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it and all of its group at once."""
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: int) -> None:
        # Members of the group may outlive the process that leads it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def launch(program: Program, logs: Path, environment: Mapping[str, str]) -> Child:
    """Start it: stdin empty, everything it writes in `<logs>/<name>.log`.

    Raises OSError when the log cannot be written or the command cannot be run.
    """
    log = logs / f"{program.name}.log"
    _make_room(log)
    with log.open("ab") as file:
        process = subprocess.Popen(
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=dies_with_us(),
        )
    return Child(process, log)


def dies_with_us() -> Callable[[], None] | None:
    """To be run in a child between fork and exec: it gets SIGKILL when this process dies. Linux only."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def bind() -> None:
        prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def _make_room(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _MOST_LOG:
        log.replace(log.with_name(f"{log.name}.1"))


def _last_line(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL))
        lines = file.read().decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
