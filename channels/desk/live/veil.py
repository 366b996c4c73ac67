"""What was said, without what tells who somebody is: for a volunteer who gave no reason to see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from actions.form.state import CONFIRM
from actions.voting import STEPS as BALLOT_STEPS
from assistant.text.form_talk import said_yes_or_no
from assistant.text.redact import mask_personal
from channels.desk.live.form_view import FormView, is_private
from channels.live.record import Line, Speaker

_SURE = 0.6
_NO_ANSWER = ("dlg.", "ask.", "emg.", "fraud.")


@dataclass(frozen=True)
class Veiled:
    """A line as it may be shown; `hidden`: there is more to it. `title`: of the private question it answers; then
    none of its words are shown."""

    text: str
    title: str = ""
    hidden: bool = False


def veiled(line: Line, form: FormView | None) -> Veiled:
    """The line without the answer to a private question, private answers told before, and personal numbers.

    What is said to a volunteer who leads is meant for them: of that only the latter two are left out.
    """
    if is_of_ballot(line):
        return Veiled("", hidden=True)
    title = _answers_private(line, form)
    if title:
        return Veiled("", title, hidden=True)
    shown = mask_personal(_without_answers(line.text, form)).text
    return Veiled(shown, hidden=shown != line.text)


def is_of_ballot(line: Line) -> bool:
    """Whether it was said at a ballot, by either side: nobody sees that, for whatever reason."""
    return line.asking in BALLOT_STEPS


def _answers_private(line: Line, form: FormView | None) -> str:
    if form is None or line.asking is None or line.speaker is Speaker.ASSISTANT or not line.asks:
        return ""
    field = form.form.field(line.asking.removeprefix(CONFIRM))
    if field is None or not is_private(field) or said_yes_or_no(line.text) is not None or _asks_for_something(line):
        return ""
    return field.title


def _asks_for_something(line: Line) -> bool:
    """Whether the words were plainly understood as a wish or a danger, and so are no answer."""
    understood = line.understood or {}
    is_sure = float(understood.get("confidence") or 0.0) >= _SURE
    return is_sure and str(understood.get("label")).startswith(_NO_ANSWER)


def _without_answers(text: str, form: FormView | None) -> str:
    for told in form.filling.answers if form else ():
        field = form.form.field(told.key) if form else None
        if field is not None and is_private(field) and told.value:
            text = text.replace(told.value, told.shown)
    return text
