"""What a person sent, the same for every app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from pydantic import ValidationError, parse_obj_as


class Kind(str, Enum):
    """What came. TAP: a button, with its payload as text. JOINED: somebody who is new."""

    TEXT = "text"
    TAP = "tap"
    VOICE = "voice"
    CONTACT = "contact"
    PLACE = "place"
    STICKER = "sticker"
    PICTURE = "picture"
    JOINED = "joined"
    OTHER = "other"


@dataclass(frozen=True)
class Incoming:
    """One message.

    `key` is the app's own and the same at every delivery; `twin` is shared by taps on one button. `address` is where
    to answer. `person` tells people apart where several write to one address. `text` holds words, the payload of a
    button, a telephone number, an address or an emoji. `file`: by which name the app gives out a voice note, of
    `seconds` and `size` bytes, None where the app does not say. `language` as the app tells it, such as zh-hant.
    """

    key: str
    address: str = field(repr=False)
    kind: Kind = Kind.TEXT
    text: str = field(default="", repr=False)
    person: str = field(default="", repr=False)
    twin: str | None = None
    file: str | None = None
    seconds: float | None = None
    size: int | None = None
    is_forwarded: bool = False
    is_group: bool = False
    language: str = ""

    def as_body(self) -> dict[str, Any]:
        """As the inbox keeps it."""
        return asdict(self) | {"kind": self.kind.value}


def from_body(body: Mapping[str, Any]) -> Incoming | None:
    """What the inbox kept; None when it was erased, or is of another make."""
    try:
        return parse_obj_as(Incoming, dict(body))
    except ValidationError:
        return None
