"""How Rasa reaches our actions: over HTTP or in its own process, never for long, and never into silence.

Rasa waits up to five minutes for an action and says nothing when it fails. Here a failed or late action counts as
one that answered with a sentence of `domain/responses/failures.yml`, so that a person hears something and is
offered help.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

log = logging.getLogger(__name__)

LONGEST = 3.0
"""Seconds an action may take: an answer is due within five."""

_CALLS_A_PERSON = frozenset({"action_call_person", "action_raise_alarm"})


def apology(action: str) -> dict[str, Any]:
    """An action's answer when it has none: where a person was to be called, how to call one by hand."""
    response = "utter_person_by_hand" if action in _CALLS_A_PERSON else "utter_fallback"
    return {"events": [], "responses": [{"response": response}]}


class PatientEndpoint(EndpointConfig):  # type: ignore[misc]  # Rasa ships no types
    """The action server at `url`."""

    def __init__(self, url: str, headers: Mapping[str, str], longest: float = LONGEST) -> None:
        super().__init__(url, headers=dict(headers), enable_selective_domain=True)
        self._longest = longest

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The action's answer, or an apology."""
        return await within(kwargs["json"]["next_action"], super().request(*args, **kwargs), self._longest)


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
        return await asyncio.wait_for(answer, longest) or apology(action)
    except Exception as error:
        log.error("%s gave no answer: %s", action, type(error).__name__)
        return apology(action)
