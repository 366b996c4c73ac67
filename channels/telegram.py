"""Telegram, on python-telegram-bot's client: what it brings becomes `Incoming`, what is said goes out as it likes.

Long polling by default: no public address is needed. With a webhook, `assistant.station_chat` serves `hook`.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from actions.ports import StorageError
from channels.messaging.buttons import data_of
from channels.messaging.counter import Counter
from channels.messaging.handling import LARGEST_NOTE
from channels.messaging.outgoing import Asks, Outgoing
from channels.messaging.patience import pause
from channels.messaging.ports import AppError, Refused, TooLarge, Unreachable
from channels.messaging.telegram_updates import WANTED, read_update
from channels.messaging.words import Words
from channels.telegram_settings import POLL_SECONDS, TelegramSettings

log = logging.getLogger(__name__)

T = TypeVar("T")

NAME = "telegram"
AT_ONCE = 100
"""Updates in one answer of the app; its own limit."""

REFUSED_AGAIN = timedelta(minutes=5)
"""How long a token that was refused is left alone."""

_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_RETRIES = 3
_PATIENCE = 15.0
"""Seconds for one call: given up too early, what has arrived would be sent again."""


def client(settings: TelegramSettings) -> ExtBot[Any]:
    """The library's client, with its own limits and retries."""
    return ExtBot(
        settings.token,
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=64, pool_timeout=30.0, connect_timeout=_PATIENCE, read_timeout=_PATIENCE
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=1, read_timeout=settings.poll + 10.0),
        rate_limiter=AIORateLimiter(max_retries=_RETRIES),
    )


class Telegram:
    """The `App` of `channels.messaging.ports`."""

    name = NAME
    longest = 1200
    """Characters: Telegram takes 4096, older eyes do not."""
    joins = False

    def __init__(self, bot: Bot, words: Words) -> None:
        self._bot = bot
        self._words = words
        self._offers: set[str] = set()

    def data_of(self, payload: str) -> str:
        """What a button carries for a payload."""
        return data_of(payload)

    async def send(self, address: str, message: Outgoing, answering: str | None = None) -> None:
        """Writes a message."""
        markup = self._markup(address, message)
        await _asked(lambda: self._bot.send_message(int(address), message.text, reply_markup=markup))

    async def send_voice(self, address: str, sound: bytes) -> None:
        """Sends OGG/Opus as a voice message."""
        await _asked(lambda: self._bot.send_voice(int(address), sound))

    async def busy(self, address: str, *, is_recording: bool = False) -> None:
        """Lets the person see that an answer is under way. Never raises."""
        action = ChatAction.RECORD_VOICE if is_recording else ChatAction.TYPING
        try:
            await self._bot.send_chat_action(int(address), action)
        except TelegramError as error:
            log.debug("telegram: %s", type(error).__name__)

    async def fetch(self, file: str) -> bytes:
        """The contents of a voice note."""
        found = await _asked(lambda: self._bot.get_file(file))
        if (found.file_size or 0) > LARGEST_NOTE:
            raise TooLarge("too_large")
        return bytes(await _asked(found.download_as_bytearray))

    def _markup(
        self, address: str, message: Outgoing
    ) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
        """Buttons under the message; or the app's own button for one's number or place, taken away afterwards."""
        if message.asks is not None:
            self._offers.add(address)
            return self._offer(message.asks)
        if message.buttons:
            rows = [[InlineKeyboardButton(one.title, callback_data=data_of(one.payload))] for one in message.buttons]
            return InlineKeyboardMarkup(rows)
        if address in self._offers:
            self._offers.discard(address)
            return ReplyKeyboardRemove()
        return None

    def _offer(self, asks: Asks) -> ReplyKeyboardMarkup:
        is_phone = asks is Asks.PHONE
        title = self._words.say("ask_phone" if is_phone else "ask_place")
        button = KeyboardButton(title, request_contact=is_phone, request_location=not is_phone)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)


async def _asked(call: Callable[[], Awaitable[T]]) -> T:
    """What the library gives; its errors become ours, which quote no address."""
    try:
        return await call()
    except RetryAfter as error:
        raise AppError("flood", _seconds(error)) from None
    except InvalidToken:
        raise Refused("refused", REFUSED_AGAIN) from None
    except Forbidden:
        raise Unreachable("blocked") from None
    except BadRequest as error:
        # A file over the app's own limit, a chat that is gone, a message it will never take.
        raise (TooLarge("too_large") if "too big" in error.message else Unreachable("bad_request")) from None
    except TelegramError as error:
        raise AppError(type(error).__name__) from None


