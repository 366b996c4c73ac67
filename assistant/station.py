"""The composition root of `linban up`: the processes of a station, started, watched and stopped."""

from __future__ import annotations

import asyncio
import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx

from actions.upkeep import backup, snapshot
from assistant.instance_lock import only_one
from assistant.processes import Program, dies_with_us, launch
from assistant.settings import Ports, Settings
from assistant.station_browser import has_screen, open_page
from assistant.station_chat_settings import ChatSettings, chat_port
from assistant.station_report import DESK, STATION, Report, Status
from assistant.station_supervisor import Supervisor
from assistant.supervision import State
from assistant.training import model_path

HOST = "127.0.0.1"
KIOSK = "kiosk"
_ASK_SECONDS = 3.0


class StationError(Exception):
    """The station cannot start; one sentence about what to do."""


def address(ports: Ports) -> str:
    """Where the kiosk's page is."""
    return f"http://{HOST}:{ports.station}/"


def run_station(settings: Settings, report: Report, *, opens_browser: bool) -> int:
    """Runs the station until SIGINT or SIGTERM, then stops all of it and returns 0.

    Returns 1 when the dialogue model cannot be trained, which has then been said. Raises StationError,
    instance_lock.AlreadyRunning, OSError, ValueError for credentials of a messaging app that are incomplete.
    """
    with only_one(settings.home, address(settings.ports)):
        apps = ChatSettings.from_environment().apps
        require_free(settings.ports, apps, settings.workers)
        require_locks(settings)
        require_whole(settings)
        if not model_path(settings).exists() and not _train(settings):
            return 1
        asyncio.run(_run(settings, report, opens_browser, apps))
        return 0


def require_locks(settings: Settings) -> None:
    """Raises StationError when there would be several workers and nothing that keeps them out of each other's way."""
    if settings.workers > 1 and not settings.redis_url:
        raise StationError("Several workers need LINBAN_REDIS_URL: there they agree on who carries a conversation on.")


def require_free(ports: Ports, apps: Sequence[str] = (), workers: int = 1) -> None:
    """Raises StationError when a port of the station, or of its messaging apps, is taken or may not be used."""
    of_workers = (*ports.of_dialogue(workers), *ports.of_actions(workers))
    for port in (ports.station, *of_workers, *(chat_port(app, ports) for app in apps)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                is_taken = error.errno == errno.EADDRINUSE
                why = "is used by another program" if is_taken else f"cannot be used ({error.strerror})"
                raise StationError(
                    f"Port {port} {why}: choose others with `linban up --port N`, which takes N, N+1 and N+2."
                ) from error


def require_whole(settings: Settings) -> None:
    """Raises StationError when the database file is damaged: what is written into it then is lost as well."""
    file = snapshot.sqlite_file(settings.database_url)
    wrong = snapshot.damage(file, thoroughly=False) if file is not None and file.exists() else None
    if wrong is None:
        return
    newest = (backup.of_every_night(settings) or [Path("FILE")])[-1]
    raise StationError(
        f"The database {file} is damaged ({wrong}): put a backup back with `linban restore {newest} --yes`."
    )


def programs(ports: Ports, apps: Sequence[str] = (), workers: int = 1) -> tuple[Program, ...]:
    """What a station consists of, with a process for each messaging app, and with several workers if told so."""
    here = sys.executable
    chats = (
        Program(app, (here, "-m", "assistant.station_chat", app), f"http://{HOST}:{chat_port(app, ports)}/health")
        for app in apps
    )
    return (
        Program(KIOSK, (here, "-m", "assistant.station_app"), f"http://{HOST}:{ports.station}/healthz"),
        *_workers("actions", "actions.server", ports.of_actions(workers)),
        *_workers("dialogue", "assistant.dialogue_server", ports.of_dialogue(workers)),
        *chats,
    )


def _workers(name: str, module: str, ports: Sequence[int]) -> Iterator[Program]:
    """One process for each port; all but the first are told their number."""
    for number, port in enumerate(ports):
        more = (str(number),) if number else ()
        told = f"{name}-{number + 1}" if number else name
        yield Program(told, (sys.executable, "-m", module, *more), f"http://{HOST}:{port}/health")


def environment(settings: Settings, outside: Mapping[str, str]) -> dict[str, str]:
    """What every process is told; a new secret that only they share is part of it."""
    return {
        **outside,
        "LINBAN_HOME": str(settings.home),
        "LINBAN_PORT": str(settings.ports.station),
        "LINBAN_WORKERS": str(settings.workers),
        "LINBAN_TOKEN": secrets.token_urlsafe(32),
        "LINBAN_DEMO": "1" if settings.demo else "",
        "RASA_TELEMETRY_ENABLED": "false",
        "SETUPTOOLS_USE_DISTUTILS": "stdlib",  # else all of setuptools is imported where sanic wants one function
        "PTB_TIMEDELTA": "1",
        "PYTHONUNBUFFERED": "1",
    }


def with_port(settings: Settings, port: int) -> Settings:
    """The same station on other ports."""
    return replace(settings, ports=Ports.from_station(port))


def _train(settings: Settings) -> bool:
    """In a process of its own: what training needs of memory is given back."""
    told = environment(settings, os.environ)
    command = (sys.executable, "-m", "assistant.cli", "train")
    trained = subprocess.run(command, env=told, stdout=sys.stderr, preexec_fn=dies_with_us(), check=False)
    return trained.returncode == 0


async def _run(settings: Settings, report: Report, opens_browser: bool, apps: Sequence[str]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    told = environment(settings, os.environ)
    start = partial(launch, logs=settings.logs, environment=told)
    is_open = asyncio.Event()
    announce = _announcing(settings, report, opens_browser and has_screen(os.environ), is_open)
    inviting = asyncio.create_task(_invite_first(is_open, told, report))
    async with httpx.AsyncClient(timeout=_ASK_SECONDS, trust_env=False) as client:
        await Supervisor(start, partial(answers, client), announce).run(
            programs(settings.ports, apps, settings.workers), stop
        )
    inviting.cancel()


async def _invite_first(is_open: asyncio.Event, told: Mapping[str, str], report: Report) -> None:
    """Tells the link for the desk's first administrator, if there is none yet.

    In a process of its own, for the same reason as training.
    """
    await is_open.wait()
    command = (sys.executable, "-m", "assistant.station_desk")
    process = await asyncio.create_subprocess_exec(
        *command, env=told, stdout=subprocess.PIPE, preexec_fn=dies_with_us()
    )
    link = (await process.communicate())[0].decode().strip()
    if link:
        report(Status(DESK, State.READY, os.getpid(), link))


def _announcing(settings: Settings, report: Report, opens_browser: bool, is_open: asyncio.Event) -> Report:
    """Reports as before, and the station once, as soon as its page can be seen; `is_open` is set then."""

    def announce(status: Status) -> None:
        report(status)
        if status.process == KIOSK and status.state is State.READY and not is_open.is_set():
            is_open.set()
            report(Status(STATION, State.READY, os.getpid(), address(settings.ports)))
            if opens_browser:
                open_page(address(settings.ports), settings.home / "browser")

    return announce


async def answers(client: httpx.AsyncClient, program: Program) -> bool:
    """Whether a program says that it is well."""
    try:
        return (await client.get(program.health)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
