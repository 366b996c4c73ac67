"""Which words of a person belong to an exchange under way, and which go the way they always go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.activities.whats_on import ASKING as ASKING_ACTIVITY
from actions.after import ASKING_DAY
from actions.bring import ASKING as ASKING_TO_BRING
from actions.bring import HAVE
from actions.bring import NAME as BRING
from actions.cases.number import half_heard, numbers_in
from actions.feedback import NAME as FEEDBACK
from actions.form.fill import NAME as FILL
from actions.form.state import CONFIRM, Filling, from_slot
from actions.going_on import ASKING_CODE
from actions.going_on import NAME as GO_ON
from actions.mandating import NAME as MANDATE
from actions.manner import LABELS as SIZES
from actions.manner import NAME as MORE
from actions.passes.code import code_in
from actions.pointing import ASKING_CARD
from actions.pointing import NAME as POINTS
from actions.progress import ASKING_NUMBER
from actions.progress import NAME as PROGRESS
from actions.reminding import NAME as REMINDER
from actions.responsibility import NAME as RESPONSIBLE
from actions.revoking import NAME as REVOKE
from actions.rights.answering import NAME as RIGHTS
from actions.satisfaction import NAME as RATE
from actions.satisfaction import OFFERED as RATING_OFFERED
from actions.settling import OFFERED as SETTLING
from actions.signing_up import NAME as ACTIVITY
from actions.teaching import ASKING as LEARNING
from actions.teaching import ASKING_QUIZ, ASKING_STEP, ASKING_WHICH, is_lesson
from actions.teaching import LABEL as LESSONS
from actions.teaching import NAME as LESSON
from actions.telling_day import NAME as DAY
from actions.voting import ASKING_PAPER, STEPS
from actions.voting import NAME as VOTE
from actions.warned import DANGERS
from actions.withdrawing import NAME as WITHDRAW
from assistant.text.addresses import read_address
from assistant.text.changes import is_bare
from assistant.text.digits import digit_runs
from assistant.text.form_talk import (
    is_only_going_on,
    names_letter,
    ordinal,
    resumes,
    revokes,
    said_yes_or_no,
    throws_away,
    wants_back,
    wants_no_reminder,
)
from assistant.text.having import asks_what_is_missing, tells_what_is_there
from assistant.text.learning import goes_on, wants_a_story, wants_to_learn
from assistant.text.names import read_name
from assistant.text.rating import read_rating
from assistant.text.rights import is_only_erasing
from assistant.text.taking_part import asks_for_worker, form_wished
from assistant.text.today import asks_what_day

_YES, _NO = "action_confirm", "action_decline"

OWN_ACTIONS = frozenset(
    {FILL, PROGRESS, BRING, REMINDER, WITHDRAW, REVOKE, GO_ON, MANDATE, RIGHTS, RATE, VOTE, POINTS, LESSON}
    | {FEEDBACK, ACTIVITY, RESPONSIBLE, MORE, DAY, _YES, _NO}
)
"""Every action that may be chosen here."""

_MANNER = ("repeat", "slower", "faster", "louder", "quieter", "bigger_font", "smaller_font", "wait", "read_aloud")
_PERSON = "dlg.human"
_HAND_WANTED, _NEIGHBOUR = "help_wanted", "meta.help_wanted"
"""Whoever asks for a neighbour by that word calls nobody of the station."""
_ALWAYS = frozenset({_PERSON, "dlg.restart", *(f"dlg.{name}" for name in _MANNER)})
"""What means the same in every state."""

_DANGERS = (*DANGERS, "unsure_")
_SECRET = "fraud.credential"
_SECRETS = (_SECRET, "unsure_danger", "unsure_fraud")
"""What a number alone may be taken for; a check digit that is right tells a number of ours."""

_FROM_MODEL = "model"
_NUMBERS = ("phone", "id_number", "birth_date", "date")
_FEWEST_DIGITS = 4
_NEVER_AN_ANSWER = ("ask.", "meta.", "dlg.bye", "dlg.cancel")
_LONGEST_NAME = 4
_WITH_NUMBER: Mapping[object, str] = {ASKING_NUMBER: PROGRESS, ASKING_PAPER: VOTE, ASKING_CARD: POINTS}
"""Questions whose answer is eight digits, and the action that takes them."""
_NUMBERS_APART = re.compile(r"[\d\W]+")
_LONGEST_CHOICE = 10
_HOTLINE = "svc.hotline"
_VAGUE = (LESSONS, "unsure", "oos")
"""What a lesson's bare name may be understood as, where one was asked for."""
_ABOUT_SERVICE = ("ask.materials", "ask.fee", "ask.amount", "ask.proxy", "ask.apply", "ask.status")
"""What is asked about lessons as a service while one is being taught; where something is, is asked of the screen."""
_ELSEWHERE = ("dlg.restart", "dlg.greet", "meta.")
"""What is no answer to a ballot's question, unless it names one of the choices, and no step of a lesson."""


