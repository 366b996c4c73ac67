"""Reads out the paper that is on the screen, to whoever would rather hear it than read it."""

from __future__ import annotations

from actions.paper.slip import slip_spoken
from actions.reply import Message, Outcome, again
from actions.resources import Resources
from actions.turn import Said, Turn

LABEL = "dlg.read_aloud"
"""What the person says who wants something read out."""


def read_out(turn: Turn, resources: Resources) -> Outcome | None:
    """The slip or the letter in short sentences; None where neither is on the screen."""
    shown = _last_card(turn) if turn.heard.label == LABEL else None
    if shown is None or shown.card is None:
        return None
    if shown.card["kind"] == "letter":
        return Outcome((again(shown),))
    if shown.card["kind"] != "slip":
        return None
    spoken = "".join(slip_spoken(dict(shown.card), resources.catalogue.current()))
    return Outcome((Message("utter_slip_aloud", {"slip": spoken}, card=shown.card),))


def _last_card(turn: Turn) -> Said | None:
    """The message whose card is still on the screen."""
    said = (one for exchange in turn.earlier for one in reversed(exchange.messages))
    return next((one for one in said if one.card and one.card.get("kind") not in (None, "control")), None)
