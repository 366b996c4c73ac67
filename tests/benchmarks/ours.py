"""The three processes of a station, run as the station runs them, on data of their own; speech and all."""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from pathlib import Path

import yaml

from assistant.settings import PROJECT, RESPONSES, Ports, Settings
from assistant.station import environment, programs
from assistant.training import train
from kiosk.speech.models import model_path
from tests.benchmarks.processes import Process, free_port, running, wait_until_well
from tests.benchmarks.talking import Bot, our_replies

TINY_MODEL = PROJECT / "tests" / "data" / "tiny-vosk-zh"


@contextmanager
def serving(folder: Path, sentences: Sequence[str]) -> Iterator[tuple[Bot, list[Process], float]]:
    """The bot, its processes, and the seconds until all were well. Trains the model if it is out of date.

    The kiosk listens with the station's own speech model, or where there is none with that of the tests.
    """
    ports, token = Ports.from_station(free_port(following=2)), secrets.token_urlsafe(16)
    home = _home_with_model(folder)
    told = _told(home, ports, token)
    log = home / "run.log"
    with ExitStack() as stack:
        commands = [program.command for program in programs(ports)]
        processes = [stack.enter_context(running(command, PROJECT, log, told)) for command in commands]
        cold_start = wait_until_well([program.health for program in programs(ports)], processes, log)
        yield _bot(ports, token, sentences), processes, cold_start


def _told(home: Path, ports: Ports, token: str) -> dict[str, str]:
    """An empty address means the SQLite file in the home, whatever the station at hand uses."""
    settings = Settings.from_environment()
    model = model_path(settings.vosk_model, settings.home)
    return {
        **environment(settings, {}),
        "LINBAN_HOME": str(home),
        "LINBAN_PORT": str(ports.station),
        "LINBAN_DATABASE_URL": "",
        "LINBAN_TOKEN": token,
        "LINBAN_VOSK_MODEL": str(model if model.exists() else TINY_MODEL),
        "LINBAN_DEMO": "1",
    }


def _home_with_model(folder: Path) -> Path:
    with redirect_stdout(sys.stderr):
        model = train(Settings.from_environment())
    home = folder / "ours"
    (home / "models").mkdir(parents=True)
    os.symlink(model.parent, home / "models" / "dialogue")
    return home


def _bot(ports: Ports, token: str, sentences: Sequence[str]) -> Bot:
    return Bot(
        name="ours",
        address=f"http://127.0.0.1:{ports.dialogue}/webhooks/linban/turn",
        headers={"Authorization": f"Bearer {token}"},
        sentences=sentences,
        body=lambda sender, text: {"session": sender, "text": text, "channel": "kiosk", "metadata": {}},
        replies=our_replies,
        apologies=_apologies(),
    )


def _apologies() -> frozenset[str]:
    found = yaml.safe_load((RESPONSES / "failures.yml").read_text(encoding="utf-8"))["responses"]
    return frozenset(one["text"] for variants in found.values() for one in variants)
