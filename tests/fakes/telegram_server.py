"""A small Telegram: the part of the public Bot API that a bot like ours uses, over HTTP, with people in it.

Whatever goes wrong with the real one can be made to: a revoked token, 429 with `retry_after`, 502, silence.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.house import House

TOKEN = "4242:the-bots-own-word"
BOT = {"id": 4242, "is_bot": True, "first_name": "邻伴", "username": "linban_bot"}
GROUP = -100_4242
_LONGEST_POLL = 0.5


@dataclass
class Sent:
    """One message of the bot. `buttons`: title to data; `asks`: which button of the app's own is shown."""

    chat: int
    number: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    asks: str | None = None
    voice: bytes | None = None
    at: float = field(default_factory=time.monotonic)


@dataclass
class Telegram:
    """`failures`: statuses that the next calls are answered with, 429 with `retry_after` seconds.

    `token`: the one that is taken. `calls`: the name of each method that was called. `actions`: what was shown.
    """

    token: str = TOKEN
    bot: dict[str, Any] = field(default_factory=lambda: dict(BOT))
    failures: list[int] = field(default_factory=list)
    retry_after: int = 1
    calls: list[str] = field(default_factory=list)
    sent: dict[int, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    actions: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    blocked: set[int] = field(default_factory=set)
    menu: list[dict[str, str]] = field(default_factory=list)
    webhook: dict[str, Any] | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    on_sent: Callable[[Sent], None] | None = None
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # People

    def update(self, **content: Any) -> dict[str, Any]:
        """Anything, for the bot to fetch."""
        with self._lock:
            made = {"update_id": next(self._numbers), **content}
            self._updates.append(made)
        return made

    def again(self, update: dict[str, Any]) -> None:
        """The same update once more, under its number."""
        with self._lock:
            self._updates.append(update)

    def message(self, chat: int, **content: Any) -> dict[str, Any]:
        """A message of somebody; in the group, of person `chat`."""
        where = content.pop("where", None) or {"id": chat, "type": "private", "first_name": "玉"}
        author = {"id": abs(chat), "is_bot": False, "first_name": "玉", "language_code": content.pop("language", "zh")}
        body = {"message_id": next(self._numbers), "date": int(time.time()), "chat": where, "from": author, **content}
        return self.update(message=body)

    def say(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """Writes."""
        if text.startswith("/"):
            length = len(text.split()[0])
            more = {"entities": [{"type": "bot_command", "offset": 0, "length": length}], **more}
        return self.message(chat, text=text, **more)

    def speak(self, chat: int, sound: bytes, seconds: int = 3, size: int | None = None) -> dict[str, Any]:
        """Sends a voice note."""
        number = f"voice-{next(self._numbers)}"
        self.files[number] = sound
        size = len(sound) if size is None else size
        voice = {"file_id": number, "file_unique_id": number, "duration": seconds, "file_size": size}
        return self.message(chat, voice=voice)

    def tap(self, chat: int, title: str) -> dict[str, Any]:
        """Taps the newest button of that title."""
        message = next(one for one in reversed(self.sent[chat]) if title in one.buttons)
        return self.tap_data(chat, message.number, message.buttons[title])

    def tap_data(self, chat: int, message: int, data: str) -> dict[str, Any]:
        """Taps a button of any message."""
        where = {"id": chat, "type": "private", "first_name": "玉"}
        author = {"id": chat, "is_bot": False, "first_name": "玉"}
        query = {"id": str(next(self._numbers)), "from": author, "chat_instance": "1", "data": data}
        body = {"message_id": message, "date": int(time.time()), "chat": where, "from": self.bot, "text": "…"}
        return self.update(callback_query={**query, "message": body})

    def texts(self, chat: int) -> list[str]:
        """Everything the bot wrote to somebody."""
        return [one.text for one in list(self.sent[chat])]

    # The Bot API

    async def call(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.calls.append(method)
        if request.path_params["token"] != self.token:
            return self._error(401, "Unauthorized")
        if self.failures:
            return self._fail(self.failures.pop(0))
        try:
            asked, files = await _parameters(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if method.startswith("send") and int(asked["chat_id"]) in self.blocked:
            return self._error(403, "Forbidden: bot was blocked by the user")
        handler = getattr(self, f"_{method}", None)
        if handler is None:
            return self._error(404, "Not Found: method not found")
        given = handler(asked, files)
        return JSONResponse({"ok": True, "result": await given if asyncio.iscoroutine(given) else given})

    async def download(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return self._error(401, "Unauthorized")
        if self.failures:
            return self._fail(self.failures.pop(0))
        return Response(self.files[request.path_params["path"]])

    def _fail(self, status: int) -> Response:
        if status == 429:
            wait = {"retry_after": self.retry_after}
            return self._error(429, f"Too Many Requests: retry after {self.retry_after}", parameters=wait)
        if status >= 500:
            return Response("<html>Bad Gateway</html>", status)
        return self._error(status, "Bad Request: made up")

    def _error(self, status: int, description: str, **more: Any) -> Response:
        body = {"ok": False, "error_code": status, "description": description, **more}
        return JSONResponse(body, status)

    def _getMe(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        return self.bot

    def _setMyCommands(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        self.menu = asked["commands"]
        return True

    def _setWebhook(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        self.webhook = asked
        return True

    def _deleteWebhook(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        self.webhook = None
        return True

    def _answerCallbackQuery(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        return True

    def _sendChatAction(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        self.actions[int(asked["chat_id"])].append(asked["action"])
        return True

    async def _getUpdates(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        """What is before the offset is confirmed, and never comes again."""
        wanted, end = asked.get("allowed_updates") or [], time.monotonic() + min(asked.get("timeout", 0), _LONGEST_POLL)
        with self._lock:
            self._updates = [one for one in self._updates if one["update_id"] >= asked.get("offset", 0)]
        while True:
            with self._lock:
                found = [one for one in self._updates if not wanted or set(one) & set(wanted)]
            if found or time.monotonic() > end:
                return found[: asked.get("limit", 100)]
            await asyncio.sleep(0.01)

    def _getFile(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        name = asked["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_size": len(self.files[name]), "file_path": name}

    def _sendMessage(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        return self._sent(asked, str(asked["text"]))

    def _sendVoice(self, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        return self._sent(asked, "", next(iter(files.values())))

    def _sent(self, asked: dict[str, Any], text: str, voice: bytes | None = None) -> Any:
        chat, markup = int(asked["chat_id"]), asked.get("reply_markup") or {}
        rows = markup.get("inline_keyboard") or ()
        buttons = {one["text"]: one["callback_data"] for row in rows for one in row}
        assert all(len(data.encode()) <= 64 for data in buttons.values()), "the Bot API takes 64 bytes"
        asks = [key for row in markup.get("keyboard") or () for one in row for key in one if key.startswith("request_")]
        sent = Sent(chat, next(self._numbers), text, buttons, asks[0] if asks else None, voice)
        self.sent[chat].append(sent)
        if self.on_sent is not None:
            self.on_sent(sent)
        where = {"id": chat, "type": "private"}
        return {"message_id": sent.number, "date": int(time.time()), "chat": where, "text": text}

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self.call, methods=["POST", "GET"]),
                Route("/file/bot{token}/{path:path}", self.download),
            ]
        )


async def _parameters(request: Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A form's fields, each a JSON value or a text, and its files."""
    form = await request.form()
    asked, files = dict[str, Any](), dict[str, bytes]()
    for name, value in form.items():
        if isinstance(value, str):
            asked[name] = _value(name, value)
        else:
            files[name] = await value.read()
    return asked, files


def _value(name: str, text: str) -> Any:
    if name == "text":
        return text
    with contextlib.suppress(ValueError):
        return json.loads(text)
    return text


@contextlib.contextmanager
def open_telegram(telegram: Telegram) -> Iterator[House]:
    """The server, up."""
    house = House(telegram.app)
    house.up()
    try:
        yield house
    finally:
        house.down()
