"""What comes of certain cases at once when they are filed, and is said to whoever filed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.activities.keeping import SIGN_UP
from actions.activities.whats_on import seated
from actions.cases.model import Case
from actions.notices.model import SUBSCRIPTION
from actions.reminders.news import told_at_this_visit
from actions.reply import Message
from actions.resources import Resources
from actions.stopping import STOP, stopped
from actions.visits.keeping import begun
from actions.visits.model import HOME_VISIT

_Taken = Callable[[Case, Resources], tuple[Message, ...]]


def _subscribed(case: Case, resources: Resources) -> tuple[Message, ...]:
    return (Message("utter_warnings_kept"),)


_AT_ONCE: Mapping[str, _Taken] = {
    SIGN_UP: seated,
    HOME_VISIT: begun,
    SUBSCRIPTION: _subscribed,
    STOP: stopped,
}


def taken_in(case: Case, resources: Resources) -> tuple[Message, ...]:
    """What is said instead of the promise of an answer; nothing where an answer is owed. Raises StorageError."""
    at_once = _AT_ONCE.get(case.service)
    return at_once(case, resources) if at_once else ()


def waiting_news(case: Case, resources: Resources) -> tuple[Message, ...]:
    """What else waits for a person who has just told name and number. Raises StorageError."""
    name, phone = case.details.of_type("name"), case.details.of_type("phone")
    if name is None or phone is None:
        return ()
    catalogue = resources.catalogue.current()
    return told_at_this_visit(name.value, phone.value, resources.units, resources.clock, catalogue)
