"""Linban's dialogue core and action server, run as the station runs them, on data of their own."""

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import yaml

from assistant.settings import PROJECT, RESPONSES, Ports, Settings
from assistant.training import train
from tests.benchmarks.processes import Process, free_port, running, wait_until_well
from tests.benchmarks.talking import Bot, our_replies


@contextmanager
def serving(folder: Path, sentences: Sequence[str]) -> Iterator[tuple[Bot, list[Process], float]]:
    """The bot, its two processes, and the seconds until both were well. Trains the model if it is out of date."""
    ports, token = Ports.from_station(free_port(following=2)), secrets.token_urlsafe(16)
    home = _home_with_model(folder)
    # An empty address means the SQLite file in the home, whatever the station at hand uses.
    told = {"LINBAN_HOME": str(home), "LINBAN_PORT": str(ports.station), "LINBAN_DATABASE_URL": ""}
    told["LINBAN_TOKEN"] = token
    log = home / "run.log"
    actions, dialogue = ([sys.executable, "-m", name] for name in ("actions.server", "assistant.dialogue_server"))
    with running(actions, PROJECT, log, told) as one, running(dialogue, PROJECT, log, told) as other:
        health = [f"http://127.0.0.1:{port}/health" for port in (ports.actions, ports.dialogue)]
        cold_start = wait_until_well(health, [one, other], log)
        yield _bot(ports, token, sentences), [one, other], cold_start


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
