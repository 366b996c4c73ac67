"""Reads forms: those of the services, and the file of what every form shares (`forms.yml`)."""

from __future__ import annotations

from pathlib import Path

from actions.catalogue.form import CONSENTS, FIELD_TYPES, CommonForms, Feedback, Form, FormField, FormWords
from actions.catalogue.reader import Section, read_section

DEFAULT_PATIENCE_SECONDS = 1.5
"""Silence that ends an answer when a field does not say otherwise."""

DEFAULT_ANSWER_DAYS = 5
"""Days within which the station promises an answer when a form does not say otherwise."""


def read_form(section: Section) -> Form:
    """A form with at least one field. Raises CatalogueError."""
    fields = _fields(section, "fields")
    promised = int(section.number("answer_within_days", DEFAULT_ANSWER_DAYS))
    form = Form(
        purpose=section.text("purpose"),
        fields=fields,
        answer_within_days=0 if section.flag("stands", default=False) else promised,
        from_report=section.flag("from_report", default=False),
    )
    section.done()
    return form


def read_common_forms(path: Path) -> CommonForms:
    """Words, questions to whoever acts for another, and the forms of complaints and suggestions."""
    section = read_section(path)
    words = section.section("words")
    common = CommonForms(
        words=FormWords(**{name: words.text(name) for name in ("yes", "no", "no_phone", "withheld", "day")}),
        agent=_fields(section, "agent"),
        letter=_fields(section, "letter"),
        feedback={one.id: one for one in map(_feedback, section.sections("feedback"))},
    )
    words.done()
    section.done()
    return common


def _feedback(section: Section) -> Feedback:
    feedback = Feedback(
        id=section.text("id"),
        title=section.text("title"),
        body=section.text("body"),
        hotline=section.optional_text("hotline"),
        form=read_form(section.section("form")),
    )
    section.done()
    return feedback


def _fields(section: Section, key: str) -> tuple[FormField, ...]:
    fields = tuple(_field(entry) for entry in section.sections(key))
    keys = [field.key for field in fields]
    if not fields or len(set(keys)) != len(keys):
        raise section.error(key, "needs at least one field, each with a key of its own")
    for place, field in enumerate(fields):
        if field.only_after is not None and field.only_after not in keys[:place]:
            raise section.error(key, f"holds {field.key}, which waits for `{field.only_after}`: no field before it")
    return fields


def _field(section: Section) -> FormField:
    field = FormField(
        key=section.text("key"),
        type=section.choice("type", FIELD_TYPES),
        title=section.text("title"),
        prompt=section.text("prompt"),
        second_prompt=section.text("second_prompt"),
        patience_seconds=section.number("patience_seconds", DEFAULT_PATIENCE_SECONDS),
        sensitive=section.flag("sensitive", default=False),
        required=section.flag("required", default=True),
        choices=section.texts("choices", optional=True),
        also_said=_also_said(section),
        consent=section.choice("consent", CONSENTS) if section.has("consent") else None,
        from_opening=section.flag("from_opening", default=False),
        only_after=section.optional_text("only_after"),
    )
    if (field.type == "choice") != bool(field.choices):
        raise section.error("choices", "belongs to the type `choice`, and only to it")
    if field.from_opening and field.type not in ("text", "date"):
        raise section.error("from_opening", "belongs to the types `text` and `date`, and only to them")
    if not set(field.also_said) <= set(field.choices):
        raise section.error("also_said", "names something that is no choice")
    section.done()
    return field


def _also_said(section: Section) -> dict[str, tuple[str, ...]]:
    """Other words for each choice."""
    if not section.has("also_said"):
        return {}
    words = section.section("also_said")
    found = {choice: words.texts(choice) for choice in words.names()}
    words.done()
    return found
