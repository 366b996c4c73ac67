"""The process of one messaging app: `python -m assistant.station_chat telegram`. Its client, ears and voice."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette

from actions.bootstrap import bootstrap
from actions.choices import EVERYDAY, service_buttons
from actions.ports import CatalogueReader, StorageError
from actions.store.schema import upgrade
from assistant.keys import secret
from assistant.settings import RESPONSES, SAFETY_PATTERNS, Settings
from assistant.station_chat_settings import TELEGRAM, WECHAT, ChatSettings, chat_port
from assistant.station_chat_sound import ears_of, voice_of
from assistant.station_chat_web import telegram_web, wechat_web
from channels.dialogue import DialogueClient
from channels.fallback import Fallback
from channels.messaging.branch import Branch, Parts
from channels.messaging.discreet import be_discreet
from channels.messaging.wechat_client import Interface
from channels.telegram import News, Telegram, client
from channels.wechat import Door, WeChat, keep_menu
from channels.wire import Button

log = logging.getLogger(__name__)

HOST = "127.0.0.1"


def main(arguments: Sequence[str] = sys.argv[1:]) -> int:
    """Serves an app until SIGTERM or SIGINT; returns 1 with one line on stderr when it cannot start."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    (app,) = arguments
    try:
        settings, chat = Settings.from_environment(), ChatSettings.from_environment(os.environ)
    except ValueError as error:
        print(f"{app} cannot start: {error}", file=sys.stderr)
        return 1
    be_discreet(chat.secrets)
    if app not in chat.apps:
        print(f"{app} cannot start: there are no credentials for it.", file=sys.stderr)
        return 1
    try:
        upgrade(settings.database_url)
        return asyncio.run(_SERVE[app](settings, chat))
    except (SQLAlchemyError, OSError) as error:
        print(f"{app} cannot start: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1


@asynccontextmanager
async def parts_of(settings: Settings, chat: ChatSettings) -> AsyncIterator[Parts]:
    """What every app shares, for as long as it is served."""
    resources = bootstrap(settings)
    url, *others = settings.dialogue_urls
    dialogue = DialogueClient(url, settings.token, Fallback.load(RESPONSES, SAFETY_PATTERNS), others=others)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(dialogue.close)
        yield Parts(
            units=resources.units,
            naming_key=secret(settings.keys / "chats.key"),
            dialogue=dialogue,
            fallback=Fallback.load(RESPONSES, SAFETY_PATTERNS),
            services=Services(resources.catalogue),
            ears=await asyncio.to_thread(ears_of, settings),
            voice=await stack.enter_async_context(voice_of()),
            hours=chat.hours,
        )


async def _serve_telegram(settings: Settings, chat: ChatSettings) -> int:
    assert chat.telegram is not None
    async with parts_of(settings, chat) as parts:
        bot = client(chat.telegram)
        branch = Branch.build(Telegram(bot, parts.words), parts)
        news = News(bot, branch.counter, chat.telegram.poll)
        menu = parts.words.menu
        listening = news.await_hook(menu, chat.hook, chat.secret) if chat.hook else news.poll(menu)
        web = telegram_web(bot, branch.counter, chat.secret)
        try:
            return await _until_stopped(web, chat_port(TELEGRAM, settings.ports), branch, listening)
        finally:
            await bot.shutdown()


async def _serve_wechat(settings: Settings, chat: ChatSettings) -> int:
    assert chat.wechat is not None
    async with parts_of(settings, chat) as parts:
        app = WeChat(Interface(chat.wechat, parts.units, parts.now), parts.words)
        branch = Branch.build(app, parts)
        web = wechat_web(Door(chat.wechat, app, branch.counter))
        return await _until_stopped(web, chat_port(WECHAT, settings.ports), branch, keep_menu(app))


async def _until_stopped(web: Starlette, port: int, branch: Branch, *work: Coroutine[Any, Any, None]) -> int:
    """Serves the page of health, and everything else beside it, until it is asked to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: None)
    server = uvicorn.Server(
        uvicorn.Config(
            web, host=HOST, port=port, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=2
        )
    )
    tasks = [asyncio.create_task(one) for one in (branch.run(), *work)]
    try:
        await server.serve()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await branch.close()
    return 0 if server.started else 1


class Services:
    """A button for each service of the catalogue in force, those of every day first."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue

    def __call__(self) -> Sequence[Button]:
        try:
            services = self._catalogue.current().services
        except StorageError as error:
            log.error("the catalogue cannot be read: %s", type(error.__cause__ or error).__name__)
            return ()
        ids = dict.fromkeys((*EVERYDAY, *services))
        known = [services[one] for one in ids if one in services]
        return [Button(one.title, one.payload) for one in service_buttons(known, "overview")]


_SERVE = {TELEGRAM: _serve_telegram, WECHAT: _serve_wechat}


if __name__ == "__main__":
    sys.exit(main())
