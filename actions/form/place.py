"""Where a form stands in this turn: everything a step of it works with, and how it moves on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions.activities.whats_on import with_choices
from actions.catalogue.form import FormField
from actions.catalogue.model import SELF, Catalogue
from actions.form.fileable import Fileable, fileable
from actions.form.reading import Question, Read, read_answer
from actions.form.state import CONFIRM, Filling, from_slot, to_slot
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import Heard, Turn


@dataclass(frozen=True)
class Place:
    """A turn within a form."""

    turn: Turn
    resources: Resources
    catalogue: Catalogue
    today: date
    form: Fileable
    filling: Filling

    @property
    def heard(self) -> Heard:
        return self.turn.heard

    @property
    def field(self) -> FormField | None:
        """The field being asked for, or asked about."""
        return self.form.field(self.filling.asking.removeprefix(CONFIRM))

    @property
    def who(self) -> str:
        """How the person it is for is spoken of."""
        return self.catalogue.phrases.spoken_of(self.filling.beneficiary)

    @property
    def is_for_another(self) -> bool:
        return self.filling.beneficiary != SELF

    def question(self, field: FormField) -> Question:
        """What an answer to that field is read with."""
        return Question(field, self.filling, self.catalogue, self.today, self.heard.entities)

    def with_filling(self, filling: Filling) -> Place:
        """The same turn, the form further on."""
        return replace(self, filling=filling)


def place_of(turn: Turn, resources: Resources) -> Place | None:
    """Where the form of this conversation stands; None when there is none, or its service is gone."""
    filling = from_slot(turn.slots.get("filling"))
    return None if filling is None else place_for(filling, turn, resources)


def place_for(filling: Filling, turn: Turn, resources: Resources) -> Place | None:
    """The same for a form that is given. Raises StorageError when there is no catalogue."""
    catalogue = resources.catalogue.current()
    form = fileable(catalogue, filling.about)
    if form is None:
        return None
    return Place(turn, resources, catalogue, resources.clock.today(), with_choices(form, resources), filling)


def with_told(place: Place, fields: Iterable[FormField]) -> Place:
    """The form with whatever the words tell of these fields; what cannot be read stays open."""
    for field in fields:
        read = read_answer(place.question(field), place.heard)
        if isinstance(read, Read):
            place = place.with_filling(place.filling.told(read.told))
    return place


def standing(place: Place, *messages: Message, **slots: Any) -> Outcome:
    """The messages, and the form kept as it stands."""
    filling, field = place.filling, place.field
    kept = {
        "form": None if filling.paused else filling.about,
        "asking": None if filling.paused else filling.asking,
        "expects": [field.type, *field.choices] if field and not filling.paused else None,
        "beneficiary": filling.beneficiary,
        "filling": to_slot(filling),
        "offered": None,
    }
    return Outcome(messages, {**kept, **slots})


CLOSED: dict[str, Any] = {"form": None, "asking": None, "filling": None, "expects": None, "offered": None}
"""The slots of a form when there is none any more."""

PUT_ASIDE = "form"
"""The value of the slot `offered` while the offer is to go on with a form that was put aside."""
