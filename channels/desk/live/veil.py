"""What was said, without what tells who somebody is: for a volunteer who gave no reason to see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from actions.form.state import CONFIRM
from assistant.text.form_talk import said_yes_or_no
from assistant.text.redact import mask_personal
from channels.desk.live.form_view import FormView, is_private
from channels.live.record import Line, Speaker


@dataclass(frozen=True)
class Veiled:
    """A line as it may be shown. `title`: of the private question it answers; then none of its words are shown."""

    text: str
    title: str = ""

    @property
    def hidden(self) -> bool:
        return bool(self.title)


def veiled(line: Line, form: FormView | None) -> Veiled:
    """The line without the answer to a private question, private answers told before, and personal numbers."""
    title = _answers_private(line, form)
    if title:
        return Veiled("", title)
    return Veiled(mask_personal(_without_answers(line.text, form)).text)


def _answers_private(line: Line, form: FormView | None) -> str:
    if form is None or line.asking is None or line.speaker is Speaker.ASSISTANT:
        return ""
    field = form.form.field(line.asking.removeprefix(CONFIRM))
    if field is None or not is_private(field) or said_yes_or_no(line.text) is not None:
        return ""
    return field.title


def _without_answers(text: str, form: FormView | None) -> str:
    for told in form.filling.answers if form else ():
        field = form.form.field(told.key) if form else None
        if field is not None and is_private(field) and told.value:
            text = text.replace(told.value, told.shown)
    return text
