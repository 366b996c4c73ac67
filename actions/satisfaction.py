"""One tap at the end of a visit: how was it? Asked once in a visit, and never in the way of anything."""

from __future__ import annotations

from actions.events.model import Rating
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.rating import read_rating

NAME = "action_rate"

LABEL = "meta.rated_"
"""The beginning of what the buttons send: a rating, or the word of why."""

OFFERED = "rating"
"""The value of the slot `offered` while the question is how the visit was."""

_ASKED = "asked"
"""The value of the slot `rated` once the question was put; afterwards it is the rating."""

_RATINGS = frozenset(rating.value for rating in Rating)


def rate(turn: Turn, resources: Resources) -> Outcome:
    """`action_rate`: takes the rating or the word of why, or asks for one when something was done in this visit."""
    pressed = pressed_in(turn)
    told = pressed if pressed in _RATINGS else read_rating(turn.heard.text)
    if told in _RATINGS:
        return rated(Rating(told))
    if pressed:
        return say("utter_rated_why", offered=None)
    return asked_once(turn) if turn.text_slot("service") or turn.text_slot("case") else Outcome()


def pressed_in(turn: Turn) -> str | None:
    """Which button of the question was pressed: a rating, or why it was a poor one."""
    label = turn.heard.label
    return label.removeprefix(LABEL) if label.startswith(LABEL) else None


def asked_once(turn: Turn) -> Outcome:
    """The question, or nothing when it was put before."""
    if turn.slots.get("rated"):
        return Outcome()
    return say("utter_rate", offered=OFFERED, rated=_ASKED)


def rated(rating: Rating) -> Outcome:
    """Thanks; and after a poor visit, what was wrong, one tap more if the person likes."""
    response = "utter_rated_poor" if rating is Rating.POOR else "utter_rated"
    return say(response, offered=None, rated=rating.value)
