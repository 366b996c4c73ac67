"""Which words of a person belong to the form being filled, and which go the way they always go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.form.state import CONFIRM, from_slot
from actions.progress import ASKING_NUMBER
from actions.progress import NAME as PROGRESS
from assistant.text.addresses import read_address
from assistant.text.digits import digit_runs
from assistant.text.names import read_name

FILL = "action_form"

_MANNER = ("repeat", "slower", "faster", "louder", "quieter", "bigger_font", "smaller_font", "wait", "read_aloud")
_ALWAYS = frozenset({"dlg.human", "dlg.restart", *(f"dlg.{name}" for name in _MANNER)})
"""What means the same in every state."""

_DANGERS = ("emg.", "fraud.", "unsure_danger")
_FROM_MODEL = "model"
_NUMBERS = ("phone", "id_number", "birth_date", "date")
_FEWEST_DIGITS = 4
_LONGEST_NAME = 4


def next_action(label: str, text: str, safety: Mapping[str, Any], slots: Mapping[str, Any]) -> str | None:
    """The action that these words are for, or None where the rules decide.

    safety: what the safety gate found, with the `rule` it found it by. A danger found by a rule always goes its
    own way; one only suspected by the model gives way where the words plainly answer what was just asked.
    """
    if label in _ALWAYS:
        return None
    is_danger = label.startswith(_DANGERS)
    if slots.get("asking") == ASKING_NUMBER and not is_danger:
        return PROGRESS if digit_runs(text) else None
    filling = from_slot(slots.get("filling"))
    if filling is None or filling.paused or not slots.get("form"):
        return None
    if is_danger and not (safety.get("rule") == _FROM_MODEL and _answers(text, filling.asking, slots)):
        return None
    return FILL


def _answers(text: str, asking: str, slots: Mapping[str, Any]) -> bool:
    """Whether a line is hardly anything but the answer to a question for a number, a name or an address."""
    kind = slots.get("expects")
    if kind in _NUMBERS or asking.startswith(CONFIRM):
        return sum(len(run.digits) for run in digit_runs(text)) >= _FEWEST_DIGITS
    if kind == "address":
        found = read_address(text)
        return found is not None and found.is_findable
    return kind == "name" and (len(text) <= _LONGEST_NAME or read_name(text) is not None)
