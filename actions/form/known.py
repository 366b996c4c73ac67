"""What was told before in this visit and may be used again: asked once, not twice.

The slot `told` holds, for each person spoken of, the last answer of each type: a name, a number, an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.catalogue.model import SELF
from actions.form.fileable import AGENT
from actions.form.place import Place
from actions.form.reading import masked_address
from actions.form.state import Filling, is_open
from actions.ports import StorageError

OF_THE_PERSON = ("name", "id_number", "birth_date", "address")
"""Types of field that tell of the person it is for."""

_OF_THE_SPEAKER = ("phone",)


def remembered(told: Any, place: Place) -> dict[str, dict[str, list[str]]]:
    """The slot `told` with the answers of a form added."""
    people: dict[str, dict[str, list[str]]] = {who: dict(known) for who, known in _people(told).items()}
    for answer in place.filling.answers:
        field = place.form.field(answer.key)
        owner = _owner(field, place.filling) if field else None
        if owner is not None and answer.value:
            people.setdefault(owner, {})[answer.type] = [answer.value, answer.shown, answer.said]
    return people


def with_recalled(place: Place) -> tuple[Place, dict[str, Any]]:
    """The form of a person who asked at an earlier visit to be remembered, with what was kept of them on offer; and
    the slots that keep it so. Looked for once, when name and number have been told; a store that is away is no
    reason to wait."""
    name, phone = place.filling.of_type("name"), place.filling.of_type("phone")
    if place.turn.slots.get("recalled") is not None or name is None or phone is None or place.is_for_another:
        return place, {}
    try:
        kept = place.resources.memory.recall(name.value, phone.value)
    except StorageError:
        return place, {}
    if kept is None or not kept.address:
        return place, {"recalled": False}
    people = remembered(place.turn.slots.get("told"), place)
    people.setdefault(SELF, {})["address"] = [kept.address, masked_address(kept.address), ""]
    turn = replace(place.turn, slots={**place.turn.slots, "told": people})
    asked_anew = replace(place.filling, known=False)
    return replace(place, turn=turn, filling=asked_anew), {"recalled": True, "told": people}


def reusable(place: Place) -> tuple[Told, ...]:
    """What was told before that answers questions this form still has."""
    return tuple(_reusable(place))


def _reusable(place: Place) -> Iterator[Told]:
    people = _people(place.turn.slots.get("told"))
    for field in place.form.fields(place.filling.beneficiary):
        owner = _owner(field, place.filling)
        known = people.get(owner or "", {}).get(field.type)
        if known and is_open(field, place.filling):
            yield Told(field.key, field.type, field.title, *known)


def with_known(filling: Filling, known: tuple[Told, ...]) -> Filling:
    """The form with these answers taken over."""
    for told in known:
        filling = filling.told(told)
    return replace(filling, known=True)


def _owner(field: FormField, filling: Filling) -> str | None:
    """Whose data the answer to a field is."""
    if field.key == AGENT or field.type in _OF_THE_SPEAKER:
        return SELF
    return filling.beneficiary if field.type in OF_THE_PERSON else None


def _people(told: Any) -> Mapping[str, Mapping[str, list[str]]]:
    return told if isinstance(told, Mapping) else {}
