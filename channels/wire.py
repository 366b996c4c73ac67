"""What a turn gives, item by item, and how it crosses from the dialogue core to whoever asked.

One JSON object a line: `{"reply": {"text", "buttons": [{"title", "payload"}], "card"}}` for each utterance as it is
ready, and last `{"end": {"state", "case", "handover", "understood", "form"}}`.

`understood` is `{"label", "confidence", "alternatives": [{"label", "confidence"}]}`. `form`, while one is being
filled, is `{"about", "beneficiary", "asking", "paused", "skipped", "agreed", "refused", "answers": [answer]}`, an
answer `{"key", "type", "title", "value", "shown"}`. A `value` is what the person told: it may be kept in memory as long
as the visit lasts, and is seen by others as `shown` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

STATE = ("service", "aspect", "form", "asking", "beneficiary")
"""The slots that others may know of."""


@dataclass(frozen=True)
class Button:
    """An offered answer: what it says, and what it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One utterance of the assistant; `card` is data to be laid out beside it, with a `kind`."""

    text: str
    buttons: tuple[Button, ...] = ()
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class TurnEnd:
    """The last item of a turn: the slots of `STATE`, the case filed, why a person was called; how the words were
    understood, and the form being filled."""

    state: Mapping[str, str | None] = field(default_factory=dict)
    case: str | None = None
    handover: str | None = None
    understood: Mapping[str, Any] | None = None
    form: Mapping[str, Any] | None = None


Item = Reply | TurnEnd


def write(item: Item) -> bytes:
    """The item as one line."""
    name = "reply" if isinstance(item, Reply) else "end"
    return orjson.dumps({name: item}, option=orjson.OPT_APPEND_NEWLINE)


def read(line: str) -> Item:
    """The item on a line. Raises ValueError when there is none."""
    try:
        parsed = orjson.loads(line)
        if "end" in parsed:
            return TurnEnd(**parsed["end"])
        reply = parsed["reply"]
        buttons = tuple(Button(**button) for button in reply["buttons"])
        return Reply(reply["text"], buttons, reply["card"])
    except (KeyError, TypeError) as error:
        raise ValueError("not an item of a turn") from error
