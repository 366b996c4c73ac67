"""What an action may answer, checked and read at a glance.

Rasa compiles a JSON schema of every event there is for each answer and tries them one after the other, and looks
through all its classes for each event. Our actions set slots and say something; what they answer beyond that is
refused.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


class NoAnswer(ValueError):
    """What came back is not the answer of an action."""


def checked(answer: Any) -> dict[str, Any]:
    """The answer itself. Raises NoAnswer unless it is slots and responses."""
    if not isinstance(answer, dict):
        raise NoAnswer("an answer is an object")
    events, responses = answer.get("events"), answer.get("responses")
    if not isinstance(events, list) or not all(map(_sets_a_slot, events)):
        raise NoAnswer("the events of an answer are slots with a name and a value")
    if not isinstance(responses, list) or not all(isinstance(one, dict) for one in responses):
        raise NoAnswer("the responses of an answer are objects")
    return answer


def _sets_a_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.get("event") == "slot"
        and isinstance(event.get("name"), str)
        and "value" in event
    )


def trust_the_endpoint() -> None:
    """Makes every remote action take what our endpoints pass on, which is `checked`, and know its events by name."""
    RemoteAction._validate_action_result = _is_checked
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))


def _is_checked(self: RemoteAction, result: dict[str, Any]) -> bool:
    return True
