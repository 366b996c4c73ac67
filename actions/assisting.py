"""Somebody speaks for an elder, and often says at once what it is about."""

from __future__ import annotations

from actions.answers import answer_about
from actions.clarification import sounding_like
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn


def assist(turn: Turn, resources: Resources) -> Outcome:
    """`action_assist`: the answer about the one service named, otherwise which matter it is.

    Raises StorageError when there is no catalogue to answer from.
    """
    named = sounding_like(turn.heard.text, resources.catalogue.current())
    if len(named) != 1:
        return say("utter_vol_assist")
    return answer_about(named[0].id, turn.heard, turn, resources)
