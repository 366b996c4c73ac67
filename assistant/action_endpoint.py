"""How Rasa reaches our actions: over HTTP or in its own process, never for long, and never into silence.

Rasa waits up to five minutes for an action and says nothing when it fails. Here a failed or late action counts as
one that answered with a sentence of `domain/responses/failures.yml`, so that a person hears something and is
offered help.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import orjson
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from assistant.action_schema import checked

log = logging.getLogger(__name__)

LONGEST = 3.0
"""Seconds an action may take: an answer is due within five."""

_CALLS_A_PERSON = frozenset({"action_call_person", "action_raise_alarm"})


def apology(action: str) -> dict[str, Any]:
    """An action's answer when it has none: where a person was to be called, how to call one by hand."""
    response = "utter_person_by_hand" if action in _CALLS_A_PERSON else "utter_fallback"
    return {"events": [], "responses": [{"response": response}]}


class PatientEndpoint(EndpointConfig):  # type: ignore[misc]  # Rasa ships no types
    """The action server at `url`, over connections that are kept until `close`.

    `others`: further workers of it. They are asked in turn; one that is away is passed over.
    """

    def __init__(
        self, url: str, headers: Mapping[str, str], longest: float = LONGEST, others: Sequence[str] = ()
    ) -> None:
        super().__init__(url, headers=dict(headers), enable_selective_domain=True)
        self._workers = deque((url, *others))
        self._longest = longest
        self._open: aiohttp.ClientSession | None = None

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The action's answer, or an apology."""
        call = kwargs["json"]
        return await within(call["next_action"], self._ask(call), self._longest)

    async def close(self) -> None:
        """Ends the connections."""
        if self._open is not None:
            await self._open.close()

    async def _ask(self, call: Mapping[str, Any]) -> Any:
        if self._open is None:
            self._open = aiohttp.ClientSession(headers={**self.headers, "Content-Type": "application/json"})
        body = orjson.dumps(call)
        for _ in range(len(self._workers) - 1):
            self._workers.rotate(-1)
            with suppress(aiohttp.ClientConnectionError):
                return await _answer_of(self._open, self._workers[0], body)
        self._workers.rotate(-1)
        return await _answer_of(self._open, self._workers[0], body)


async def _answer_of(client: aiohttp.ClientSession, url: str, body: bytes) -> Any:
    async with client.post(url, data=body, raise_for_status=True) as answer:
        return orjson.loads(await answer.read())


class InProcessEndpoint(EndpointConfig):  # type: ignore[misc]
    """The actions of this very process."""

    def __init__(self, executor: ActionExecutor, longest: float = LONGEST) -> None:
        super().__init__("http://in-process", enable_selective_domain=True)
        self._executor = executor
        self._longest = longest

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The action's answer, or an apology."""
        call = kwargs["json"]
        return await within(call["next_action"], self._executor.run(call), self._longest)


async def within(action: str, answer: Any, longest: float) -> Any:
    """What `answer` gives in `longest` seconds, or an apology for `action`."""
    try:
        return checked(await asyncio.wait_for(answer, longest))
    except Exception as error:
        log.error("%s gave no answer: %s", action, type(error).__name__)
        return apology(action)
