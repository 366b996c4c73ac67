"""Child processes that are surely gone afterwards, and what they take."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

_LONGEST_START = 400.0
_LONGEST_STOP = 10.0

Process = subprocess.Popen[bytes]


class DidNotRun(RuntimeError):
    """A process ended by itself or never became well; the message holds its last words."""


@contextmanager
def running(command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str]) -> Iterator[Process]:
    """The command in a process group of its own, working in `folder`; the group is ended on the way out."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: Process) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(_LONGEST_STOP)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    process.wait()


def wait_until_well(urls: Sequence[str], processes: Sequence[Process], log: Path) -> float:
    """Seconds until every address has answered 200.

    Raises:
        DidNotRun: a process ended, or it took longer than a busy machine takes.
    """
    started = time.perf_counter()
    waiting = list(urls)
    while waiting:
        if any(one.poll() is not None for one in processes):
            raise DidNotRun(f"It ended by itself:\n{last_words(log)}")
        if time.perf_counter() - started > _LONGEST_START:
            raise DidNotRun(f"It is not well after {_LONGEST_START:.0f} s:\n{last_words(log)}")
        waiting = [url for url in waiting if not _is_well(url)]
        time.sleep(0.1)
    return time.perf_counter() - started


def _is_well(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def last_words(log: Path) -> str:
    """The end of what a process wrote."""
    return log.read_text(encoding="utf-8", errors="replace")[-1500:].strip()


def memory(processes: Sequence[Process]) -> float:
    """Resident megabytes of the processes and all their children."""
    return float(sum(one.memory_info().rss for one in _family(processes))) / 1e6


def processor_time(processes: Sequence[Process]) -> float:
    """Seconds of processor time that the processes and all their children have taken so far."""
    times = [one.cpu_times() for one in _family(processes)]
    return float(sum(one.user + one.system for one in times))


def _family(processes: Sequence[Process]) -> list[psutil.Process]:
    parents = [psutil.Process(one.pid) for one in processes]
    return [one for parent in parents for one in (parent, *parent.children(recursive=True))]


def free_port(following: int = 0) -> int:
    """A free TCP port whose next `following` ones are free too."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as found:
            port = int(found.getsockname()[1])
        if port + following < 65534 and all(_is_free(port + step) for step in range(following + 1)):
            return port


def _is_free(port: int) -> bool:
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False
