"""A conversation without Rasa: labels go in, the rules of `nlu_data` choose the actions, responses come out.

It keeps slots and events as Rasa does, so that a test reads like a visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from actions.registry import CAPABILITIES
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.routing import next_action
from actions.shell import perform
from actions.turn import read_turn
from assistant.settings import NLU_DATA, RESPONSES


@cache
def rules() -> dict[str, tuple[str, ...]]:
    """Label -> the actions of its rule; services all have the same one."""
    found = {}
    for path in sorted((NLU_DATA / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            label, *actions = rule["steps"]
            found[label["intent"]] = tuple(step["action"] for step in actions)
    return found


@cache
def responses() -> dict[str, dict[str, Any]]:
    """Every response of the domain."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        for name, variants in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            found[name] = variants[0]
    return found


@dataclass(frozen=True)
class Heard:
    """One message as the person gets it."""

    name: str
    text: str
    buttons: tuple[tuple[str, str], ...]
    card: dict[str, Any] | None

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for title, _ in self.buttons)


@dataclass
class Conversation:
    """One person at one channel."""

    resources: Resources
    session: str = "visit-1"
    channel: str = "kiosk"
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def hear(self, text: str, label: str, ranking: dict[str, float] | None = None, **entities: str) -> list[Heard]:
        """What is said back to a text that was understood as `label`."""
        ranked = [{"name": name, "confidence": value} for name, value in (ranking or {label: 1.0}).items()]
        message = {
            "text": text,
            "intent": {"name": label, "confidence": 1.0},
            "intent_ranking": ranked,
            "entities": [{"entity": key, "value": value} for key, value in entities.items()],
        }
        self.events.append({"event": "user", "parse_data": message, "input_channel": self.channel, "text": text})
        chosen = next_action(label, text, {}, self.slots)
        actions = (chosen,) if chosen else rules().get(label, ("action_answer",))
        return [heard for name in actions for heard in self._do(name, message)]

    def fill_in(self, key: str, text: str, label: str = "oos") -> list[Heard]:
        """What is said back when a volunteer fills in a field."""
        message = {"text": text, "intent": {"name": label}, "entities": []}
        metadata = {"fills": key}
        self.events.append({"event": "user", "parse_data": message, "text": text, "metadata": metadata})
        chosen = next_action(label, text, {}, self.slots, key)
        actions = (chosen,) if chosen else rules().get(label, ("action_answer",))
        return [heard for name in actions for heard in self._do(name, message)]

    def press(self, payload: str) -> list[Heard]:
        """What is said back to a button."""
        label, brace, arguments = payload.removeprefix("/").partition("{")
        return self.hear(payload, label, **(yaml.safe_load(brace + arguments) if brace else {}))

    def fail(self, text: str, label: str) -> None:
        """A turn in which nothing of ours answered."""
        message = {"text": text, "intent": {"name": label}}
        self.events.append({"event": "user", "parse_data": message, "input_channel": self.channel})

    def _do(self, name: str, message: dict[str, Any]) -> Iterator[Heard]:
        self.events.append({"event": "action", "name": name})
        if name.startswith("utter_"):
            yield self._utter(Message(name))
            return
        turn = read_turn(self.session, self.slots, message, self.events)
        outcome: Outcome = perform(name, CAPABILITIES[name], turn, self.resources)
        for one in outcome.messages:
            yield self._utter(one)
        for key, value in outcome.slots.items():
            self.slots[key] = value
            self.events.append({"event": "slot", "name": key, "value": value})

    def _utter(self, message: Message) -> Heard:
        """As Rasa does it: buttons of response and action together, the action's card before the other."""
        template: dict[str, Any] = {"text": message.text}
        if message.response:
            template = responses()[message.response]
        buttons = [*template.get("buttons", ()), *(vars(button) for button in message.buttons)]
        card = message.payload or template.get("custom")
        text = template["text"].format(**message.values)
        event = {"event": "bot", "text": text, "data": {"buttons": buttons, "custom": card}}
        self.events.append({**event, "metadata": {"utter_action": message.response}})
        pairs = tuple((button["title"], button["payload"]) for button in buttons)
        return Heard(message.response, text, pairs, dict(card) if card else None)
