"""A bot as a station runs it, in this process: the real client, the real inbox, and any dialogue behind it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.settings import RESPONSES, SAFETY_PATTERNS
from assistant.station_chat_web import wechat_web
from channels.fallback import Fallback
from channels.messaging.branch import Branch, Parts
from channels.messaging.wechat_client import Interface
from channels.messaging.words import Words
from channels.telegram import News, Telegram, client
from channels.telegram_settings import TelegramSettings
from channels.wechat import Door, WeChat, keep_menu
from channels.wire import Button, Item, Reply, TurnEnd
from tests.fakes import wechat_server
from tests.fakes.telegram_server import TOKEN
from tests.fakes.wechat_server import Bringer
from tests.unit.actions.fakes import CIPHER

PATIENCE = 30.0
"""Seconds to wait for what a busy machine does slowly; nothing is measured with it."""

WORDS = Words.load()
FALLBACK = Fallback.load(RESPONSES, SAFETY_PATTERNS)
SERVICES = tuple(Button(f"事{number}", f"/svc.s{number}") for number in range(12))


@dataclass
class Echo:
    """A dialogue that says back what it heard; `scripted` answers win. `turns`: session, text, metadata."""

    turns: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    scripted: dict[str, list[Item]] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def heard(self) -> list[str]:
        return [text for _, text, _ in self.turns]

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        self.turns.append((session, text, dict(metadata or {})))
        await asyncio.sleep(self.seconds)
        for item in self.scripted.get(text) or [Reply(f"您说：{text}"), TurnEnd()]:
            yield item

    async def forget(self, session: str) -> None:
        self.forgotten.append(session)


def units_in(folder: Path) -> SqlUnitsOfWork:
    """The store of a station in that folder."""
    url = f"sqlite:///{folder / 'linban.db'}"
    upgrade(url)
    return SqlUnitsOfWork(make_engine(url, wait_seconds=5), CIPHER)


def parts(units: SqlUnitsOfWork, dialogue: Any, **more: Any) -> Parts:
    """What an app is served with."""
    return Parts(units, b"k" * 32, dialogue, FALLBACK, **{"words": WORDS, "services": lambda: SERVICES, **more})


@contextlib.asynccontextmanager
async def telegram_bot(
    api: str, parts: Parts, token: str = TOKEN, sleep: Callable[[float], Any] = asyncio.sleep
) -> AsyncIterator[Branch]:
    """The bot, polling."""
    bot = client(TelegramSettings(token, api, poll=1))
    app = Telegram(bot, parts.words)
    branch = Branch.build(app, parts)
    tasks = [asyncio.create_task(branch.run())]
    tasks.append(asyncio.create_task(News(bot, branch.counter, poll=1, sleep=sleep).poll(parts.words.menu)))
    try:
        yield branch
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await branch.close()
        await bot.shutdown()


@contextlib.asynccontextmanager
async def account(
    api: str, made: Parts, *, aes: bool = False, waits: float = 2.0, pause: Callable[[float], None] = time.sleep
) -> AsyncIterator[Bringer]:
    """The account at work; what WeChat brings goes in without a network. `pause` waits for another process."""
    settings = wechat_server.settings(api, aes=aes)
    app = WeChat(Interface(settings, made.units, made.now, pause), made.words)
    branch = Branch.build(app, made)
    tasks = [asyncio.create_task(branch.run()), asyncio.create_task(keep_menu(app))]
    transport = httpx.ASGITransport(app=wechat_web(Door(settings, app, branch.counter, waits)))
    async with httpx.AsyncClient(transport=transport, base_url="http://station") as client:
        try:
            yield Bringer(client, aes)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await branch.close()


async def until(is_so: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """What `is_so` gives as soon as it is true."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not (given := is_so()):
        assert loop.time() < end, f"waited in vain for {what}"
        await asyncio.sleep(0.02)
    return given
