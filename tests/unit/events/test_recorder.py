"""What happens is written down behind the conversation, and never at its cost."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from actions.events.model import Event, Kind
from actions.events.recorder import Recorder
from tests.unit.actions.fakes import Station
from tests.unit.events.watched import Watched

pytestmark = pytest.mark.unit


def show(recorder: Recorder, visit: Watched) -> None:
    """The last turn, as the channel shows it."""
    seen = visit.seen[-1]
    recorder.turned(
        seen.session,
        seen.channel,
        is_first=seen.is_first,
        before=seen.before,
        events=seen.events,
        seconds=seen.seconds,
    )


def kept(station: Station) -> list[Event]:
    now = station.clock.now()
    with station.store() as work:
        return list(work.events.between(now - timedelta(days=1), now + timedelta(days=1)))


def test_turns_and_the_end_of_a_visit_are_kept(visit: Watched, station: Station) -> None:
    recorder = Recorder(station.store, station.clock, "station-1").start()
    visit.hear("老年证要带什么", "svc.elder_card", aspect="materials")
    show(recorder, visit)
    recorder.over(visit.session, visit.slots)
    recorder.close()
    kinds = [event.kind for event in kept(station)]
    assert kinds == [Kind.VISIT_STARTED, Kind.TURN, Kind.ANSWERED, Kind.VISIT_OVER]


def test_a_store_that_is_away_costs_the_events_and_nothing_else(
    visit: Watched, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    station.store.broken = True
    recorder = Recorder(station.store, station.clock, "station-1").start()
    recorder.over(visit.session, {})
    recorder.close()
    station.store.broken = False
    assert kept(station) == []
    assert "were not kept" in caplog.text


def test_a_turn_that_cannot_be_read_keeps_no_other_from_being_written(
    visit: Watched, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = Recorder(station.store, station.clock, "station-1").start()
    events = [{"event": "user", "parse_data": "not what it should be"}]
    recorder.turned("visit-1", "kiosk", is_first=True, before={}, events=events, seconds=0.1)
    recorder.over("visit-1", {})
    recorder.close()
    assert [event.kind for event in kept(station)] == [Kind.VISIT_OVER]
    assert "could not be read" in caplog.text


def test_what_comes_while_too_much_waits_is_lost_and_said(
    visit: Watched, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = Recorder(station.store, station.clock, "station-1")
    with caplog.at_level(logging.WARNING):
        for _ in range(2001):
            recorder.over(visit.session, {})
    assert "too many wait" in caplog.text
