"""No reminders and no warnings any more: at once in the visit or chat that asked for them, else by name and number."""

from __future__ import annotations

from actions.answers import beneficiary_of
from actions.cases.model import Case, CaseState, Mark
from actions.form.asking import ask
from actions.form.begin import begin
from actions.form.place import place_of
from actions.notices.keeping import stop
from actions.reminders.keeping import cancel, cancel_for
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn

STOP = "stop_reminders"
"""The form that asks whose reminders, by its id."""

_KIOSK = "kiosk"


def take_back(turn: Turn, resources: Resources) -> Outcome:
    """What this session asked for is off. At the kiosk, where another visit has another session, whoever asked for
    nothing in this one may say who they are. Raises StorageError."""
    count = cancel(turn.reference, resources.units, resources.clock)
    with resources.units() as work:
        count += stop(work, resources.clock, turn.channel, turn.reference)
        work.commit()
    open_form = place_of(turn, resources)
    if open_form is not None and not open_form.filling.paused:
        return ask(open_form, Message("utter_remind_cancelled" if count else "utter_remind_none"))
    if count or turn.channel != _KIOSK:
        return say("utter_remind_cancelled" if count else "utter_remind_none", asking=None, offered=None)
    return say("utter_remind_none_here", asking=None, offered=STOP)


def ask_who(turn: Turn, resources: Resources) -> Outcome:
    """Yes, reminders asked for at another visit: whose? Raises StorageError."""
    return begin(STOP, beneficiary_of(turn), turn, resources)


def stopped(case: Case, resources: Resources) -> tuple[Message, ...]:
    """Everything of the person who filed the case of `STOP` is off, and what they told for it is forgotten.

    Raises StorageError.
    """
    name, phone = (one.value if one else "" for one in map(case.details.of_type, ("name", "phone")))
    count = cancel_for(name, phone, resources.units, resources.clock)
    with resources.units() as work:
        count += stop(work, resources.clock, case.channel, case.session, name, phone)
        work.outbox.hold(case.id)
        done = (work.cases.by_id(case.id) or case).moved(CaseState.WITHDRAWN)
        work.cases.move(done, Mark(done.state, resources.clock.now(), "station", case.channel, "stop"))
        work.cases.empty(case.id)
        work.commit()
    return (Message("utter_remind_cancelled" if count else "utter_remind_none_of_you"),)
