"""What an action gives back: messages to say and slots to keep. The words are the domain's responses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.turn import Said

CALL_A_PERSON = "/dlg.human"
"""The payload of every button that calls a person."""


@dataclass(frozen=True)
class Button:
    """An offered answer: what it says, and what it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One message. `response` names a response of the domain, `values` fill its places; or `text` is said.

    `personal`: parts of the text that tell of a person, and are not for a loudspeaker in a public room.
    """

    response: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    buttons: tuple[Button, ...] = ()
    card: Mapping[str, Any] | None = None
    personal: tuple[str, ...] = ()

    @property
    def payload(self) -> Mapping[str, Any] | None:
        """What goes beside the words: the card, and under `personal` the parts that are not for everybody's ears."""
        return {**(self.card or {}), "personal": list(self.personal)} if self.personal else self.card


@dataclass(frozen=True)
class Outcome:
    """Messages in order; slots to set, None to clear."""

    messages: tuple[Message, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)


def say(
    response: str,
    values: Mapping[str, str] | None = None,
    buttons: tuple[Button, ...] = (),
    card: Mapping[str, Any] | None = None,
    **slots: Any,
) -> Outcome:
    """The outcome of saying one response, with the slots it leaves behind."""
    return Outcome((Message(response, values or {}, buttons=buttons, card=card),), slots)


def again(said: Said) -> Message:
    """The same message, with its buttons and its card."""
    buttons = tuple(Button(one.get("title", ""), one.get("payload", "")) for one in said.buttons)
    return Message(text=said.text, buttons=buttons, card=said.card)


def service_payload(service: str, aspect: str) -> str:
    """What a button sends that asks about one aspect of a service."""
    return f"/svc.{service}" + json.dumps({"aspect": aspect}, separators=(",", ":"))


def aspect_payload(aspect: str) -> str:
    """What a button sends that asks about an aspect of the service being talked about."""
    return f"/ask.{aspect}"
