"""The composition root of the background work: couriers, collectors and escalation, put into the clerk's hands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from actions.activities.keeping import catch_up
from actions.departments.clerk import Clerk, Routine
from actions.departments.collect import Collector
from actions.departments.config import DISTRICT, Department, DepartmentsError, departments_of
from actions.departments.courier import Courier
from actions.departments.escalation import escalate
from actions.departments.gateway import Unreachable
from actions.departments.http import HttpDepartment
from actions.departments.queue import Nowhere, StationQueue
from actions.form import shelf
from actions.help.escalation import escalate_calls, tell_callers
from actions.help.group import ChatGroup
from actions.messaging.messenger import ChatMessenger, tell_news
from actions.outbox import STATION, ParcelState
from actions.reminders.delivery import deliver
from actions.resources import Resources
from actions.upkeep.night import nightly_backup, nightly_erasing
from actions.visits.keeping import remind_visitors
from actions.votes.casting import count_all
from assistant.metrics import PARCELS
from assistant.settings import Settings

_SECONDS, _MINUTE, _HOUR, _DAY = 5.0, 60.0, 3600.0, 86_400.0


def open_office(settings: Settings, resources: Resources, environment: Mapping[str, str] = os.environ) -> Clerk:
    """The clerk of this station, not at work yet. `environment` holds the departments' tokens.

    Every destination has a courier of its own: a department that is slow keeps nobody else's cases waiting.
    """
    departments = departments_of(settings).all
    ways = {one.id: _way(one, resources, environment) for one in departments}
    return Clerk(
        [
            _delivery(STATION, Courier(StationQueue(), resources.units, resources.clock, only=STATION)),
            _delivery("nowhere", Courier(Nowhere(), resources.units, resources.clock, besides=(STATION, *ways))),
            *_with_departments(ways, resources),
            Routine("calls", _calls(resources), _SECONDS, _SECONDS),
            Routine(
                "callers", partial(tell_callers, resources.units, resources.clock, resources.duty), _SECONDS, _SECONDS
            ),
            Routine("escalation", partial(escalate, resources.units, resources.clock), _HOUR, _HOUR),
            Routine("reminders", _reminders(resources), _MINUTE, _MINUTE),
            Routine("activities", partial(catch_up, resources.units, resources.clock), _MINUTE, _MINUTE),
            *_morning(resources),
            Routine(
                "news for chats", partial(tell_news, resources.units, resources.clock, resources.catalogue), 1.0, 2.0
            ),
            Routine("forgetting", resources.memory.forget_unseen, _DAY, _DAY),
            Routine("counting", partial(count_all, resources.units, resources.clock), _MINUTE, _HOUR),
            Routine("backup", partial(nightly_backup, settings, resources.clock), _HOUR, _HOUR),
            Routine("erasing", partial(nightly_erasing, settings, resources.clock), _DAY, _DAY),
            Routine("measuring", partial(_measured, resources), _MINUTE, _MINUTE),
            Routine("clearing", partial(shelf.clear, resources.units, resources.clock), _DAY, _DAY),
        ]
    )


def _with_departments(ways: Mapping[str, HttpDepartment], resources: Resources) -> Iterator[Routine]:
    for name, way in ways.items():
        courier = Courier(way, resources.units, resources.clock, only=name, gives_up=name != DISTRICT)
        yield _delivery(name, courier)
        collector = Collector(name, way, resources.units, resources.clock)
        yield Routine(f"results of {name}", collector.round, _MINUTE, _MINUTE)


def _measured(resources: Resources) -> int:
    """How many cases are on their way, for whoever watches."""
    with resources.units.reading() as work:
        counts = {state.value: len(work.outbox.in_state(state)) for state in (ParcelState.WAITING, ParcelState.DEAD)}
    for state, count in counts.items():
        PARCELS.labels(state).set(count)
    return 0


def _calls(resources: Resources) -> Callable[[], int]:
    return partial(escalate_calls, resources.units, resources.clock, resources.notifier, resources.duty.group_after)


def _reminders(resources: Resources) -> Callable[[], int]:
    return partial(deliver, resources.units, resources.clock, resources.catalogue, _chats(resources))


def _morning(resources: Resources) -> Iterator[Routine]:
    """Where the volunteers have a group, it is told once a day who has to be visited."""
    group = resources.duty.group
    if group is not None:
        chat = ChatGroup(resources.units, resources.clock, group.app, group.address)
        yield Routine("visits", partial(remind_visitors, chat, resources.units, resources.clock), _HOUR, _HOUR)


def _chats(resources: Resources) -> ChatMessenger:
    return ChatMessenger(resources.units, resources.clock)


def _delivery(name: str, courier: Courier) -> Routine:
    return Routine(f"delivery to {name}", courier.round, busy=2.0, idle=5.0)


def _way(department: Department, resources: Resources, environment: Mapping[str, str]) -> HttpDepartment:
    return HttpDepartment(department.url, _token(department, environment), resources.clock, department.trust)


def _token(department: Department, environment: Mapping[str, str]) -> Callable[[], str]:
    def read() -> str:
        try:
            return department.token(environment)
        except DepartmentsError as error:
            raise Unreachable("no_token") from error

    return read
