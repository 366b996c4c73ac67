"""A reply of the dialogue: what the screen lays out, and what the kiosk itself is told to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channels.wire import Reply
from kiosk import private
from kiosk.events import Then
from kiosk.protocol import Adjust
from kiosk.turn import HUMAN

_PERSONAL = "personal"

MOST_BUTTONS = 5
"""With `find a person`, which never leaves the screen, six."""


def control_of(reply: Reply) -> Adjust | None:
    """The change a card of kind `control` asks for, by its `setting` and `change`."""
    card = reply.card
    if card is None or card.get("kind") != "control":
        return None
    return Adjust(str(card.get("setting")), str(card.get("change")))


def then_of(reply: Reply) -> Then:
    """Whether the person asked for a pause, or said good-bye."""
    control = control_of(reply)
    if control == Adjust("pause", "start"):
        return Then.PAUSE
    if control == Adjust("session", "end"):
        return Then.END
    return Then.LISTEN


def patience_of(reply: Reply) -> float | None:
    """Seconds of silence that end the answer to what is asked here; None where the usual ones do."""
    seconds = (reply.card or {}).get("patience_seconds")
    return float(seconds) if isinstance(seconds, int | float) else None


def personal_of(reply: Reply) -> tuple[str, ...]:
    """The parts of the text that are about a person, as the dialogue marked them."""
    parts = (reply.card or {}).get(_PERSONAL)
    return tuple(part for part in parts if isinstance(part, str) and part) if isinstance(parts, list) else ()


def has_card(reply: Reply) -> bool:
    """Whether there is something to read beside the words."""
    return control_of(reply) is None and _public(reply.card) is not None


def laid_out(reply: Reply) -> dict[str, Any]:
    """Buttons and card for the page; a card that is a control has nothing to show."""
    buttons = [
        {"title": private.shown(one.title), "payload": one.payload} for one in reply.buttons if one.payload != HUMAN
    ]
    card = None if control_of(reply) else private.shown_card(_public(reply.card))
    home = control_of(reply) == Adjust("screen", "home")
    return {"buttons": buttons[:MOST_BUTTONS], "card": card, "home": home}


def _public(card: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The card as the page may have it; None where nothing else was in it."""
    return {key: value for key, value in (card or {}).items() if key != _PERSONAL} or None
