"""A form being filled: what was told, what is asked now. Plain data that travels in the slot `filling`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import ValidationError, parse_obj_as

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.form.fileable import AGENT, Fileable
from actions.model import new_id

CONSENT = "consent"
"""Asked first: may the station write down who you are?"""

SPECIAL = "consent."
"""And before a question about health, disability or money, with the kind behind it."""

KNOWN = "known"
"""Whether what was told before may be used again."""

CONFIRM = "confirm."
"""Whether an identity number was heard rightly, with the key of the field behind it."""

REVIEW = "review"
"""Everything is there: may it go?"""

PERSONAL = "personal"
"""The consent of the first question."""


@dataclass(frozen=True)
class Filling:
    """One form of one person.

    key: of the case that will come of it, so that filing twice makes one.
    about: what is filed. asking: what the last question was, a field's key or one of the names above.
    agreed, refused: kinds of consent. skipped: keys left out. misses: in a row, at this question.
    begun: the part of an answer there is so far. known: asked whether earlier answers may be used.
    """

    key: str
    about: str
    beneficiary: str
    asking: str = CONSENT
    answers: tuple[Told, ...] = ()
    agreed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    misses: int = 0
    begun: str = ""
    known: bool = False
    paused: bool = False

    def answer(self, key: str) -> Told | None:
        """What was told for a field."""
        return next((told for told in self.answers if told.key == key), None)

    def of_type(self, type_: str) -> Told | None:
        """The first answer of a type that is about the person it is for, not about whoever acts."""
        return next((told for told in self.answers if told.type == type_ and told.key != AGENT), None)

    @property
    def last(self) -> Told | None:
        """What was told last."""
        return self.answers[-1] if self.answers else None

    def told(self, told: Told) -> Filling:
        """With one more answer, or another one for the same field."""
        others = tuple(one for one in self.answers if one.key != told.key)
        skipped = tuple(key for key in self.skipped if key != told.key)
        return replace(self, answers=(*others, told), skipped=skipped, misses=0, begun="")

    def without(self, *keys: str) -> Filling:
        """With these fields open again."""
        kept = tuple(told for told in self.answers if told.key not in keys)
        skipped = tuple(key for key in self.skipped if key not in keys)
        return replace(self, answers=kept, skipped=skipped, misses=0, begun="")

    def skipping(self, key: str) -> Filling:
        """With this field left out."""
        opened = self.without(key)
        return replace(opened, skipped=(*opened.skipped, key))

    def at(self, asking: str) -> Filling:
        """With another question being asked."""
        return replace(self, asking=asking, misses=0, begun="")

    def missed(self, begun: str = "") -> Filling:
        """The same question, once more not answered."""
        return replace(self, misses=self.misses + 1, begun=begun or self.begun)

    def agreeing(self, kind: str, agreed: bool) -> Filling:
        """With a consent given, or refused."""
        yes = tuple(one for one in self.agreed if one != kind)
        no = tuple(one for one in self.refused if one != kind)
        if agreed:
            return replace(self, agreed=(*yes, kind), refused=no, misses=0)
        return replace(self, agreed=yes, refused=(*no, kind), misses=0)


def new_filling(about: str, beneficiary: str) -> Filling:
    """A form nobody has answered anything of."""
    return Filling(new_id(), about, beneficiary)


def next_question(filling: Filling, form: Fileable, can_reuse: bool = False) -> str:
    """What to ask next. `can_reuse`: answers from before would fit."""
    if PERSONAL not in filling.agreed and _is_personal(form, filling):
        return CONSENT
    if can_reuse and not filling.known:
        return KNOWN
    for field in form.fields(filling.beneficiary):
        if is_open(field, filling):
            needs = field.consent
            return SPECIAL + needs if needs and needs not in filling.agreed else field.key
    return REVIEW


def is_open(field: FormField, filling: Filling) -> bool:
    """Whether a field still has to be asked."""
    if filling.answer(field.key) is not None or field.key in filling.skipped or field.consent in filling.refused:
        return False
    if field.only_after is None:
        return True
    before = filling.answer(field.only_after)
    return before is not None and before.value == YES


YES = "yes"
NO = "no"
"""The values of a yes-or-no field."""


def _is_personal(form: Fileable, filling: Filling) -> bool:
    """Whether the next thing asked, or anything asked already, tells who the person is."""
    fields = form.fields(filling.beneficiary)
    first_open = next((field for field in fields if is_open(field, filling)), None)
    told_already = any(field.sensitive and filling.answer(field.key) for field in fields)
    return told_already or (first_open is not None and _is_private(first_open))


def _is_private(field: FormField) -> bool:
    return field.sensitive or field.consent is not None


def to_slot(filling: Filling) -> dict[str, Any]:
    """As Rasa keeps it."""
    return asdict(filling)


def from_slot(value: Any) -> Filling | None:
    """What the slot holds, or None when there is no form there, or none of ours."""
    if not isinstance(value, Mapping):
        return None
    try:
        return parse_obj_as(Filling, dict(value))
    except ValidationError:
        return None
