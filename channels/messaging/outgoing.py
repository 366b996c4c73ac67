"""What is said to a person, the same for every app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from pydantic import parse_obj_as

from channels.wire import Button


class Asks(str, Enum):
    """What the app itself can offer to send: one's own number, or where one is."""

    PHONE = "phone"
    PLACE = "place"


@dataclass(frozen=True)
class Outgoing:
    """One message: text with buttons under it, or, `aloud`, the text as a voice message."""

    text: str
    buttons: tuple[Button, ...] = ()
    asks: Asks | None = None
    aloud: bool = False


@dataclass(frozen=True)
class Answer:
    """Everything said to one message, in order; `forgets`: the chat is erased once it is said."""

    messages: tuple[Outgoing, ...] = ()
    forgets: bool = False

    def as_body(self) -> dict[str, Any]:
        """As the inbox keeps it."""
        return asdict(self)

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Answer:
        """What the inbox kept. Raises pydantic.ValidationError when it is none."""
        return parse_obj_as(cls, dict(body))
