"""Somebody is lonely: listened to first, then told of people; whoever goes on talking is not told the same again."""

from __future__ import annotations

from itertools import takewhile

from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import Turn

LABEL = "social.lonely"
SAID = ("utter_lonely", "utter_lonely_people")
"""What is said first."""

_GOING_ON = (SAID, ("utter_lonely_go_on",), ("utter_lonely_still",))


def listen(turn: Turn, resources: Resources) -> Outcome:
    """`action_listen_on`."""
    told_before = sum(1 for _ in takewhile(lambda one: one.heard.label == LABEL, turn.earlier))
    return Outcome(tuple(Message(name) for name in _GOING_ON[told_before % len(_GOING_ON)]))