def _seconds(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


class News:
    """Hears of updates: asks for them, and says that we have them once they are in the inbox; or has them brought."""

    def __init__(
        self,
        bot: Bot,
        counter: Counter,
        poll: int = POLL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._counter = counter
        self._seconds = poll
        self._sleep = sleep
        self._failures = 0
        self._is_refused = False
        self._acknowledging: set[asyncio.Task[None]] = set()

    async def poll(self, menu: Mapping[str, str]) -> None:
        """Asks until it is cancelled, whatever Telegram does."""
        offset: int | None = None
        is_begun = False
        while True:
            try:
                if not is_begun:
                    await begin(self._bot, menu)
                    offset, is_begun = await self._counter.offset(self._queue), True
                offset = await self._round(offset)
                self._failures, self._is_refused = 0, False
            except (TelegramError, StorageError) as error:
                await self._wait_after(error)

    async def await_hook(self, menu: Mapping[str, str], address: str, secret: str) -> None:
        """Tells Telegram, as often as it takes, where updates are to be brought."""
        while True:
            try:
                await begin(self._bot, menu, address, secret)
                return
            except TelegramError as error:
                await self._wait_after(error)

    async def _round(self, offset: int | None) -> int | None:
        updates = await self._bot.get_updates(
            offset=offset, limit=AT_ONCE, timeout=self._seconds, allowed_updates=list(WANTED)
        )
        if not updates:
            return offset
        following = updates[-1].update_id + 1
        await self._counter.take_in(read_all(updates, self._bot), (self._queue, following))
        self._acknowledge(updates)
        return following

    @property
    def _queue(self) -> str:
        """The updates of this very bot: another one counts anew."""
        return f"{NAME} {self._bot.id}"

    def _acknowledge(self, updates: Sequence[Update]) -> None:
        """Buttons that were tapped stop waiting."""
        taps = [update.callback_query for update in updates if update.callback_query is not None]
        for tap in taps:
            task = asyncio.create_task(acknowledge(tap.id, self._bot))
            self._acknowledging.add(task)
            task.add_done_callback(self._acknowledging.discard)

    async def _wait_after(self, error: Exception) -> None:
        self._failures += 1
        wish = timedelta(0)
        if isinstance(error, (InvalidToken, Forbidden)):
            if not self._is_refused:
                log.error("telegram: the token is refused: put a valid one into LINBAN_TELEGRAM_TOKEN")
            self._is_refused, wish = True, REFUSED_AGAIN
        elif isinstance(error, RetryAfter):
            wish = _seconds(error)
        elif isinstance(error, Conflict):
            log.error("telegram: another program reads this bot's messages")
        elif self._failures == 1 or not isinstance(error, NetworkError):
            log.warning("telegram: no updates: %s", type(error).__name__)
        wait = pause(min(self._failures, 6), wish) or wish
        await self._sleep(wait.total_seconds())


async def acknowledge(tap: str, bot: Bot) -> None:
    """A button that was tapped stops waiting. Never raises: it stops by itself, later."""
    try:
        await bot.answer_callback_query(tap)
    except TelegramError as error:
        log.debug("telegram: %s", type(error).__name__)


async def begin(bot: Bot, menu: Mapping[str, str], hook: str = "", secret: str = "") -> None:
    """Tells Telegram how we hear of updates, and the menu. Raises TelegramError."""
    await bot.initialize()
    await bot.set_my_commands([BotCommand(name, says) for name, says in menu.items()])
    if hook:
        await bot.set_webhook(hook, secret_token=secret, allowed_updates=list(WANTED))
    else:
        await bot.delete_webhook()


def read_all(updates: Sequence[Update], bot: Bot) -> list[Any]:
    """What is for us among the updates."""
    found = (read_update(update, bot.username, bot.id) for update in updates)
    return [one for one in found if one is not None]


async def hook(body: bytes, headers: Mapping[str, str], secret: str, bot: Bot, counter: Counter) -> int:
    """An update that Telegram brings; the HTTP status to answer with. It brings it again after a 5xx."""
    if not secret or not hmac.compare_digest(headers.get(_SECRET.lower(), "").encode(), secret.encode()):
        return 403
    try:
        update = Update.de_json(json.loads(body), bot)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return 400
    if update is None or not isinstance(update.update_id, int):
        return 400
    try:
        await counter.take_in(read_all([update], bot))
    except StorageError as error:
        log.error("telegram: an update was not kept: %s", type(error.__cause__ or error).__name__)
        return 503
    if update.callback_query is not None:
        await acknowledge(update.callback_query.id, bot)
    return 200
