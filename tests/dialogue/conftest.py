"""Conversations with the real model and the real actions, in one process, on a database of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import create_engine, text

from assistant.rasa_setup import prepare_rasa

prepare_rasa()

from assistant.local import LocalDialogue  # noqa: E402 (Rasa must find itself prepared)
from assistant.settings import Settings  # noqa: E402
from assistant.text.also_heard import ALSO_HEARD  # noqa: E402
from assistant.understanding import Understanding  # noqa: E402
from channels.wire import Item, Reply, TurnEnd  # noqa: E402
from tests.servers import district  # noqa: E402
from tests.servers.district import Server  # noqa: E402

T = TypeVar("T")


@dataclass(frozen=True)
class InTurn(LocalDialogue):
    """Two workers of a district: every turn of a conversation is had with the other one."""

    other: LocalDialogue
    _turns: dict[str, int] = field(default_factory=dict)

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        turn = self._turns[session] = self._turns.get(session, -1) + 1
        one = super() if turn % 2 == 0 else self.other
        async for item in one.turn(session, text, channel=channel, metadata=metadata):
            yield item


@dataclass(frozen=True)
class Said:
    """What came back for one utterance."""

    replies: list[Reply]
    end: TurnEnd

    @property
    def text(self) -> str:
        return "".join(reply.text for reply in self.replies)

    @property
    def card(self) -> dict[str, Any]:
        """The last card; empty where there is none."""
        return next((dict(reply.card) for reply in reversed(self.replies) if reply.card), {})

    @property
    def payloads(self) -> list[str]:
        return [button.payload for reply in self.replies for button in reply.buttons]


class Talk:
    """One person at the station: `say` is a turn."""

    _numbers = count()

    def __init__(self, dialogue: LocalDialogue, loop: asyncio.AbstractEventLoop) -> None:
        self.dialogue = dialogue
        self.session = f"test-{next(self._numbers)}"
        self._loop = loop

    def say(self, text: str, also: Sequence[str] = ()) -> Said:
        """also: what the recogniser took it for besides."""

        async def turn() -> list[Any]:
            about = {ALSO_HEARD: list(also)}
            return [item async for item in self.dialogue.turn(self.session, text, channel="kiosk", metadata=about)]

        *replies, end = self.run(turn())
        return Said(replies, end)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which tests are run in a district: those that cost little and depend on it most, or by `--district` all, and in a
    district alone."""
    if "place" not in metafunc.fixturenames:
        return
    if metafunc.config.getoption("--district"):
        metafunc.parametrize("place", ["district"], indirect=True, scope="session")
    elif metafunc.module.__name__.split(".")[-1] in _IN_BOTH and "id_" not in metafunc.fixturenames:
        metafunc.parametrize("place", ["station", "district"], indirect=True, scope="session")


_IN_BOTH = ("test_tracker", "test_talk", "test_forms", "test_taking_part")


@pytest.fixture(scope="session")
def place(request: pytest.FixtureRequest) -> str:
    """`station`: one process, SQLite. `district`: two workers, PostgreSQL, Redis, RabbitMQ."""
    return str(getattr(request, "param", "station"))


@pytest.fixture(scope="session")
def servers(place: str) -> Iterator[tuple[Server, ...]]:
    """Those of a district, as long as tests are run in it: PostgreSQL, Redis, RabbitMQ."""
    if place == "station":
        yield ()
        return
    with district.postgresql() as database, district.redis() as locks, district.rabbitmq() as broker:
        yield database, locks, broker


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, servers: tuple[Server, ...]) -> Settings:
    """The station of the tests: the trained model, but a database and keys of its own."""
    home: Path = tmp_path_factory.mktemp("home")
    trained = Settings.from_environment()
    (home / "models").mkdir()
    (home / "models" / "dialogue").symlink_to(trained.dialogue_models)
    station = replace(trained, home=home, database_url=f"sqlite:///{home / 'linban.db'}", region=None)
    if not servers:
        return station
    database, locks, broker = servers
    return replace(station, database_url=database.url, redis_url=locks.url, broker_url=broker.url)


@pytest.fixture
def stored(settings: Settings, servers: tuple[Server, ...]) -> Callable[[], bytes]:
    """Every byte on the disk, of the station and of the servers it uses."""

    def read() -> bytes:
        engine = create_engine(settings.database_url, isolation_level="AUTOCOMMIT", future=True)
        with engine.connect() as connection:
            connection.execute(text("CHECKPOINT" if servers else "PRAGMA wal_checkpoint(TRUNCATE)"))
        engine.dispose()
        folders = (settings.home, *(server.folder for server in servers))
        files = [path for folder in folders for path in folder.rglob("*") if "models" not in path.parts]
        return b"".join(path.read_bytes() for path in files if path.is_file())

    return read


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    # Not the policy's: a server that ran before in this process may have put another kind there.
    loop = asyncio.SelectorEventLoop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def dialogue(settings: Settings, place: str, loop: asyncio.AbstractEventLoop) -> Iterator[LocalDialogue]:
    one = LocalDialogue.build(settings)
    if place == "station":
        yield one
        return
    other = LocalDialogue.build(settings)
    yield InTurn(one.agent, one.fallback, other)
    for worker in (one, other):
        loop.run_until_complete(worker.agent.tracker_store.event_broker.close())


@pytest.fixture(scope="session")
def understanding(settings: Settings) -> Understanding:
    return Understanding.load(settings)


@pytest.fixture
def talk(dialogue: LocalDialogue, loop: asyncio.AbstractEventLoop) -> Talk:
    return Talk(dialogue, loop)
