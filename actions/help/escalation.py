"""A call that nobody takes rings for more people, and whoever called from a chat hears how it stands."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from actions.help.duty import Duty
from actions.messaging.model import Push
from actions.model import HelpRequest, RequestState, Urgency
from actions.ports import Clock, NotificationError, Notifier, UnitsOfWork

log = logging.getLogger(__name__)

_STILL_CALLING, _NOBODY_CAME, _WITH_PHONE = "utter_push_still_calling", "utter_push_nobody_came", "_ring"


def unanswered(requests: Iterable[HelpRequest], now: datetime, within: timedelta) -> Iterator[HelpRequest]:
    """The calls that were open longer than the station allows, and of which nobody else was told yet."""
    for request in requests:
        if request.state is RequestState.OPEN and request.escalated_at is None and now - request.asked_at >= within:
            yield request


def rings_everywhere(request: HelpRequest, now: datetime, within: timedelta) -> bool:
    """Whether nobody who watches the calls has taken it in time, or nobody may wait for them: a danger."""
    is_pressing = request.urgency is Urgency.DANGER or now - request.asked_at >= within
    return request.state is RequestState.OPEN and is_pressing


def escalate_calls(units: UnitsOfWork, clock: Clock, group: Notifier, within: timedelta) -> int:
    """Marks every such call and tells the group; how many. Each is told once. Raises StorageError."""
    now = clock.now()
    with units() as work:
        requests = work.help_requests
        late = [one for one in unanswered(requests.unclosed(), now, within) if requests.escalate(one.id, now)]
        work.commit()
    for request in late:
        _tell(group, request)
    return len(late)


def tell_callers(units: UnitsOfWork, clock: Clock, duty: Duty) -> int:
    """Tells those who wait in a chat, once at each stage, what the kiosk tells those in front of it; how many.

    Raises StorageError.
    """
    now = clock.now()
    with units() as work:
        waiting = [call for call in work.help_requests.unclosed() if call.state is RequestState.OPEN]
        owed = [push for call in waiting for push in _owed(call, now, duty)]
        told = sum(work.pushes.add(push) for push in owed)
        work.commit()
    return told


def _owed(call: HelpRequest, now: datetime, duty: Duty) -> Iterator[Push]:
    """Of a call at the kiosk there is no chat, and the push is not taken."""
    if now - call.asked_at >= duty.phone_after:
        response = _NOBODY_CAME + (_WITH_PHONE if duty.phone else "")
        yield Push(f"waited:{call.id}", call.session, now, response, {"phone": duty.phone})
    elif now - call.asked_at >= duty.group_after:
        yield Push(f"waits:{call.id}", call.session, now, _STILL_CALLING)


def _tell(group: Notifier, request: HelpRequest) -> None:
    try:
        group.notify(request)
    except NotificationError:
        log.error("nobody else could be told of a call for a person")
