"""An event as an action is told of it: what `actions.turn` reads, and nothing of what only Rasa itself needs."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, Restarted, SessionStarted, SlotSet, UserUttered

TOLD = (UserUttered, BotUttered, SlotSet, ActionExecuted, Restarted, SessionStarted)
"""The kinds that an action looks at."""

_RASAS_OWN = frozenset({"model_id", "assistant_id"})


def as_told(event: Event) -> dict[str, Any]:
    """As Rasa writes it, without the empty and without the model's name, which each event carries anew."""
    told = {"event": event.type_name, "timestamp": event.timestamp}
    metadata = {name: value for name, value in event.metadata.items() if name not in _RASAS_OWN}
    if metadata:
        told["metadata"] = metadata
    if isinstance(event, ActionExecuted):
        return {**told, "name": event.action_name}
    if isinstance(event, SlotSet):
        return {**told, "name": event.key, "value": event.value}
    if isinstance(event, BotUttered):
        return {**told, "text": event.text, "data": {name: value for name, value in event.data.items() if value}}
    if isinstance(event, UserUttered):
        return {**told, "text": event.text, "parse_data": event.parse_data, "input_channel": event.input_channel}
    return told
