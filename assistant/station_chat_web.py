"""What the process of a messaging app answers over HTTP: that it is well, and what the app brings by itself."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from channels import telegram, wechat
from channels.messaging.counter import Counter

MOST_BODY = 1024 * 1024
"""Bytes: no update comes near it."""


def telegram_web(bot: Any, counter: Counter, secret: str) -> Starlette:
    """`/health`, and `/telegram` for whoever knows the webhook's secret."""

    async def hook(request: Request) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await telegram.hook(body, headers, secret, bot, counter))

    return Starlette(routes=[Route("/health", _health), Route("/telegram", hook, methods=["POST"])])


def wechat_web(door: wechat.Door) -> Starlette:
    """`/health`, and `/wechat` for what WeChat has signed."""

    async def greet(request: Request) -> Response:
        return _as_http(door.greet(_asked(request, b"")))

    async def receive(request: Request) -> Response:
        body = await _read(request)
        return Response(status_code=413) if body is None else _as_http(await door.receive(_asked(request, body)))

    routes = [Route("/wechat", greet, methods=["GET"]), Route("/wechat", receive, methods=["POST"])]
    return Starlette(routes=[Route("/health", _health), *routes])


async def _read(request: Request) -> bytes | None:
    """The body; None when it is longer than anything an app brings, and then it is not read to its end."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            return None
    return body


async def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _asked(request: Request, body: bytes) -> wechat.Request:
    return wechat.Request(dict(request.query_params), body)


def _as_http(answer: wechat.Response) -> Response:
    return PlainTextResponse(answer.text, answer.status)
