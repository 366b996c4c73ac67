"""Which words of a person belong to the form being filled, and which go the way they always go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.after import ASKING_DAY
from actions.after import DAY as REMINDER
from actions.bring import ASKING as ASKING_TO_BRING
from actions.bring import HAVE
from actions.bring import NAME as BRING
from actions.cases.number import numbers_in
from actions.form.state import CONFIRM, from_slot
from actions.going_on import ASKING_CODE
from actions.going_on import NAME as GO_ON
from actions.passes.code import code_in
from actions.progress import ASKING_NUMBER
from actions.progress import NAME as PROGRESS
from actions.revoking import NAME as REVOKE
from actions.withdrawing import NAME as WITHDRAW
from assistant.text.addresses import read_address
from assistant.text.digits import digit_runs
from assistant.text.form_talk import (
    ordinal,
    resumes,
    revokes,
    said_yes_or_no,
    throws_away,
    wants_back,
    wants_no_reminder,
)
from assistant.text.having import asks_what_is_missing, tells_what_is_there
from assistant.text.names import read_name

FILL = "action_form"
OWN_ACTIONS = frozenset({FILL, PROGRESS, BRING, REMINDER, WITHDRAW, REVOKE, GO_ON})
"""Every action that may be chosen here."""

_MANNER = ("repeat", "slower", "faster", "louder", "quieter", "bigger_font", "smaller_font", "wait", "read_aloud")
_PERSON = "dlg.human"
_ALWAYS = frozenset({_PERSON, "dlg.restart", *(f"dlg.{name}" for name in _MANNER)})
"""What means the same in every state."""

_DANGERS = ("emg.", "fraud.", "unsure_danger")
_SECRETS = ("fraud.credential", "unsure_danger")
"""What a number alone may be taken for; a check digit that is right tells a case."""

_FROM_MODEL = "model"
_NUMBERS = ("phone", "id_number", "birth_date", "date")
_FEWEST_DIGITS = 4
_NEVER_AN_ANSWER = ("ask.", "meta.", "dlg.bye", "dlg.cancel")
_LONGEST_NAME = 4
_LONGEST_CHOICE = 10


def next_action(label: str, text: str, safety: Mapping[str, Any], slots: Mapping[str, Any]) -> str | None:
    """The action that these words are for, or None where the rules decide.

    safety: what the safety gate found, with the `rule` it found it by. A person who is called, and a danger found by
    a rule, always go their own way; other words that mean the same in every state, and a danger that only the model
    suspects, give way where they plainly answer what was just asked.
    """
    filling = from_slot(slots.get("filling"))
    is_filling = filling is not None and not filling.paused and bool(slots.get("form"))
    if label in _ALWAYS:
        return FILL if is_filling and label != _PERSON and _chooses(text, slots) else None
    if label in _SECRETS and slots.get("asking") == ASKING_NUMBER and numbers_in(text):
        return PROGRESS
    if label in _SECRETS and slots.get("asking") == ASKING_CODE and code_in(text):
        return GO_ON
    suspected = label.startswith(_DANGERS)
    if suspected and safety.get("rule") != _FROM_MODEL:
        return None
    if slots.get("asking") == ASKING_NUMBER:
        return PROGRESS if digit_runs(text) and not suspected else None
    aside = None if is_filling or suspected else _small_talk(label, text, slots)
    if aside is not None:
        return aside
    if filling is None or not is_filling or (suspected and not _answers(text, filling.asking, slots)):
        return None
    return FILL


def _small_talk(label: str, text: str, slots: Mapping[str, Any]) -> str | None:
    """The action of a short exchange that is no form: a day to reckon from, what to bring, what is still missing."""
    asking = str(slots.get("asking") or "")
    if wants_no_reminder(text):
        return REMINDER
    if revokes(text):
        return REVOKE
    if code_in(text) and (resumes(text) or slots.get("asking") == ASKING_CODE):
        return GO_ON
    if throws_away(text) and (filling := from_slot(slots.get("filling"))) and filling.paused:
        return FILL
    if wants_back(text) and (slots.get("case") or numbers_in(text)):
        return WITHDRAW
    if asking == ASKING_DAY:
        return REMINDER if label.startswith("inform.") or any(run.digits for run in digit_runs(text)) else None
    if asking.startswith(ASKING_TO_BRING) and asking != HAVE:
        is_other = label.startswith(_NEVER_AN_ANSWER) or (label.startswith("svc.") and len(text) > _LONGEST_CHOICE)
        return BRING if said_yes_or_no(text) is not None or not is_other else None
    if slots.get("bring") and (asks_what_is_missing(text) or (asking == HAVE and tells_what_is_there(text))):
        return BRING
    return None


def _chooses(text: str, slots: Mapping[str, Any]) -> bool:
    """Whether a short line names one of the choices just offered, by its words or its place."""
    kind, *choices = slots.get("expects") or ("",)
    if kind != "choice" or len(text) > _LONGEST_CHOICE:
        return False
    return any(choice in text for choice in choices) or ordinal(text, len(choices)) is not None


def _answers(text: str, asking: str, slots: Mapping[str, Any]) -> bool:
    """Whether a line is hardly anything but the answer to what was asked."""
    kind = (slots.get("expects") or ("",))[0]
    if kind in _NUMBERS or asking.startswith(CONFIRM):
        return sum(len(run.digits) for run in digit_runs(text)) >= _FEWEST_DIGITS
    if kind == "address":
        found = read_address(text)
        return found is not None and found.is_findable
    if kind == "name":
        return len(text) <= _LONGEST_NAME or read_name(text) is not None
    return _chooses(text, slots)
