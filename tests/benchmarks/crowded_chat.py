"""Many residents in a messaging app at once: what each waited, and whether anything was lost or doubled."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from channels.messaging.branch import Parts
from channels.wire import Item
from tests.fakes.telegram_server import Sent, Telegram, open_telegram
from tests.integration.messaging.chatting import telegram_bot

_LONGEST_ANSWER = 60.0
"""Seconds after which a message counts as lost."""

_LOOK_EVERY = 0.05


@dataclass
class Counted:
    """A dialogue that counts its turns by what was said."""

    inner: Any
    turns: Counter[str] = field(default_factory=Counter)

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        self.turns[session] += 1
        async for item in self.inner.turn(session, text, channel=channel, metadata=metadata):
            yield item

    async def forget(self, session: str) -> None:
        await self.inner.forget(session)


@dataclass(frozen=True)
class Crowd:
    """What came of it; `waits` are seconds from what a resident sent to the first message back."""

    residents: int
    seconds: float
    said: int
    turns: int
    lost: int
    waits: tuple[float, ...]

    @property
    def doubled(self) -> int:
        """Turns more than were said."""
        return max(0, self.turns - self.said)

    def quantile(self, share: float) -> float:
        """The wait that this share of the messages stayed within."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


@dataclass
class _Ear:
    """Hears what the bot sends, in the server's thread, and wakes whoever waits for it."""

    loop: asyncio.AbstractEventLoop
    waiting: dict[int, asyncio.Future[float]] = field(default_factory=dict)

    def hear(self, sent: Sent) -> None:
        self.loop.call_soon_threadsafe(self._wake, sent.chat, sent.at)

    def _wake(self, chat: int, at: float) -> None:
        future = self.waiting.get(chat)
        if future is not None and not future.done():
            future.set_result(at)

    async def answer(self, chat: int) -> float | None:
        """When the next message comes; None when none does."""
        future = self.waiting[chat] = self.loop.create_future()
        try:
            return await asyncio.wait_for(future, _LONGEST_ANSWER)
        except asyncio.TimeoutError:
            return None


async def crowd(parts: Parts, residents: int, seconds: float, pause: float, sentences: Sequence[str]) -> Crowd:
    """So many residents, each saying something, reading the answer for about `pause` seconds, and going on."""
    telegram, counted, waits = Telegram(), Counted(parts.dialogue), list[float]()
    served, ear = Parts(**{**vars(parts), "dialogue": counted}), _Ear(asyncio.get_running_loop())
    telegram.on_sent = ear.hear
    tally: Counter[str] = Counter()

    async def resident(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, pause))
        turn = number
        while time.monotonic() < end:
            answer = asyncio.create_task(ear.answer(number))
            await asyncio.sleep(0)
            began = time.monotonic()
            telegram.say(number, sentences[turn % len(sentences)])
            tally["said"], turn = tally["said"] + 1, turn + 1
            answered = await answer
            if answered is None:
                tally["lost"] += 1
                return
            waits.append(answered - began)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    with open_telegram(telegram) as house:
        async with telegram_bot(house.url, served):
            while not telegram.menu:
                await asyncio.sleep(_LOOK_EVERY)
            end = time.monotonic() + seconds
            await asyncio.gather(*(resident(number + 1) for number in range(residents)))
    return Crowd(residents, seconds, tally["said"], counted.turns.total(), tally["lost"], tuple(waits))


def table(one: Crowd) -> Table:
    """The figures for a person."""
    made = Table("", "Telegram")
    made.columns[1].justify = "right"
    for name, value in as_data(one).items():
        made.add_row(name, f"{value:g}")
    return made


def as_data(one: Crowd) -> dict[str, float]:
    """The same for a program."""
    figures = {f"p{round(share * 100)}_ms": round(one.quantile(share) * 1000) for share in (0.5, 0.95, 0.99, 1.0)}
    counts = {"messages": one.said, "turns": one.turns, "lost": one.lost, "doubled": one.doubled}
    per_second = round(one.said / one.seconds, 1)
    return {"residents": one.residents, "seconds": one.seconds, **counts, "messages_per_second": per_second, **figures}
