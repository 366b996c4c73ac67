"""What the kiosk needs from its neighbours: ears, a mouth, and someone to talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from channels.wire import Item
from kiosk.events import FinalHeard, NothingHeard, PartialHeard, SpeechPaused, SpeechResumed, SpeechStarted

Heard = SpeechStarted | PartialHeard | SpeechPaused | SpeechResumed | FinalHeard | NothingHeard


Troubles = Callable[[], Awaitable[frozenset[str]]]
"""What of the station does not work now: keys of `notice` in `sentences.zh.json`. Raises nothing."""


ForgetPrints = Callable[[], Awaitable[None]]
"""Takes what waits to be printed out of the queue. Raises nothing."""


class Clip(Protocol):
    """Sound of one sentence: a whole WAV file, and its length in seconds."""

    @property
    def wav(self) -> bytes: ...

    @property
    def seconds(self) -> float: ...


class Mouth(Protocol):
    """Makes sound of a sentence; `rate` in characters a minute, `volume_db` over the normal level.

    `forget`: nothing that was said may remain with it.
    """

    async def speak(self, sentence: str, rate: int = 180, volume_db: float = 0.0) -> Clip: ...

    def forget(self) -> None: ...


class Ear(Protocol):
    """One stretch of listening: takes PCM16, 16 kHz, mono, gives what was heard. Blocks.

    `be_patient`: seconds of silence that end the turn from now on. `finish`: the person is through; empty
    where nobody spoke.
    """

    def be_patient(self, seconds: float) -> None: ...

    def feed(self, pcm: bytes) -> Sequence[Heard]: ...

    def finish(self) -> Sequence[Heard]: ...


class Dialogue(Protocol):
    """The dialogue core: the replies to one utterance, then its end; and forgetting a visit."""

    def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] = ...
    ) -> AsyncIterator[Item]: ...

    async def forget(self, session: str) -> None: ...
