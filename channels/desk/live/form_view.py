"""A form as the desk sees it: every field, what was told, masked; what is asked; what is still missing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.catalogue.model import Catalogue
from actions.form.fileable import Fileable, fileable
from actions.form.state import CONFIRM, Filling, is_open

_MASK = "****"
_PLAIN = ("birth_date", "date", "text", "choice", "yes_no", "relation")
"""Types of field whose answer is shown as it was told, which a private one must not be."""


@dataclass(frozen=True)
class FieldView:
    """One field. `state`: told, asked, open or skipped. `shown` is masked where `hidden`."""

    key: str
    title: str
    type: str
    state: str
    shown: str
    hidden: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class FormView:
    """A form, and how far it is."""

    form: Fileable
    filling: Filling
    fields: tuple[FieldView, ...]

    @property
    def told(self) -> tuple[FieldView, ...]:
        return tuple(field for field in self.fields if field.state == "told")

    @property
    def missing(self) -> tuple[FieldView, ...]:
        """What is still to be told, and must be."""
        required = {field.key for field in self.form.fields(self.filling.beneficiary) if field.required}
        return tuple(field for field in self.fields if field.state in ("asked", "open") and field.key in required)

    def value(self, key: str) -> str | None:
        """What was told for a field, unmasked."""
        told = self.filling.answer(key)
        field = self.form.field(key)
        if told is None or field is None:
            return None
        return told.shown if field.type in _PLAIN else told.value or told.shown


def form_view(told: Mapping[str, Any] | None, catalogue: Catalogue) -> FormView | None:
    """What the wire tells of a form, with the catalogue's fields; None where there is none."""
    form = fileable(catalogue, told.get("about")) if told else None
    if told is None or form is None:
        return None
    filling = _filling(told)
    fields = (_field(field, filling) for field in form.fields(filling.beneficiary))
    return FormView(form, filling, tuple(field for field in fields if field is not None))


def is_private(field: FormField) -> bool:
    """Whether the answer tells who somebody is, or what they would not tell everybody."""
    return field.sensitive or field.consent is not None


def _filling(told: Mapping[str, Any]) -> Filling:
    return Filling(
        key="",
        about=str(told.get("about")),
        beneficiary=str(told.get("beneficiary")),
        asking=str(told.get("asking")),
        answers=tuple(Told(**answer) for answer in told.get("answers") or ()),
        agreed=tuple(told.get("agreed") or ()),
        refused=tuple(told.get("refused") or ()),
        skipped=tuple(told.get("skipped") or ()),
    )


def _field(field: FormField, filling: Filling) -> FieldView | None:
    """None for a field that is not asked of this person."""
    told = filling.answer(field.key)
    if told is None and field.key not in filling.skipped and not is_open(field, filling):
        return None
    is_asked = filling.asking.removeprefix(CONFIRM) == field.key
    state = "asked" if is_asked else "told" if told else "skipped" if field.key in filling.skipped else "open"
    hidden = told is not None and is_private(field) and bool(told.value)
    shown = "" if told is None else _MASK if hidden and field.type in _PLAIN else told.shown
    return FieldView(field.key, field.title, field.type, state, shown, hidden, field.choices)
