"""Forms put aside for another day or another place: kept sealed, found again by a code that works once."""

from __future__ import annotations

import logging
from datetime import timedelta

from actions.form.place import CLOSED, Place, place_for
from actions.form.state import PERSONAL, from_slot, to_slot
from actions.passes.code import grouped
from actions.passes.model import Draft
from actions.passes.use import issue, redeem
from actions.ports import Clock, StorageError, UnitsOfWork
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
"""How long a form is kept for whoever comes back."""

THROWING_AWAY = "throw_away"
"""The value of the slot `offered` while the question is whether a form shall be thrown away."""

_FORM = "form"
"""The purpose of a code that leads to a form."""


def put_away(place: Place) -> tuple[Message, ...]:
    """Keeps the form and says the code; nothing where nothing was told, or nothing may be kept."""
    filling = place.filling
    if not filling.answers or PERSONAL not in filling.agreed:
        return ()
    try:
        code = _kept(place)
    except StorageError as error:
        log.error("a form was not kept: %s", type(error.__cause__ or error).__name__)
        return ()
    said = grouped(code)
    return (Message("utter_form_code", {"code": said, "days": str(KEPT.days)}, personal=(said,)),)


def _kept(place: Place) -> str:
    resources, now = place.resources, place.resources.clock.now()
    told, mine = {"filling": to_slot(place.filling)}, place.turn.reference
    draft = Draft(place.filling.key, place.filling.about, told, now, now + KEPT, mine)
    with resources.units() as work:
        work.drafts.put(draft)
        work.commit()
    return issue(resources.units, resources.clock, _FORM, draft.id, digest=resources.digest, lasts=KEPT)


def clear(units: UnitsOfWork, clock: Clock) -> int:
    """Removes every form whose time is over; how many. Raises StorageError."""
    with units() as work:
        count = work.drafts.remove_expired(clock.now())
        work.commit()
    return count


def taken_up(code: str, turn: Turn, resources: Resources) -> Place | None:
    """The form the code leads to, for the first who says it; it is not kept any longer. Raises StorageError."""
    reference = redeem(resources.units, resources.clock, _FORM, code, digest=resources.digest)
    if reference is None:
        return None
    with resources.units() as work:
        draft = work.drafts.get(reference, resources.clock.now())
        work.drafts.remove(reference)
        work.commit()
    filling = from_slot(draft.body.get("filling")) if draft else None
    return place_for(filling, turn, resources) if filling else None


def throw_away(place: Place) -> Outcome:
    """Asks whether really; said once more, that is the answer. Raises StorageError."""
    if place.turn.text_slot("offered") == THROWING_AWAY:
        return thrown_away(place)
    return say("utter_form_throw_away_ask", {"title": place.form.title}, offered=THROWING_AWAY)


def thrown_away(place: Place) -> Outcome:
    """Nothing of the form is kept, here or anywhere. Raises StorageError."""
    with place.resources.units() as work:
        work.drafts.remove(place.filling.key)
        work.commit()
    return say("utter_form_thrown_away", **CLOSED)
