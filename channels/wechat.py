"""A WeChat Official Account, on wechatpy: what it brings becomes `Incoming`, what is said goes out in two ways.

WeChat waits five seconds for an answer: one that is ready by then goes back with the question; one that is not, and
whatever more there is to say, goes out as a customer-service message.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import struct
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any, TypeVar
from xml.parsers.expat import ExpatError

from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.replies import TextReply

from actions.ports import StorageError
from channels.messaging.buttons import plain_data_of
from channels.messaging.counter import Counter
from channels.messaging.handling import LARGEST_NOTE
from channels.messaging.outgoing import Outgoing
from channels.messaging.patience import GIVE_UP_AFTER, pause
from channels.messaging.ports import AppError, Mute, TooLarge, Unreachable
from channels.messaging.sound import as_mp3
from channels.messaging.wechat_client import NAME, Interface
from channels.messaging.wechat_messages import read_message
from channels.messaging.words import Words
from channels.wechat_settings import WeChatSettings

log = logging.getLogger(__name__)

T = TypeVar("T")

WAITS = 4.0
"""Seconds in which an answer goes back with the question; WeChat asks again after five."""

REMEMBERED = 1000
"""Questions whose answer is given again when WeChat asks again."""

SUCCESS = "success"
"""What tells WeChat that the message is ours now."""

MOST_BYTES = 2048
"""Of a message, in UTF-8."""

_END_OF_CDATA = "]]>"
"""Would end the text of an answer before its time."""

_MOST_BODY = 64 * 1024
_MOST_SOUND = 60 * 3_000
"""Bytes of a minute of MP3: WeChat takes no longer voice message."""


class Waiting:
    """Questions that WeChat waits for an answer to, by the key of the message."""

    def __init__(self) -> None:
        self._questions: OrderedDict[str, asyncio.Future[str]] = OrderedDict()

    def known(self, key: str) -> asyncio.Future[str] | None:
        """The question that came before under the same key."""
        return self._questions.get(key)

    def begin(self, key: str) -> asyncio.Future[str]:
        """A new question."""
        future = self._questions[key] = asyncio.get_running_loop().create_future()
        while len(self._questions) > REMEMBERED:
            self._questions.popitem(last=False)
        return future

    def answer(self, key: str, text: str) -> bool:
        """Answers the question; False when it is not waited for any more."""
        future = self._questions.get(key)
        if future is None or future.done():
            return False
        future.set_result(text)
        return True

    def forget(self, key: str) -> None:
        """The question may come again, as a new one."""
        self._questions.pop(key, None)


class WeChat:
    """The `App` of `channels.messaging.ports`."""

    name = NAME
    longest = 400
    """Characters: WeChat takes 2048 bytes, three for a character, and the buttons are in them."""
    joins = True

    def __init__(self, interface: Interface, words: Words) -> None:
        self._interface = interface
        self._words = words
        self.waiting = Waiting()

    def data_of(self, payload: str) -> str:
        """What a line of a message carries for a payload."""
        return plain_data_of(payload)

    async def send(self, address: str, message: Outgoing, answering: str | None = None) -> None:
        """Answers the question WeChat waits with, or writes of our own accord."""
        for text in written(message):
            if answering is None or not self.waiting.answer(answering, text):
                await self._call(partial(self._interface.message.send_text, address, text))

    async def send_voice(self, address: str, sound: bytes) -> None:
        """As MP3, which WeChat keeps for three days; longer ones than it takes are left at what was written."""
        mp3 = await asyncio.to_thread(as_mp3, sound)
        if len(mp3) > _MOST_SOUND:
            raise Mute("longer than a minute")
        kept = await self._call(lambda: self._interface.media.upload("voice", ("voice.mp3", mp3, "audio/mpeg")))
        await self._call(lambda: self._interface.message.send_voice(address, kept["media_id"]))

    async def busy(self, address: str, *, is_recording: bool = False) -> None:
        """Shows that somebody is typing. Never raises."""
        asked = {"touser": address, "command": "Typing"}
        try:
            await self._call(lambda: self._interface.post("message/custom/typing", data=asked))
        except (AppError, StorageError) as error:
            log.debug("wechat: %s", type(error).__name__)

    async def fetch(self, file: str) -> bytes:
        """The contents of a voice note."""
        found = await self._call(lambda: self._interface.media.download(file))
        if isinstance(found, Mapping):
            raise Unreachable("no_media")
        if len(found.content) > LARGEST_NOTE:
            raise TooLarge("too_large")
        return bytes(found.content)

    async def show_menu(self) -> None:
        """Puts the commands into WeChat's own menu. Raises AppError, StorageError."""
        menu = {"button": [_entry(one) for one in _menu(self._words)]}
        await self._call(lambda: self._interface.menu.create(menu))

    async def _call(self, call: Callable[[], T]) -> T:
        given: T = await asyncio.to_thread(self._interface.ask, call)
        return given


