"""Tells what day and what time it is."""

from __future__ import annotations

from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.today import lunar_day, weekday
from assistant.text.written_days import written_moment

NAME = "action_tell_day"


def tell_day(turn: Turn, resources: Resources) -> Outcome:
    """`action_tell_day`: by the station's own clock."""
    now = resources.clock.now()
    today = resources.clock.today()
    values = {"moment": written_moment(now, today), "weekday": weekday(today), "lunar": lunar_day(today)}
    return say("utter_day", values)
