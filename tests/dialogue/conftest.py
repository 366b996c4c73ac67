"""Conversations with the real model and the real actions, in one process, on a database of their own."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest

from assistant.rasa_setup import prepare_rasa

prepare_rasa()

from assistant.local import LocalDialogue  # noqa: E402 (Rasa must find itself prepared)
from assistant.settings import Settings  # noqa: E402
from assistant.understanding import Understanding  # noqa: E402
from channels.wire import Reply, TurnEnd  # noqa: E402

T = TypeVar("T")


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

    def say(self, text: str) -> Said:
        async def turn() -> list[Any]:
            return [item async for item in self.dialogue.turn(self.session, text, channel="kiosk")]

        *replies, end = self.run(turn())
        return Said(replies, end)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The station of the tests: the trained model, but a database and keys of its own."""
    home: Path = tmp_path_factory.mktemp("home")
    trained = Settings.from_environment()
    (home / "models").mkdir()
    (home / "models" / "dialogue").symlink_to(trained.dialogue_models)
    return replace(trained, home=home, database_url=f"sqlite:///{home / 'linban.db'}", region=None)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def dialogue(settings: Settings) -> LocalDialogue:
    return LocalDialogue.build(settings)


@pytest.fixture(scope="session")
def understanding(settings: Settings) -> Understanding:
    return Understanding.load(settings)


@pytest.fixture
def talk(dialogue: LocalDialogue, loop: asyncio.AbstractEventLoop) -> Talk:
    return Talk(dialogue, loop)
