"""A small WeChat: its interface for Official Accounts over HTTP, and the messages it would bring, signed.

Errors are its own: `errcode` in a body with status 200.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from wechatpy.crypto import WeChatCrypto

from channels.wechat_settings import WeChatSettings
from tests.fakes.house import House

APP_ID = "wx0123456789abcdef"
SECRET, TOKEN = "the-accounts-secret", "the-accounts-word"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass
class WeChat:
    """`errors`: what the next calls but those for the menu are answered with.

    `tokens`: how many were given out; only the last is taken.
    `sent`: what was written to whom of our own accord, `spoken`: what was said. `lasts`: seconds of a token.
    """

    errors: list[int] = field(default_factory=list)
    tokens: int = 0
    lasts: int = 7200
    sent: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spoken: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    calls: list[str] = field(default_factory=list)
    menu: dict[str, Any] | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    secret: str = SECRET
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def token(self, request: Request) -> Response:
        """Gives out a token; the one before is not taken any more."""
        self.calls.append("token")
        if request.query_params.get("secret") != self.secret:
            return JSONResponse({"errcode": 40125, "errmsg": "invalid appsecret"})
        await asyncio.sleep(0.1)
        with self._lock:
            self.tokens += 1
        return JSONResponse({"access_token": f"token-{self.tokens}", "expires_in": self.lasts})

    async def call(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.calls.append(name)
        if request.query_params.get("access_token") != f"token-{self.tokens}":
            return JSONResponse({"errcode": 40001, "errmsg": "invalid credential, access_token is invalid"})
        if self.errors and name != "menu/create":
            code = self.errors.pop(0)
            return Response(status_code=502) if code == 502 else JSONResponse({"errcode": code, "errmsg": "made up"})
        if name == "media/get":
            return self._media(request.query_params["media_id"])
        if name == "media/upload":
            return await self._upload(request)
        body = await request.json()
        if name == "message/custom/send" and body["msgtype"] == "voice":
            self.spoken[body["touser"]].append(self.media[body["voice"]["media_id"]])
        elif name == "message/custom/send":
            self.sent[body["touser"]].append(body["text"]["content"])
        if name == "menu/create":
            self.menu = body
        return JSONResponse({"errcode": 0, "errmsg": "ok"})

    def _media(self, name: str) -> Response:
        if name not in self.media:
            return JSONResponse({"errcode": 40007, "errmsg": "invalid media_id"})
        return Response(self.media[name], media_type="audio/amr")

    async def _upload(self, request: Request) -> Response:
        """Keeps a voice message of at most 2 MB in a form that WeChat plays."""
        file = (await request.form())["media"]
        assert not isinstance(file, str) and request.query_params["type"] == "voice"
        sound, number = await file.read(), f"media-{len(self.media)}"
        if not str(file.filename).endswith((".mp3", ".amr")) or len(sound) > 2 * 1024 * 1024:
            return JSONResponse({"errcode": 40006, "errmsg": "invalid media"})
        self.media[number] = sound
        return JSONResponse({"type": "voice", "media_id": number, "created_at": int(time.time())})

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/cgi-bin/token", self.token),
                Route("/cgi-bin/{name:path}", self.call, methods=["GET", "POST"]),
            ]
        )


@contextlib.contextmanager
def open_wechat(wechat: WeChat) -> Iterator[House]:
    """The server, up."""
    house = House(wechat.app)
    house.up()
    try:
        yield house
    finally:
        house.down()


def settings(api: str, *, aes: bool = False, secret: str = SECRET) -> WeChatSettings:
    """The account as the station knows it."""
    return WeChatSettings(APP_ID, secret, TOKEN, AES_KEY if aes else "", api)


@dataclass
class Bringer:
    """What WeChat brings to the address of an account, signed, and encrypted where `aes`."""

    client: httpx.AsyncClient
    aes: bool = False
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def text(self, person: str, content: str, number: int | None = None, **more: str) -> httpx.Response:
        """Somebody writes. `number`: that of the message, to bring it again."""
        return await self.message(person, number, MsgType="text", Content=content, **more)

    async def event(self, person: str, name: str, key: str = "", at: int = 1700000000) -> httpx.Response:
        """A subscription or a click."""
        body = {"MsgType": "event", "Event": name, "EventKey": key, "CreateTime": str(at)}
        return await self.bring(_xml({"ToUserName": "gh_linban", "FromUserName": person, **body}))

    async def message(self, person: str, number: int | None = None, **fields: str) -> httpx.Response:
        """Any message."""
        head = {"ToUserName": "gh_linban", "FromUserName": person, "CreateTime": str(int(time.time()))}
        return await self.bring(_xml({**head, "MsgId": str(number or 9000 + next(self._numbers)), **fields}))

    async def bring(self, xml: str, **wrong: str) -> httpx.Response:
        """A body; `wrong` replaces parameters."""
        timestamp, nonce = str(int(time.time())), f"nonce{next(self._numbers)}"
        told = {"timestamp": timestamp, "nonce": nonce, "signature": _signature(TOKEN, timestamp, nonce)}
        if self.aes:
            xml = WeChatCrypto(TOKEN, AES_KEY, APP_ID).encrypt_message(xml, nonce, timestamp)
            told["msg_signature"] = _fields(xml)["MsgSignature"]
            told["encrypt_type"] = "aes"
        return await self.client.post("/wechat", params={**told, **wrong}, content=xml.encode())

    def said(self, answer: httpx.Response) -> str:
        """The text of an answer; "" where it only says that the message is kept."""
        assert answer.status_code == 200
        if answer.text == "success":
            return ""
        body = answer.text
        if self.aes:
            closed = _fields(body)
            crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
            body = crypto.decrypt_message(body, closed["MsgSignature"], closed["TimeStamp"], closed["Nonce"])
        return _fields(body)["Content"]


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def _xml(fields: dict[str, str]) -> str:
    return "<xml>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items()) + "</xml>"


def _fields(xml: str) -> dict[str, str]:
    return {one.tag: one.text or "" for one in ElementTree.fromstring(xml)}
