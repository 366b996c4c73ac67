"""The one Rasa input channel: every way in and out of the station asks here.

`POST /webhooks/linban/turn` takes `{"session", "text", "channel", "metadata"}` and streams the items of
`channels.wire`; among the metadata may be other readings of the same sound, which are not kept
(`assistant.text.also_heard`). `POST /webhooks/linban/forget` takes `{"session"}` and erases the conversation. Both want
the station's token as `Authorization: Bearer …`.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, ResponseStream, empty, json

from assistant.metrics import TURN_SECONDS, timed
from assistant.settings import is_practice
from channels.conversing import converse
from channels.fallback import Fallback
from channels.gate import admit, admit_about
from channels.observing import Observer, slots_of
from channels.wire import write

LONGEST_SESSION = 200
"""Characters of a session's name."""


class LinbanChannel(InputChannel):  # type: ignore[misc]  # Rasa ships no types
    """Streams replies as they are ready, and answers a failure with a sentence."""

    def __init__(self, token: str, fallback: Fallback, observer: Observer | None = None) -> None:
        self._token = token
        self._fallback = fallback
        self._observer = observer

    @classmethod
    def name(cls) -> str:
        """Part of the address."""
        return "linban"

    def blueprint(self, on_new_message: Callable[..., Any]) -> Blueprint:
        """The routes; Rasa's own `on_new_message` gives no way to stream and is not used."""
        routes = Blueprint("linban_webhook")

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return self._refusal(request) or self._turn(request.app.ctx.agent, request.json)

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            refusal = self._refusal(request)
            if refusal is None:
                await self._forget(request.app.ctx.agent.tracker_store, request.json["session"])
            return refusal or empty()

        return routes

    def _turn(self, agent: Agent, asked: Mapping[str, Any]) -> Any:
        async def stream(response: Any) -> None:
            text = admit(str(asked.get("text") or ""))
            channel, metadata = str(asked.get("channel") or "linban"), admit_about(asked.get("metadata") or {})
            session = asked["session"]
            observer = None if is_practice(session) else self._observer
            with timed(TURN_SECONDS):
                async for item in converse(agent, self._fallback, session, text, channel, metadata, observer):
                    await response.write(write(item).decode())

        return ResponseStream(stream, content_type="application/x-ndjson")

    async def _forget(self, store: Any, session: str) -> None:
        observer = None if is_practice(session) else self._observer
        tracker = await store.retrieve(session) if observer else None
        if observer is not None and tracker is not None:
            observer.over(session, slots_of(tracker))
        await store.delete(session)

    def _refusal(self, request: Request) -> HTTPResponse | None:
        sent = request.headers.get("authorization", "")
        if not self._token or not hmac.compare_digest(sent.encode(), f"Bearer {self._token}".encode()):
            return json({"error": "the token is missing or wrong"}, 401)
        asked = _body(request)
        session = asked.get("session") if isinstance(asked, dict) else None
        if not isinstance(session, str) or not 0 < len(session) <= LONGEST_SESSION:
            return json({"error": "a turn is a JSON object with a session and a text"}, 400)
        return None


def _body(request: Request) -> Any:
    try:
        return request.json
    except Exception:  # sanic's InvalidUsage: the body is no JSON
        return None
