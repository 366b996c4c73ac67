"""Updates that Telegram brings itself, over HTTP: only with the secret, each once, and kept before they are taken."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn

from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.station_chat_web import telegram_web
from channels.messaging.branch import Branch, Parts
from channels.telegram import News, client
from channels.telegram import Telegram as TelegramApp
from channels.telegram_settings import TelegramSettings
from tests.fakes.house import House
from tests.fakes.telegram_server import TOKEN, Telegram
from tests.integration.messaging.chatting import Echo, parts, until
from tests.unit.actions.fakes import MemoryStore

pytestmark = pytest.mark.integration

ME, SECRET = 76, "the-hooks-own-word"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
WITH_SECRET = {HEADER: SECRET}


@dataclass
class Bringer:
    """Brings updates as Telegram does."""

    client: httpx.AsyncClient
    address: str

    async def bring(self, body: bytes, headers: dict[str, str] | None = None) -> int:
        """The status that is answered."""
        answer = await self.client.post(self.address, content=body, headers=WITH_SECRET if headers is None else headers)
        return answer.status_code


def written(number: int, text: str, **more: Any) -> bytes:
    """An update in which somebody writes."""
    author = {"id": ME, "is_bot": False, "first_name": "玉"}
    message = {"message_id": number, "date": 1, "chat": {"id": ME, "type": "private"}, "from": author, "text": text}
    return json.dumps({"update_id": 900 + number, "message": message, **more}).encode()


@contextlib.asynccontextmanager
async def hooked(api: str, made: Parts, secret: str = SECRET) -> AsyncIterator[Bringer]:
    """The bot behind its own HTTP server, as the process of Telegram serves it, its address told to Telegram."""
    bot = client(TelegramSettings(TOKEN, api))
    branch = Branch.build(TelegramApp(bot, made.words), made)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = telegram_web(bot, branch.counter, secret)
    server = uvicorn.Server(
        uvicorn.Config(web, host="127.0.0.1", port=port, log_config=None, ws="none", lifespan="off")
    )
    tasks = [asyncio.create_task(one) for one in (branch.run(), server.serve())]
    await News(bot, branch.counter).await_hook(made.words.menu, "https://station.example/telegram", secret)
    await until(lambda: server.started, "the server")
    try:
        async with httpx.AsyncClient(trust_env=False) as http:
            yield Bringer(http, f"http://127.0.0.1:{port}/telegram")
    finally:
        server.should_exit = True
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await branch.close()
        await bot.shutdown()


async def test_an_update_brought_with_the_secret_is_answered_once_however_often_it_comes(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with hooked(house.url, parts(units, echo)) as telegrams:
        assert telegram.webhook is not None
        assert telegram.webhook["url"] == "https://station.example/telegram"
        assert telegram.webhook["secret_token"] == SECRET
        assert "message" in telegram.webhook["allowed_updates"]
        once = written(1, "老年证怎么办")
        assert [await telegrams.bring(once) for _ in range(2)] == [200, 200]
        together = [telegrams.bring(written(2, "要带什么")) for _ in range(4)]
        assert await asyncio.gather(*together) == [200] * 4
        await until(lambda: len(telegram.texts(ME)) == 2, "both answers")
        assert await telegrams.bring(once) == 200, "a replay later on is known as well"
    assert telegram.texts(ME) == ["您说：老年证怎么办", "您说：要带什么"]
    assert echo.heard == ["老年证怎么办", "要带什么"]
    async with hooked(house.url, parts(units, echo)) as telegrams:
        assert await telegrams.bring(once) == 200, "and after a restart"
        assert await telegrams.bring(written(3, "在哪儿办")) == 200
        await until(lambda: len(telegram.texts(ME)) == 3, "the next answer")
    assert echo.heard[2:] == ["在哪儿办"]


@pytest.mark.parametrize(
    "headers", [{}, {HEADER: ""}, {HEADER: "guess"}, {HEADER: SECRET + "x"}, {HEADER: "\u00e9"}], ids=range(5)
)
async def test_without_the_right_secret_nothing_comes_in(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, headers: dict[str, str]
) -> None:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    async with hooked(house.url, parts(units, echo)) as telegrams:
        assert await telegrams.bring(written(1, "一"), encoded) == 403  # type: ignore[arg-type]
        assert await telegrams.bring(written(2, "二")) == 200
        await until(lambda: telegram.texts(ME), "the answer to the one with the secret")
    assert echo.heard == ["二"]


async def test_a_station_without_a_secret_takes_nothing(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with hooked(house.url, parts(units, echo), secret="") as telegrams:
        assert await telegrams.bring(written(1, "一"), {}) == 403
        assert await telegrams.bring(written(1, "一"), {HEADER: ""}) == 403


MALFORMED = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"7",
    b'"x"',
    b"{}",
    b"\xff\xfe",
    b'{"update_id": "x", "message": 7}',
    b"[" * 9_000,
)


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
async def test_what_is_no_update_is_refused_and_the_next_is_answered(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo, body: bytes
) -> None:
    async with hooked(house.url, parts(units, echo)) as telegrams:
        assert await telegrams.bring(body) == 400
        assert await telegrams.bring(written(1, "一")) == 200
        await until(lambda: telegram.texts(ME), "the answer")
    assert echo.heard == ["一"]


async def test_an_update_of_enormous_size_is_refused_unread(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    async with hooked(house.url, parts(units, echo)) as telegrams:
        assert await telegrams.bring(written(1, "长" * 3_000_000)) == 413
        assert await telegrams.bring(written(2, "一")) == 200
        await until(lambda: telegram.texts(ME), "the answer")
    assert echo.heard == ["一"]


async def test_what_cannot_be_kept_is_to_be_brought_again(
    telegram: Telegram, house: House, units: SqlUnitsOfWork, echo: Echo
) -> None:
    store, made = MemoryStore(), parts(units, echo)
    object.__setattr__(made, "units", store)
    async with hooked(house.url, made) as telegrams:
        store.broken = True
        assert await telegrams.bring(written(1, "一")) == 503
        store.broken = False
        assert await telegrams.bring(written(1, "一")) == 200
        await until(lambda: telegram.texts(ME), "the answer")
    assert echo.heard == ["一"]
