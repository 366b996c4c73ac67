"""The interface as an ASGI app, to be mounted at /api/v1."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from actions.ports import StorageError
from channels.api.dictionary import dictionary_page
from channels.api.door import Allowance, Door
from channels.api.models import KEY, NUMBER, Problem
from channels.api.openapi import openapi
from channels.api.operation import Call, Operation, Parts, Refusal
from channels.api.operations import OPERATIONS
from channels.api.settings import STYLE, ApiSettings
from channels.security_headers import SecurityHeaders

log = logging.getLogger(__name__)

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_JSON = re.compile(r"application/json(?:;\s*charset=utf-8)?", re.IGNORECASE)

Endpoint = Callable[[Request], Awaitable[Response]]


def build_api(parts: Parts, settings: ApiSettings | None = None) -> Starlette:
    """Every operation behind its door; the description and the data dictionary are open to everybody."""
    settings = settings or ApiSettings()
    door = Door(Allowance(settings.a_minute), Allowance(settings.guesses))
    document, dictionary = openapi(OPERATIONS), dictionary_page(OPERATIONS)

    async def described(request: Request) -> Response:
        return JSONResponse(document)

    async def explained(request: Request) -> Response:
        return HTMLResponse(dictionary)

    async def style(request: Request) -> Response:
        return FileResponse(STYLE)

    return Starlette(
        routes=[
            Route("/openapi.json", described),
            Route("/docs", explained),
            Route("/dictionary.css", style),
            *(_route(operation, parts, door, settings) for operation in OPERATIONS),
        ],
        middleware=[
            Middleware(SecurityHeaders, headers=_HEADERS),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        ],
        exception_handlers={HTTPException: _not_there},
    )


def _route(operation: Operation, parts: Parts, door: Door, settings: ApiSettings) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            return await _answer(operation, request, parts, door, settings)
        except Refusal as refusal:
            return _problem(refusal.status, refusal.title, refusal.headers)
        except StorageError as error:
            log.error("the interface cannot use the store: %s", type(error.__cause__ or error).__name__)
            return _problem(503, "The store cannot be used now.", {"Retry-After": "30"})

    return Route(operation.path, endpoint, methods=[operation.method])


async def _answer(operation: Operation, request: Request, parts: Parts, door: Door, settings: ApiSettings) -> Response:
    token = await run_in_threadpool(door.enter, request, operation.scope, parts)
    call = Call(
        parts,
        token,
        _path(request),
        _read(operation.query, _query(request)) if operation.query else None,
        _read(operation.body, await _body(request, settings.most_bytes)) if operation.body else None,
        _key(request) if operation.body else "",
    )
    answer = await run_in_threadpool(operation.handle, call)
    return _tagged(request, answer) if operation.method == "GET" else _json(answer)


def _path(request: Request) -> dict[str, str]:
    number = request.path_params.get("number")
    if number is not None and not re.fullmatch(NUMBER, number):
        raise Refusal(422, "A case has a number of eight digits.")
    key = request.path_params.get("key")
    if key is not None and not re.fullmatch(KEY, key):
        raise Refusal(422, "A case is handed over under a key of 8 to 64 letters, digits, - and _.")
    return {name: str(value) for name, value in (("number", number), ("key", key)) if value is not None}


def _query(request: Request) -> dict[str, Any]:
    pairs = request.query_params.multi_items()
    if len({name for name, _ in pairs}) < len(pairs):
        raise Refusal(422, "A parameter was given twice.")
    return dict(pairs)


async def _body(request: Request, most: int) -> Any:
    if not _JSON.fullmatch(request.headers.get("content-type", "")):
        raise Refusal(415, "The body must be JSON.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise Refusal(413, "The body is too big.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(422, "The body is no JSON.") from error


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not re.fullmatch(KEY, key):
        raise Refusal(422, "An Idempotency-Key of 8 to 64 letters, digits, - and _ is needed.")
    return key


def _read(model: type[BaseModel], told: Any) -> BaseModel:
    """Names what is wrong, and never quotes what was sent."""
    try:
        return model.parse_obj(told)
    except ValidationError as error:
        fields = sorted({str(part) for one in error.errors() for part in one["loc"][:1] if part in model.__fields__})
        raise Refusal(422, f"Not as described: {', '.join(fields) or 'the whole'}.") from error


def _tagged(request: Request, answer: BaseModel) -> Response:
    response = _json(answer)
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in asked or "*" in asked:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return response


def _json(answer: BaseModel) -> Response:
    return Response(answer.json(exclude_none=True, ensure_ascii=False), media_type="application/json")


def _problem(status: int, title: str, headers: dict[str, str] | None = None) -> Response:
    told = Problem(title=title, status=status).json()
    return Response(told, status, headers, media_type="application/problem+json")


async def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, str(error.detail), dict(error.headers or {}))
