"""What people need, over time and by place, without ever showing fewer than five of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from actions.events.model import Event, Kind
from actions.figures.visit import visits_of, week_of
from actions.model import Need, NeedKind

FEWEST = 5
"""People in the smallest group that is shown."""

GAPS = frozenset({NeedKind.NO_SERVICE, NeedKind.DIFFERS, NeedKind.UNVERIFIED, NeedKind.EXPIRED})
"""Needs that the catalogue left open."""

_SERVICE = "svc."
Key = TypeVar("Key")


@dataclass(frozen=True)
class Wish:
    """One person came about one topic. `gap`: what of the catalogue was missing, in one word; empty when nothing."""

    session: str
    topic: str
    grid: str
    week: str
    is_met: bool
    gap: str = ""


@dataclass(frozen=True)
class Group:
    """People with something in common, five or more. `met`, `unmet`: how many were helped and how many were not;
    None where that would tell of fewer than five."""

    key: tuple[str, ...]
    people: int
    met: int | None
    unmet: int | None


def wishes_of(events: Iterable[Event], needs: Iterable[Need]) -> tuple[Wish, ...]:
    """What people came for, from their visits and from what could not be answered."""
    known = tuple(events)
    grids = {event.session: event.detail for event in known if event.kind is Kind.CASE_FILED and event.detail}
    came = [
        Wish(visit.session, visit.service, grids.get(visit.session, ""), week_of(visit.started), visit.outcome.is_done)
        for visit in visits_of(known)
        if visit.service and visit.outcome.is_counted
    ]
    asked = [
        Wish(need.session, _topic(need), grids.get(need.session, ""), week_of(need.noted_at), False, _gap(need))
        for need in needs
        if need.session
    ]
    return (*came, *asked)


def groups(wishes: Iterable[Wish], key: Callable[[Wish], tuple[str, ...] | None]) -> tuple[Group, ...]:
    """The wishes by a key, the largest group first; those without a key are left out."""
    people: dict[tuple[str, ...], set[str]] = {}
    unmet: dict[tuple[str, ...], set[str]] = {}
    for wish in wishes:
        name = key(wish)
        if name is None:
            continue
        people.setdefault(name, set()).add(wish.session)
        if not wish.is_met:
            unmet.setdefault(name, set()).add(wish.session)
    counts = {name: len(sessions) for name, sessions in people.items()}
    found = [_group(name, counts[name], len(unmet.get(name, ()))) for name in shown(counts)]
    return tuple(sorted(found, key=lambda group: (-group.people, group.key)))


def shown(counts: Mapping[Key, int]) -> tuple[Key, ...]:
    """The groups that may be shown: none under five, and what is left out is nobody or again five or more, so that
    nothing follows from what is known of all of them."""
    kept = sorted((key for key, count in counts.items() if count >= FEWEST), key=lambda key: counts[key])
    hidden = sum(counts.values()) - sum(counts[key] for key in kept)
    while kept and 0 < hidden < FEWEST:
        hidden += counts[kept.pop(0)]
    return tuple(kept)


def by_topic(wish: Wish) -> tuple[str, ...]:
    """What it is about."""
    return (wish.topic,)


def by_topic_and_week(wish: Wish) -> tuple[str, ...]:
    """What, and when."""
    return wish.topic, wish.week


def by_topic_and_grid(wish: Wish) -> tuple[str, ...] | None:
    """What, and where, as far as that is known."""
    return (wish.topic, wish.grid) if wish.grid else None


def by_gap(wish: Wish) -> tuple[str, ...] | None:
    """What of the catalogue is missing."""
    return (wish.topic, wish.gap) if wish.gap else None


def _group(key: tuple[str, ...], people: int, unmet: int) -> Group:
    met = people - unmet
    tells_of_few = 0 < met < FEWEST or 0 < unmet < FEWEST
    return Group(key, people, None if tells_of_few else met, None if tells_of_few else unmet)


def _topic(need: Need) -> str:
    return need.service or need.label.removeprefix(_SERVICE)


def _gap(need: Need) -> str:
    return need.kind.value if need.kind in GAPS else ""
