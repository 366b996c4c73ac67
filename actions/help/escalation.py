"""A call that nobody takes rings for more people."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from actions.model import HelpRequest, RequestState, Urgency
from actions.ports import Clock, NotificationError, Notifier, UnitsOfWork

log = logging.getLogger(__name__)


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


def _tell(group: Notifier, request: HelpRequest) -> None:
    try:
        group.notify(request)
    except NotificationError:
        log.error("nobody else could be told of a call for a person")
