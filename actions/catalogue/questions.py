"""The questions of all forms, as they are worded."""

from __future__ import annotations

from collections.abc import Iterator

from actions.catalogue.form import FormField
from actions.catalogue.model import Catalogue


def questions_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Each question as often as it is asked; what is asked first before how it is asked the second time."""
    fields = tuple(_fields(catalogue))
    return (*(field.prompt for field in fields), *(field.second_prompt for field in fields))


def _fields(catalogue: Catalogue) -> Iterator[FormField]:
    forms = [service.form for service in catalogue.services.values() if service.form]
    for form in (*forms, *(kind.form for kind in catalogue.forms.feedback.values())):
        yield from form.fields
