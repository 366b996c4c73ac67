"""Calls a person, and never stays silent when that fails."""

from __future__ import annotations

import logging
from enum import Enum

from actions.help.waiting import LOOKED_BACK, expected_wait
from actions.model import HelpRequest, Reason, Urgency, new_id
from actions.ports import NotificationError, StorageError
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import Turn

log = logging.getLogger(__name__)

_BY_HAND = "utter_person_by_hand"
_FRAUD_LABEL = "fraud."
_AT_THE_STATION = "kiosk"
"""The channel of whoever stands in front of the station's screen."""


class Summons(Enum):
    """What became of a call for a person."""

    SENT = "sent"
    ALREADY = "already"
    FAILED = "failed"


def call_person(turn: Turn, resources: Resources) -> Outcome:
    """`action_call_person`: the sentence was said already; more is said only when there is more to say."""
    summons = summon(Reason.ASKED, turn, resources)
    if summons is Summons.FAILED:
        return Outcome((Message(_BY_HAND),), _kept(Reason.ASKED))
    more = _called_before(turn, resources) if summons is Summons.ALREADY else _wait_told(Reason.ASKED, resources)
    return Outcome(more, _kept(Reason.ASKED))


def raise_alarm(turn: Turn, resources: Resources) -> Outcome:
    """`action_raise_alarm`: what to do was said already, and its card stays on the screen."""
    reason = Reason.FRAUD if turn.heard.label.startswith(_FRAUD_LABEL) else Reason.EMERGENCY
    if summon(reason, turn, resources) is not Summons.FAILED:
        return Outcome(slots=_kept(reason))
    shown = next((said.card for said in reversed(turn.now.messages) if said.card), None)
    return Outcome((Message(_BY_HAND, card=shown),), _kept(reason))


def send_for(reason: Reason, words: str, turn: Turn, resources: Resources) -> Outcome:
    """Calls a person and says so with the response `words`, or how to call one by hand."""
    by_hand = _by_hand_unless_called(reason, turn, resources)
    spoken = (Message(words),) if not by_hand or reason.urgency > Urgency.SOON else ()
    wait = _wait_told(reason, resources) if not by_hand and reason is Reason.ASKED else ()
    return Outcome((*spoken, *by_hand, *wait), _kept(reason))


def _by_hand_unless_called(reason: Reason, turn: Turn, resources: Resources) -> tuple[Message, ...]:
    """Calls a person; what to say when that failed."""
    return (Message(_BY_HAND),) if summon(reason, turn, resources) is Summons.FAILED else ()


def _called_before(turn: Turn, resources: Resources) -> tuple[Message, ...]:
    """That somebody was called already, and who is coming, if that is known."""
    try:
        with resources.units() as work:
            calls = work.help_requests.of_session(turn.reference)
    except StorageError:
        calls = ()
    taker = next((one.taker for one in calls if one.taker), None)
    return (Message("utter_person_coming", {"name": taker.name}) if taker else Message("utter_person_called"),)


def _wait_told(reason: Reason, resources: Resources) -> tuple[Message, ...]:
    """How long it took of late until somebody came; nothing where that is not known."""
    now = resources.clock.now()
    try:
        with resources.units() as work:
            wait = expected_wait(work.help_requests.since(now - LOOKED_BACK), reason.urgency, now)
    except StorageError:
        return ()
    if wait is None:
        return ()
    spread = {name: str(minutes) for name, minutes in vars(wait).items()}
    return (Message("utter_person_wait" if wait.low < wait.high else "utter_person_wait_about", spread),)


def summon(reason: Reason, turn: Turn, resources: Resources) -> Summons:
    """Keeps the request; calling twice for one thing keeps one request.

    It rings at the desk. More people are told at once where that cannot wait, and otherwise when nobody takes it.
    """
    now = resources.clock.now()
    is_pressing = reason.urgency > Urgency.SOON
    request = HelpRequest(
        id=new_id(),
        session=turn.reference,
        channel=turn.channel,
        reason=reason,
        label=turn.heard.label,
        service=turn.text_slot("service"),
        asked_at=now,
        place=resources.duty.place if turn.channel == _AT_THE_STATION else "",
        escalated_at=now if is_pressing else None,
    )
    try:
        with resources.units() as work:
            if request.is_covered_by(work.help_requests.of_session(request.session)):
                return Summons.ALREADY
            work.help_requests.add(request)
            work.commit()
    except StorageError as error:
        log.error("a call for a person was not kept: %s", type(error.__cause__ or error).__name__)
        return Summons.SENT if _notified(request, resources) else Summons.FAILED
    if is_pressing:
        _notified(request, resources)
    return Summons.SENT


def _notified(request: HelpRequest, resources: Resources) -> bool:
    try:
        return resources.notifier.notify(request)
    except NotificationError:
        log.error("nobody could be notified of a call for a person")
        return False


def _kept(reason: Reason) -> dict[str, str]:
    return {"handover": reason.value}
