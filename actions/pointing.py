"""`action_points`: how many points a card holds, and what for; and those for a lesson just learned.

All other points are given at the desk.
"""

from __future__ import annotations

from datetime import date

from actions.cases.number import grouped, numbers_in
from actions.points.booking import give, reasons, title_of
from actions.points.model import KIND, Movement, PointsError, balances, movements
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.taking_part import asks_about_points
from assistant.text.written_days import written_day

NAME = "action_points"
ASKING_CARD = "points_card"
"""The value of the slot `asking` while the question is which card."""

LEARNED = "learned:"
"""What the slot `offered` begins with while a lesson just learned may earn points; its id follows."""

_MOST_ALOUD, _MOST_SHOWN = 2, 4
_LESSON = "lesson"
_PATIENCE_SECONDS = 3.0


def points(turn: Turn, resources: Resources) -> Outcome:
    """The outcome of asking after points. Raises StorageError."""
    numbers = numbers_in(turn.heard.text)
    if not numbers:
        return _ask("utter_points_how" if asks_about_points(turn.heard.text) else "utter_points_which")
    session, now = turn.reference, resources.clock.now()
    if not resources.guard.may_try(session, now):
        return say("utter_progress_person", asking=None)
    with resources.units() as work:
        card = next((number for number in numbers if work.point_holders.by_card(number)), None)
        moved = movements(work.ledger.entries(KIND)) if card else ()
    if card is None:
        resources.guard.failed(session, now)
        return _ask("utter_points_unknown")
    offered = turn.text_slot("offered") or ""
    if offered.startswith(LEARNED) and turn.text_slot("asking") == ASKING_CARD:
        return _earned(card, offered.removeprefix(LEARNED), resources)
    held = Message("utter_points", {"points": str(balances(moved).get(card, 0))}, card=_history(card, moved))
    return Outcome((held, *_lately(card, moved, resources.clock.today())), {"asking": None})


def _earned(card: str, lesson: str, resources: Resources) -> Outcome:
    """Points for a lesson, each once to a card, and not beyond the month's cap."""
    reason = reasons()[_LESSON]
    try:
        give(card, reason, f"lesson {lesson}", resources.units, resources.clock, resources.digest)
    except PointsError:
        return say("utter_points_not_earned", asking=None, offered=None)
    with resources.units() as work:
        moved = movements(work.ledger.entries(KIND))
    values = {"title": reason.title, "points": str(reason.points), "held": str(balances(moved)[card])}
    return say("utter_points_earned", values, card=_history(card, moved), asking=None, offered=None)


def _ask(words: str) -> Outcome:
    return say(words, card={"kind": "answer", "patience_seconds": _PATIENCE_SECONDS}, asking=ASKING_CARD)


def _lately(card: str, moved: tuple[Movement, ...], today: date) -> tuple[Message, ...]:
    """How the card came to its points, as much as can be kept in mind."""
    return tuple(
        Message(
            "utter_points_came" if one.target == card else "utter_points_went",
            {"day": written_day(one.on, today), "title": title_of(one), "points": str(one.points)},
        )
        for one in _of_card(card, moved)[:_MOST_ALOUD]
    )


def _of_card(card: str, moved: tuple[Movement, ...]) -> list[Movement]:
    """The newest first."""
    return [one for one in reversed(moved) if card in (one.source, one.target)]


def _history(card: str, moved: tuple[Movement, ...]) -> dict[str, object]:
    items = [{"text": _told(one, card), "note": one.on.isoformat()} for one in _of_card(card, moved)[:_MOST_SHOWN]]
    return {"kind": "answer", "title": grouped(card), "items": items}


def _told(movement: Movement, card: str) -> str:
    sign = "+" if movement.target == card else "-"
    return f"{title_of(movement)} {sign}{movement.points}".strip()
