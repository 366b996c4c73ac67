"""The figures of the board, from visits and what became of the cases. Shares keep both their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from actions.events.model import Event, Kind, Promise, Rating, Understood
from actions.figures.visit import OF_CASES, Outcome, Visit, visits_of, week_of


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Stop:
    """Where forms are given up: the key of the field, and how often."""

    service: str
    field: str
    count: int


@dataclass(frozen=True)
class Indicators:
    """One set of figures; what each is, in words and as a formula, stands in the data dictionary.

    minutes, turns: medians. answer_ms: median milliseconds of a turn. None where there is nothing to reckon from.
    """

    visits: int
    done: Share
    minutes: float | None
    turns: float | None
    repeated: Share
    slowed: Share
    louder: Share
    unclear: Share
    gave_up: Share
    stops: tuple[Stop, ...]
    handed_over: Share
    in_time: Share
    satisfied: Share
    ratings: Mapping[str, int]
    answer_ms: float | None


def indicators(events: Iterable[Event]) -> Indicators:
    """The figures of these events."""
    known = tuple(events)
    visits = visits_of(known)
    counted = [visit for visit in visits if visit.outcome.is_counted]
    minutes = [visit.minutes_to_done for visit in counted if visit.minutes_to_done is not None]
    turns = [event for visit in visits for event in visit.of(Kind.TURN)]
    ratings = Counter(visit.rating for visit in visits if visit.rating)
    return Indicators(
        visits=len(visits),
        done=_share(counted, lambda visit: visit.outcome.is_done),
        minutes=_median(minutes),
        turns=_median([visit.turns for visit in counted]),
        repeated=_share(visits, lambda visit: visit.has(Kind.REPEAT_ASKED)),
        slowed=_share(visits, lambda visit: visit.has(Kind.SLOWER_ASKED)),
        louder=_share(visits, lambda visit: visit.has(Kind.LOUDER_ASKED)),
        unclear=Share(sum(event.detail == Understood.NOT.value for event in turns), len(turns)),
        gave_up=_given_up(visits),
        stops=_stops(visits),
        handed_over=_share(counted, lambda visit: visit.outcome is Outcome.HANDED_OVER),
        in_time=_in_time(known),
        satisfied=Share(ratings[Rating.GOOD.value], sum(ratings.values())),
        ratings={rating.value: ratings[rating.value] for rating in Rating},
        answer_ms=_median([event.amount for event in turns if event.amount is not None]),
    )


def parted(events: Sequence[Event], key: Callable[[Visit], str | None]) -> dict[str, tuple[Event, ...]]:
    """The events by a property of their visit; what happened to a case later goes with the visits of its service,
    or channel, or by its own week. Visits without the property are left out."""
    found: dict[str, list[Event]] = {}
    for visit in visits_of(events):
        name = key(visit)
        if name:
            found.setdefault(name, []).extend(visit.events)
    for event in events:
        name = key(Visit(event.session, (event,))) if event.kind in OF_CASES else None
        if name:
            found.setdefault(name, []).append(event)
    return {name: tuple(found[name]) for name in sorted(found)}


def by_service(visit: Visit) -> str | None:
    """What a visit was about."""
    return visit.service


def by_channel(visit: Visit) -> str | None:
    """Where somebody spoke with the assistant."""
    return visit.channel


def by_week(visit: Visit) -> str:
    """The week it began in."""
    return week_of(visit.started)


PARTS: Mapping[str, Callable[[Visit], str | None]] = {
    "service": by_service,
    "channel": by_channel,
    "week": by_week,
}
"""How the figures may be parted."""


def _share(visits: Sequence[Visit], holds: Callable[[Visit], bool]) -> Share:
    return Share(sum(holds(visit) for visit in visits), len(visits))


def _median(values: Sequence[float]) -> float | None:
    return float(median(values)) if values else None


def _given_up(visits: Sequence[Visit]) -> Share:
    """Of the forms that were begun: one that is begun again in the same visit is another form."""
    begun = sum(len(visit.of(Kind.FORM_STARTED)) for visit in visits)
    return Share(min(begun, sum(len(visit.of(Kind.FORM_GIVEN_UP)) for visit in visits)), begun)


def _stops(visits: Sequence[Visit]) -> tuple[Stop, ...]:
    """The most frequent first."""
    events = [event for visit in visits for event in visit.of(Kind.FORM_GIVEN_UP)]
    counts = Counter((event.service or "", event.detail) for event in events)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Stop(service, field, count) for (service, field), count in ordered)


def _in_time(events: Sequence[Event]) -> Share:
    """Of the cases an answer was promised for, and that were answered or should have been by now."""
    answered = [event.detail for event in events if event.kind is Kind.CASE_ANSWERED]
    overdue = sum(event.kind is Kind.CASE_OVERDUE for event in events)
    kept = answered.count(Promise.KEPT.value)
    return Share(kept, kept + answered.count(Promise.BROKEN.value) + overdue)
