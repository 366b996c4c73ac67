"""`python -m tests.benchmarks.district`: what a district carries with one worker and with two, over its real servers.

Needs Debian's postgresql, redis-server and rabbitmq-server. Prints a table; judges nothing.
"""

import asyncio
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml

from assistant.settings import PROJECT, RESPONSES, SAFETY_PATTERNS, Ports, Settings
from assistant.station import programs
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from channels.wire import Reply
from tests.benchmarks.processes import Process, free_port, running, wait_until_well
from tests.servers import district

SENTENCES = Path(__file__).with_name("sentences.yml")
_SENDERS, _SECONDS, _LONG = 8, 20.0, 200


@dataclass(frozen=True)
class Row:
    """Milliseconds, and megabytes of one process. `growth`: the last twenty turns of a long talk by the first ones."""

    workers: int
    per_second: float
    p50: float
    p95: float
    growth: float
    dialogue: float
    actions: float


def main() -> int:
    """Measures and prints."""
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["ours"]
    print("| workers | turns/s | p50 ms | p95 ms | turn 200 by turn 5 | MB a dialogue worker | MB an action worker |")
    print("|---|---|---|---|---|---|---|")
    for workers in (1, 2):
        row = _measure(workers, sentences)
        print(
            f"| {row.workers} | {row.per_second:.1f} | {row.p50:.1f} | {row.p95:.1f} | {row.growth:.2f} "
            f"| {row.dialogue:.0f} | {row.actions:.0f} |",
            flush=True,
        )
    return 0


def _measure(workers: int, sentences: list[str]) -> Row:
    with _serving(workers) as (client, processes):
        long = asyncio.run(_talk(client(), "long", sentences, _LONG))
        took, per_second = asyncio.run(_crowd(client(), sentences))
        of_dialogue = [one for one in processes if "assistant.dialogue_server" in one.args]
        of_actions = [one for one in processes if "actions.server" in one.args]
        return Row(
            workers,
            per_second,
            statistics.median(took),
            statistics.quantiles(took, n=20)[-1],
            statistics.median(long[-20:]) / statistics.median(long[5:25]),
            _megabytes(of_dialogue),
            _megabytes(of_actions),
        )


@contextmanager
def _serving(workers: int) -> Iterator[tuple[type, list[Process]]]:
    ports, token = Ports.from_station(free_port(following=60)), secrets.token_urlsafe(16)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linban-district-")))
        (home / "models").mkdir()
        (home / "models" / "dialogue").symlink_to(Settings.from_environment().dialogue_models)
        told = {
            "LINBAN_HOME": str(home),
            "LINBAN_PORT": str(ports.station),
            "LINBAN_TOKEN": token,
            "LINBAN_WORKERS": str(workers),
            "LINBAN_DATABASE_URL": stack.enter_context(district.postgresql()).url,
            "LINBAN_REDIS_URL": stack.enter_context(district.redis()).url,
            "LINBAN_BROKER_URL": stack.enter_context(district.rabbitmq()).url,
        }
        parts = [one for one in programs(ports, (), workers) if one.name != "kiosk"]
        log = home / "run.log"
        processes = [stack.enter_context(running(one.command, PROJECT, log, told)) for one in parts]
        wait_until_well([one.health for one in parts], processes, log)
        url, *others = (f"http://127.0.0.1:{port}" for port in ports.of_dialogue(workers))
        fallback = Fallback.load(RESPONSES, SAFETY_PATTERNS)

        class Client(DialogueClient):
            def __init__(self) -> None:
                super().__init__(url, token, fallback, others=others)

        yield Client, processes


async def _talk(client: DialogueClient, session: str, sentences: list[str], turns: int) -> list[float]:
    took = []
    for number in range(turns):
        began = time.perf_counter()
        items = [item async for item in client.turn(session, sentences[number % len(sentences)], channel="kiosk")]
        assert any(isinstance(item, Reply) for item in items)
        took.append((time.perf_counter() - began) * 1000)
    return took


async def _crowd(client: DialogueClient, sentences: list[str]) -> tuple[list[float], float]:
    took: list[float] = []
    began = time.perf_counter()

    async def person(number: int) -> None:
        while time.perf_counter() - began < _SECONDS:
            took.extend(await _talk(client, f"sender-{number}", sentences, 1))

    await asyncio.gather(*map(person, range(_SENDERS)))
    return took, len(took) / (time.perf_counter() - began)


def _megabytes(processes: list[Process]) -> float:
    return statistics.mean(psutil.Process(one.pid).memory_info().rss for one in processes) / 1e6


if __name__ == "__main__":
    sys.exit(main())
