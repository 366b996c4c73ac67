"""A district as `linban up --workers 2` runs it, over real servers: a worker killed in a turn is not noticed."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import psutil
import pytest
import sqlalchemy as sa

from assistant.settings import RESPONSES, SAFETY_PATTERNS, Ports
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from channels.wire import Item, Reply, TurnEnd
from tests.e2e.station.running import Station, running, until
from tests.servers import district

pytestmark = pytest.mark.e2e

WORKERS = ("dialogue", "dialogue-2", "actions", "actions-2")
FALLBACK = Fallback.load(RESPONSES, SAFETY_PATTERNS)
LONGEST = 5.0
"""Seconds: the promise to every person, whatever broke."""


@dataclass
class House:
    """The station's processes, its database, and the client through which every adapter talks."""

    station: Station
    database: sa.engine.Engine

    @property
    def ports(self) -> Ports:
        return Ports.from_station(self.station.port)

    def ready(self) -> None:
        until(lambda: all(map(self.station.is_up, WORKERS)), "every worker to be ready")

    def client(self) -> DialogueClient:
        pid = self.station.pid("kiosk")
        assert pid is not None
        token = psutil.Process(pid).environ()["LINBAN_TOKEN"]
        url, *others = (f"http://127.0.0.1:{port}" for port in self.ports.of_dialogue(2))
        return DialogueClient(url, token, FALLBACK, others=others)

    def count(self, query: str) -> int:
        with self.database.connect() as connection:
            return int(connection.execute(sa.text(query)).scalar_one())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with district.postgresql() as database, district.redis() as locks, district.rabbitmq() as broker:
        more = {
            "LINBAN_WORKERS": "2",
            "LINBAN_DATABASE_URL": database.url,
            "LINBAN_REDIS_URL": locks.url,
            "LINBAN_BROKER_URL": broker.url,
        }
        with running(tmp_path_factory.mktemp("district"), **more) as station:
            engine = sa.create_engine(database.url, future=True)
            house = House(station, engine)
            house.ready()
            yield house
            engine.dispose()


async def say(client: DialogueClient, session: str, text: str) -> tuple[list[Item], float]:
    """A turn, and the seconds it took."""
    began = time.monotonic()
    items = [item async for item in client.turn(session, text, channel="kiosk")]
    return items, time.monotonic() - began


def text_of(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items if isinstance(item, Reply))


def end_of(items: Sequence[Item]) -> TurnEnd:
    assert isinstance(items[-1], TurnEnd)
    return items[-1]


async def reach_review(client: DialogueClient, session: str) -> None:
    """A form filled in as far as the last question."""
    items, _ = await say(client, session, '/svc.digital_lesson{"aspect":"apply"}')
    answers = {"name": "我叫赵玉梅", "phone": "幺三八零零幺三八零零零", "choice": "第一个"}
    for _ in range(20):
        asking = end_of(items).state["asking"]
        if asking == "review":
            return
        items, _ = await say(
            client, session, answers.get(str(asking), "好的" if "consent" in str(asking) else "第一个")
        )
    raise AssertionError(f"the form stops at {asking}: {text_of(items)}")


def pid_with(house: House, session: str, names: Sequence[str]) -> int:
    """The process that holds a conversation: the first one that its client asks."""
    ports = dict(zip(house.ports.of_dialogue(2), names, strict=True))
    first = house.client()._for(session)[0]
    pid = house.station.pid(ports[int(first.rsplit(":", 1)[1])])
    assert pid is not None
    return pid


@pytest.mark.parametrize("after", [0.0, 0.02])
def test_a_worker_killed_in_the_middle_of_filing_is_not_noticed(house: House, after: float) -> None:
    house.ready()
    session = f"killed-{after}"

    async def visit() -> tuple[list[Item], float]:
        client = house.client()
        await reach_review(client, session)
        pid = pid_with(house, session, ("dialogue", "dialogue-2"))
        killing = threading.Timer(after, os.kill, (pid, signal.SIGKILL))
        killing.start()
        said = await say(client, session, "交上去吧")
        killing.join()
        await client.close()
        return said

    before = house.count("select count(*) from cases")
    items, seconds = asyncio.run(visit())
    assert end_of(items).case, text_of(items)
    assert seconds < LONGEST
    assert house.count("select count(*) from cases") == before + 1


def test_after_it_the_conversation_goes_on_elsewhere_and_nothing_was_said_twice(house: House) -> None:
    house.ready()

    async def visit() -> list[str]:
        client = house.client()
        await say(client, "goes-on", "社保卡丢了")
        os.kill(pid_with(house, "goes-on", ("dialogue", "dialogue-2")), signal.SIGKILL)
        items, seconds = await say(client, "goes-on", "那要带什么")
        assert end_of(items).state["service"] == "social_card"
        assert seconds < LONGEST
        said = [text_of([item]) for item in items if isinstance(item, Reply)]
        await client.close()
        return said

    said = asyncio.run(visit())
    assert len(said) == len(set(said))
    turns = house.count("select count(*) from conversation_events where sender_id = 'goes-on'")
    assert turns <= 3, "the beginning of the visit, and a row for each turn"


def test_a_worker_of_the_actions_that_died_is_passed_over(house: House) -> None:
    house.ready()

    async def visit() -> None:
        client = house.client()
        pid = house.station.pid("actions-2")
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        for _ in range(4):
            items, seconds = await say(client, "actions", "老年证怎么办")
            assert end_of(items).state["service"] == "elder_card"
            assert seconds < LONGEST
        await client.close()

    asyncio.run(visit())


def test_two_workers_at_once_double_no_turn(house: House) -> None:
    house.ready()

    async def visit() -> list[Any]:
        client = house.client()
        told = await asyncio.gather(*(say(client, f"many-{number % 8}", "老年证怎么办") for number in range(24)))
        await client.close()
        return [end_of(items).state["service"] for items, _ in told]

    assert set(asyncio.run(visit())) == {"elder_card"}


def test_every_process_tells_its_figures_and_nobodys_name(house: House) -> None:
    house.ready()
    for port in (*house.ports.of_dialogue(2), *house.ports.of_actions(2)):
        told = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        assert "process_resident_memory_bytes" in told
        assert not any(name in told for name in ("killed-", "goes-on", "many-", "赵玉梅"))
