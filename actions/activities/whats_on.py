"""What is said to whoever asks what is on, signs up, or asks after their seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.activities.keeping import FIELD, SIGN_UP, open_ones, standing, take_seat, values_of
from actions.activities.model import Activity, Seat, SeatState
from actions.cases.model import Case
from actions.cases.number import grouped
from actions.form.choosing import chosen
from actions.form.fileable import Fileable
from actions.reply import Button, Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.nearest import longest_said
from assistant.text.written_days import written_moment

ASKING = "activity_which"
"""The value of the slot `asking` while the question is which activity."""

ASPECTS = frozenset({"overview", "steps", "apply"})
"""What is asked of activities that only the list of what is on can answer."""

_LOCAL = "coming_up"
"""What the region file may know of what is on, for a station where nobody enters it."""

_MOST_ALOUD = 3
_MOST_SHOWN = 6


def whats_on(aspect: str, turn: Turn, resources: Resources) -> Outcome | None:
    """What one can sign up for, or kindly that nothing is; None where the catalogue knows more, or where only the
    form is left: one is named, or somebody tells what they wish for.

    Raises StorageError.
    """
    activities = _open(resources)
    if not activities and aspect != "apply" and not _is_told_by_the_region(resources):
        return nothing(aspect)
    is_named = longest_said([one.title for one in activities], turn.heard.text) is not None
    if not activities or (aspect == "apply" and is_named):
        return None
    titles = tuple(one.title for one in activities)
    items = [{"text": one.title, "note": _note(one, resources)} for one in activities]
    values = {"things": resources.catalogue.current().phrases.joiner.join(map(str, _aloud(activities, resources)))}
    words = "utter_activity_more" if len(activities) > _MOST_ALOUD else "utter_activity_on"
    return say(
        words,
        values,
        tuple(Button(title, title) for title in titles),
        {"kind": "answer", "items": items},
        service=SIGN_UP,
        aspect=aspect,
        asking=ASKING,
        expects=["choice", *titles],
        offered=None,
    )


def nothing(aspect: str) -> Outcome:
    """Nothing is on; what somebody wishes for can be written down all the same."""
    return say(
        "utter_activity_none",
        card={"kind": "answer"},
        service=SIGN_UP,
        aspect=aspect,
        asking=None,
        expects=None,
        offered="apply",
    )


def picked(turn: Turn, resources: Resources) -> Turn | None:
    """The turn as if the title of the activity had been said; None where none was meant. Raises StorageError."""
    title = chosen([one.title for one in _open(resources)] or [""], turn.heard.text)
    return replace(turn, now=replace(turn.now, heard=replace(turn.heard, text=title))) if title else None


def with_choices(form: Fileable, resources: Resources) -> Fileable:
    """The form to sign up with: what is on are its choices. Raises StorageError."""
    titles = tuple(one.title for one in _open(resources)) if form.id == SIGN_UP else ()
    if not titles:
        return form
    fields = tuple(
        replace(field, type="choice", choices=titles, from_opening=False) if field.key == FIELD else field
        for field in form.form.fields
    )
    return replace(form, form=replace(form.form, fields=fields))


def seated(case: Case, resources: Resources) -> tuple[Message, ...]:
    """What somebody hears who has just signed up. Raises StorageError."""
    found = take_seat(case, resources.units, resources.clock)
    return (_told("utter_activity_signed", case, found, resources),) if found else ()


def stands(case: Case, resources: Resources) -> Message | None:
    """Where somebody's seat stands; None for a case that asks for none. Raises StorageError."""
    if case.service != SIGN_UP or case.state.is_over:
        return None
    with resources.units() as work:
        found = standing(case, work)
    return _told("utter_activity", case, found, resources) if found else None


def _told(words: str, case: Case, found: tuple[Activity, Seat, int], resources: Resources) -> Message:
    activity, seat, place = found
    values = {**values_of(activity, resources.clock), "number": grouped(case.number), "place": str(place)}
    return Message(f"{words}_waiting" if seat.state is SeatState.WAITING else f"{words}_seated", values)


def _is_told_by_the_region(resources: Resources) -> bool:
    region = resources.catalogue.current().region
    return region is not None and (SIGN_UP, _LOCAL) in region.values


def _open(resources: Resources) -> tuple[Activity, ...]:
    with resources.units() as work:
        return open_ones(work, resources.clock)[:_MOST_SHOWN]


def _aloud(activities: tuple[Activity, ...], resources: Resources) -> list[str]:
    """Moment and title; no more than can be kept in mind."""
    today = resources.clock.today()
    return [written_moment(one.starts_at.astimezone(), today) + one.title for one in activities[:_MOST_ALOUD]]


def _note(activity: Activity, resources: Resources) -> str:
    values: Mapping[str, str] = values_of(activity, resources.clock)
    return " ".join(part for part in (values["when"], values["where"], activity.note) if part)