async def keep_menu(app: WeChat) -> None:
    """Shows the menu, as soon as WeChat lets us; an account without that right goes without."""
    failures = 0
    while True:
        try:
            await app.show_menu()
            return
        except Unreachable as error:
            log.warning("wechat: there is no menu: %s", error.problem)
            return
        except (AppError, StorageError) as error:
            failures += 1
            if failures == 1:
                log.warning("wechat: the menu is not shown yet: %s", type(error).__name__)
            await asyncio.sleep((pause(min(failures, 8)) or GIVE_UP_AFTER).total_seconds())


def written(message: Outgoing) -> tuple[str, ...]:
    """The text, and each button as a line that sends itself; in two messages where one does not hold it."""
    lines = [
        f'<a href="weixin://bizmsgmenu?msgmenucontent={escape(one.title)}&msgmenuid={plain_data_of(one.payload)}">'
        f"{escape(one.title)}</a>"
        for one in message.buttons
    ]
    text = message.text.replace(_END_OF_CDATA, "")
    whole = "\n\n".join((text, *lines))
    return (whole,) if len(whole.encode()) <= MOST_BYTES else (text, "\n\n".join(lines))


@dataclass(frozen=True)
class Request:
    """What WeChat sent: the parameters of the address, and the body."""

    parameters: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Response:
    """What to answer with."""

    status: int
    text: str = ""


class Door:
    """Lets in what WeChat has signed, and answers it once, however often it is brought."""

    def __init__(self, settings: WeChatSettings, app: WeChat, counter: Counter, waits: float = WAITS) -> None:
        self._settings = settings
        self._app = app
        self._counter = counter
        self._waits = waits
        key = settings.aes_key
        self._crypto = WeChatCrypto(settings.token, key, settings.app_id) if key else None

    def greet(self, request: Request) -> Response:
        """WeChat makes sure that the address is ours."""
        if not self._is_signed(request):
            return Response(403)
        return Response(200, request.parameters.get("echostr", ""))

    async def receive(self, request: Request) -> Response:
        """A message or an event."""
        if not self._is_signed(request) or len(request.body) > _MOST_BODY:
            return Response(403)
        try:
            message = parse_message(self._opened(request))
        except (InvalidSignatureException, InvalidAppIdException):
            return Response(403)
        except _UNREADABLE:
            return Response(400)
        incoming = read_message(message) if message is not None else None
        if incoming is None:
            return Response(200, SUCCESS)
        text = await self._answered(incoming)
        if text is None:
            return Response(503)
        return Response(200, self._reply(text, message, request) if text else SUCCESS)

    async def _answered(self, incoming: Any) -> str | None:
        """The answer, "" when it is not ready yet; None when the message could not be kept."""
        waiting, key = self._app.waiting, incoming.key
        question = waiting.known(key)
        if question is None:
            question = waiting.begin(key)
            try:
                is_new = await self._counter.take_in([incoming])
            except StorageError as error:
                log.error("wechat: a message was not kept: %s", type(error.__cause__ or error).__name__)
                waiting.forget(key)
                return None
            if not is_new:
                waiting.answer(key, "")
        try:
            return await asyncio.wait_for(asyncio.shield(question), self._waits)
        except asyncio.TimeoutError:
            waiting.answer(key, "")
            return ""

    def _is_signed(self, request: Request) -> bool:
        told = request.parameters
        parts = sorted((self._settings.token, told.get("timestamp", ""), told.get("nonce", "")))
        ours = hashlib.sha1("".join(parts).encode()).hexdigest()
        return hmac.compare_digest(ours.encode(), told.get("signature", "").encode())

    def _opened(self, request: Request) -> str:
        """The message in plain text. Raises what wechatpy raises."""
        told = request.parameters
        if self._crypto is None:
            return request.body.decode()
        signature, timestamp, nonce = (told.get(name, "") for name in ("msg_signature", "timestamp", "nonce"))
        return str(self._crypto.decrypt_message(request.body.decode(), signature, timestamp, nonce))

    def _reply(self, text: str, message: Any, request: Request) -> str:
        xml = TextReply(content=text, message=message).render()
        if self._crypto is None:
            return str(xml)
        nonce, timestamp = request.parameters.get("nonce", ""), request.parameters.get("timestamp", "")
        return str(self._crypto.encrypt_message(xml, nonce, timestamp))


_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, ExpatError, struct.error)
"""What wechatpy raises for what is no message, or was closed with another key."""


def _menu(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Three entries, each with commands under it."""
    return [
        (words.say("wechat_menu.services"), [("services", words.menu["services"])]),
        (words.say("wechat_menu.mine"), [(name, words.menu[name]) for name in ("my", "voice", "lang", "forget")]),
        (words.say("wechat_menu.help"), [(name, words.menu[name]) for name in ("human", "help")]),
    ]


def _entry(entry: tuple[str, list[tuple[str, str]]]) -> dict[str, Any]:
    title, commands = entry
    below = [{"type": "click", "name": says, "key": f"/{name}"} for name, says in commands]
    return {**below[0], "name": title} if len(below) == 1 else {"name": title, "sub_button": below}
