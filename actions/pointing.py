"""`action_points`: how many points a card holds, and what for. Points are given at the desk."""

from __future__ import annotations

from actions.cases.number import grouped, numbers_in
from actions.points.booking import reasons
from actions.points.model import KIND, Movement, balances, movements
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_points"
ASKING_CARD = "points_card"
"""The value of the slot `asking` while the question is which card."""

_MOST_SHOWN = 4
_PATIENCE_SECONDS = 3.0


def points(turn: Turn, resources: Resources) -> Outcome:
    """The outcome of asking after points. Raises StorageError."""
    numbers = numbers_in(turn.heard.text)
    if not numbers:
        return _ask("utter_points_which")
    session, now = turn.reference, resources.clock.now()
    if not resources.guard.may_try(session, now):
        return say("utter_progress_person", asking=None)
    with resources.units() as work:
        card = next((number for number in numbers if work.point_holders.by_card(number)), None)
        moved = movements(work.ledger.entries(KIND)) if card else ()
    if card is None:
        resources.guard.failed(session, now)
        return _ask("utter_points_unknown")
    held = balances(moved).get(card, 0)
    return say("utter_points", {"points": str(held)}, card=_history(card, moved), asking=None)


def _ask(words: str) -> Outcome:
    return say(words, card={"kind": "answer", "patience_seconds": _PATIENCE_SECONDS}, asking=ASKING_CARD)


def _history(card: str, moved: tuple[Movement, ...]) -> dict[str, object]:
    mine = [one for one in moved if card in (one.source, one.target)][-_MOST_SHOWN:]
    items = [{"text": _told(one, card), "note": one.on.isoformat()} for one in reversed(mine)]
    return {"kind": "answer", "title": grouped(card), "items": items}


def _told(movement: Movement, card: str) -> str:
    sign = "+" if movement.target == card else "-"
    title = reasons()[movement.reason].title if movement.reason in reasons() else ""
    return f"{title} {sign}{movement.points}".strip()
