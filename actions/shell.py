"""The edge towards Rasa: reads the turn, runs a capability, and always has something to say."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from actions import clarification
from actions.ports import StorageError
from actions.registry import CAPABILITIES, Capability
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn, read_turn

log = logging.getLogger(__name__)

Event = dict[str, Any]


class Dispatcher(Protocol):
    """The part of rasa_sdk's dispatcher that is used."""

    def utter_message(self, **message: Any) -> None: ...


class Tracker(Protocol):
    """The part of rasa_sdk's tracker that is used."""

    sender_id: str
    slots: dict[str, Any]
    latest_message: dict[str, Any]
    events: list[dict[str, Any]]


RasaAction = Callable[[Any, Any, Any], Awaitable[list[Event]]]


def rasa_actions(resources: Resources) -> Mapping[str, RasaAction]:
    """Every action as rasa_sdk's executor takes it; done in a thread, for the store may make it wait."""
    return {name: _rasa_action(name, capability, resources) for name, capability in CAPABILITIES.items()}


def _rasa_action(name: str, capability: Capability, resources: Resources) -> RasaAction:
    async def run(dispatcher: Dispatcher, tracker: Tracker, domain: object) -> list[Event]:
        turn = read_turn(tracker.sender_id, tracker.slots, tracker.latest_message, tracker.events)
        outcome = await asyncio.to_thread(perform, name, capability, turn, resources)
        for message in outcome.messages:
            dispatcher.utter_message(**_as_rasa(message))
        return [{"event": "slot", "name": key, "value": value} for key, value in outcome.slots.items()]

    return run


def perform(name: str, capability: Capability, turn: Turn, resources: Resources) -> Outcome:
    """What the capability gives; when it fails, an apology with the way to a person. Never raises."""
    try:
        outcome = capability(turn, resources)
    except StorageError as error:
        log.error("%s failed: %s", name, type(error.__cause__ or error).__name__)
        outcome = say("utter_fallback")
    except Exception as error:
        log.error("%s failed: %s at %s", name, type(error).__name__, _place(error))
        outcome = say("utter_fallback")
    return _settled(name, outcome, turn)


def _place(error: Exception) -> str:
    """Where it was raised; its message may hold what a person said, and is not logged."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{frame.filename}:{frame.lineno}"


def _settled(name: str, outcome: Outcome, turn: Turn) -> Outcome:
    """Clears what was true of an earlier turn only: that a person was called, and misses in a row."""
    stale = {"handover"} if name == clarification.NAME else {"handover", "misses"}
    cleared = {key: None for key in sorted(stale) if turn.slots.get(key) is not None}
    return replace(outcome, slots={**cleared, **outcome.slots})


def _as_rasa(message: Message) -> dict[str, Any]:
    buttons = [{"title": one.title, "payload": one.payload} for one in message.buttons]
    words: dict[str, Any] = {"response": message.response} if message.response else {"text": message.text}
    return {**words, **message.values, "buttons": buttons, "json_message": message.payload}
