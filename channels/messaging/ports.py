"""What a messaging app has to be able to do, and how it fails."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from channels.messaging.outgoing import Outgoing
from channels.wire import Item


class AppError(Exception):
    """The app did not do what was asked; it may do so later. `problem` is one word and quotes nobody.

    `wait`: how long the app wants to be left alone.
    """

    def __init__(self, problem: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(problem)
        self.problem = problem
        self.wait = wait


class Unreachable(AppError):
    """This person cannot be written to, now or later: they have left, or the app forbids it."""


class Refused(AppError):
    """The app does not take our credentials any more."""


class TooLarge(AppError):
    """A file is larger than we take."""


class App(Protocol):
    """A messaging app. Everything may raise AppError but `busy`."""

    @property
    def name(self) -> str:
        """The channel, as cases and sessions know it."""

    @property
    def longest(self) -> int:
        """Characters of one message."""

    @property
    def joins(self) -> bool:
        """Whether an answer shall be one message, as far as it fits."""

    def data_of(self, payload: str) -> str:
        """What a button of this app carries for a payload."""

    async def send(self, address: str, message: Outgoing, answering: str | None = None) -> None:
        """Writes a message. `answering`: the key of the message it answers, None where nobody asked."""

    async def send_voice(self, address: str, sound: bytes) -> None:
        """Sends OGG/Opus as a voice message. Raises Mute when the app cannot play it."""

    async def busy(self, address: str, *, is_recording: bool = False) -> None:
        """Lets the person see that an answer is under way. Never raises."""

    async def fetch(self, file: str) -> bytes:
        """The contents of a voice note."""


class Dialogue(Protocol):
    """The dialogue core, as `channels.dialogue.DialogueClient` speaks with it."""

    def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        """The replies to what a person said, then the end of the turn."""

    async def forget(self, session: str) -> None:
        """Erases a conversation."""


class Unheard(Exception):
    """A voice note could not be listened to: no sound in it, or nothing to listen with."""


class Mute(Exception):
    """Something could not be spoken."""


class Ears(Protocol):
    """Turns voice notes into words."""

    async def __call__(self, recording: bytes) -> str:
        """What is said, "" where nobody speaks. Raises Unheard."""


class Voice(Protocol):
    """Turns words into voice messages."""

    async def __call__(self, text: str) -> bytes:
        """OGG/Opus. Raises Mute."""


Now = Callable[[], datetime]
"""The moment, with its zone."""