def next_action(
    label: str, text: str, safety: Mapping[str, Any], slots: Mapping[str, Any], fills: str | None = None
) -> str | None:
    """The action that these words are for, or None where the rules decide.

    safety: what the safety gate found, with the `rule` it found it by. A person who is called, and a danger found by
    a rule, always go their own way; other words that mean the same in every state, and a danger that only the model
    suspects, give way where they plainly answer what was just asked. `fills`: the field of the open form that a
    volunteer fills in with the words.
    """
    filling = _open_form(slots)
    if label == _PERSON and not filling and form_wished(text) == _HAND_WANTED:
        label = _NEIGHBOUR
    suspected = label.startswith(_DANGERS)
    by_rule = suspected and safety.get("rule") != _FROM_MODEL
    if not filling and not by_rule and label != _PERSON and _plainly_in_lesson(text, slots):
        return LESSON
    if label in _ALWAYS and not (fills and filling):
        if filling and label != _PERSON and _chooses(text, slots):
            return FILL
        return MORE if label in SIZES and is_bare(text) else None
    if label in _SECRETS and (number := _number_asked_for(label, text, slots)):
        return number
    if by_rule:
        return None
    if filling and fills:
        return FILL
    if wants_no_reminder(text):
        return REMINDER
    if filling:
        return None if suspected and not _answers(text, filling.asking, slots) else FILL
    return None if suspected else _wished_for(label, text, slots) or _answer_to(label, text, slots)


def _open_form(slots: Mapping[str, Any]) -> Filling | None:
    """The form being filled; none while it is put aside."""
    filling = from_slot(slots.get("filling"))
    return filling if filling and not filling.paused and slots.get("form") else None


def _number_asked_for(label: str, text: str, slots: Mapping[str, Any]) -> str | None:
    """The action for a number that could be a secret and is just the one that was asked for, or the code of somebody
    who says to go on with it and nothing else."""
    asking = slots.get("asking")
    if asking in _WITH_NUMBER and (numbers_in(text) or (label != _SECRET and half_heard(text))):
        return _WITH_NUMBER[asking]
    is_wanted = asking == ASKING_CODE or is_only_going_on(_NUMBERS_APART.sub("", text))
    return GO_ON if is_wanted and code_in(text) else None


def _wished_for(label: str, text: str, slots: Mapping[str, Any]) -> str | None:
    """The action for something that only its words tell: taken back, thrown away, gone on with, still missing."""
    put_aside = from_slot(slots.get("filling"))
    settled = said_yes_or_no(text) if slots.get("offered") == SETTLING else None
    wishes = {
        _YES: settled is True,
        _NO: settled is False,
        REVOKE: revokes(text),
        MANDATE: names_letter(text) and bool(numbers_in(text)),
        GO_ON: code_in(text) is not None and resumes(text),
        FILL: put_aside is not None and throws_away(text),
        RIGHTS: is_only_erasing(text),
        WITHDRAW: wants_back(text) and bool(slots.get("case") or numbers_in(text)),
        RATE: slots.get("offered") == RATING_OFFERED and read_rating(text) is not None,
        BRING: bool(slots.get("bring")) and asks_what_is_missing(text),
        RESPONSIBLE: asks_for_worker(text),
        DAY: asks_what_day(text),
        FEEDBACK: form_wished(text) is not None,
        LESSON: wants_to_learn(text) and (_may_name_a_lesson(label) or wants_a_story(text) or is_lesson(text)),
    }
    return next((action for action, is_meant in wishes.items() if is_meant), None)


def _answer_to(label: str, text: str, slots: Mapping[str, Any]) -> str | None:
    """The action for the answer to the short question that was asked last."""
    asking = str(slots.get("asking") or "")
    if asking in STEPS and asking != ASKING_PAPER:
        return VOTE if _chooses(text, slots) or not label.startswith(_ELSEWHERE) else None
    if asking == ASKING_ACTIVITY:
        return ACTIVITY if _chooses(text, slots) else None
    if asking in LEARNING:
        return _in_lesson(label, text, asking, slots)
    if asking in _WITH_NUMBER:
        return _WITH_NUMBER[asking] if digit_runs(text) else None
    if asking == ASKING_CODE:
        return GO_ON if code_in(text) else None
    if asking == ASKING_DAY:
        return REMINDER if label.startswith("inform.") or digit_runs(text) else None
    if asking == HAVE:
        return BRING if tells_what_is_there(text) else None
    if asking.startswith(ASKING_TO_BRING):
        is_other = label.startswith(_NEVER_AN_ANSWER) or (label.startswith("svc.") and len(text) > _LONGEST_CHOICE)
        return BRING if said_yes_or_no(text) is not None or not is_other else None
    return None


def _plainly_in_lesson(text: str, slots: Mapping[str, Any]) -> bool:
    """Whether a short line is hardly anything but a step that is done, or the answer to a lesson's question."""
    asking = slots.get("asking")
    if len(text) > _LONGEST_CHOICE:
        return False
    return (asking == ASKING_STEP and goes_on(text)) or (asking == ASKING_QUIZ and _chooses(text, slots))


def _in_lesson(label: str, text: str, asking: str, slots: Mapping[str, Any]) -> str | None:
    """A lesson goes on with nearly anything but another wish; of several offered one must be named."""
    if label.startswith(_ELSEWHERE) or label in _ABOUT_SERVICE or _is_another_wish(label, text):
        return None
    is_named = is_lesson(text) or _chooses(text, slots) or (label in _VAGUE and len(text) <= _LONGEST_CHOICE)
    return LESSON if asking != ASKING_WHICH or is_named else None


def _may_name_a_lesson(label: str) -> bool:
    """Whether what somebody wants to be taught may be a lesson of the station's own, whatever else it sounds like; the
    action knows them all, and answers as ever where it is none."""
    return label.startswith(("svc.", "ask.")) and label != _HOTLINE


def _is_another_wish(label: str, text: str) -> bool:
    return label.startswith("svc.") and len(text) > _LONGEST_CHOICE


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
