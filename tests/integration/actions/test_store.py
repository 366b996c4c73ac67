"""Requests, needs and the catalogue survive their way into the database and back."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.engine import Engine

from actions.catalogue.loader import load_catalogue
from actions.model import (
    HelpOutcome,
    HelpRequest,
    Need,
    NeedKind,
    Reason,
    RequestState,
    Taker,
    new_id,
    session_reference,
)
from actions.ports import StorageError
from actions.store.catalogue import PublishedCatalogue, publish
from actions.store.documents import from_documents, to_documents
from actions.store.tables import catalogue_editions, catalogue_services, conversation_events
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.unit.actions.fakes import CIPHER, StoppedClock

pytestmark = pytest.mark.integration

LI = Taker("a1", "小李")
CLOCK = StoppedClock(datetime(2026, 11, 24, 17, 30, tzinfo=timezone(timedelta(hours=8))))


def a_request(session: str = "visit", reason: Reason = Reason.ASKED) -> HelpRequest:
    return HelpRequest(new_id(), session_reference(session), "kiosk", reason, "dlg.human", "id_card", CLOCK.now())


def test_a_request_comes_back_as_it_was(any_engine: Engine) -> None:
    units, request = SqlUnitsOfWork(any_engine, CIPHER), a_request()
    with units() as work:
        work.help_requests.add(request)
        work.commit()
    with units() as work:
        assert work.help_requests.of_session(request.session) == [request]
        assert work.help_requests.of_session(session_reference("other")) == []


def test_a_closed_request_is_no_longer_the_sessions(any_engine: Engine) -> None:
    units, request = SqlUnitsOfWork(any_engine, CIPHER), a_request()
    with units() as work:
        work.help_requests.add(request)
        assert work.help_requests.take(request.id, LI, CLOCK.now())
        work.commit()
    with units() as work:
        (taken,) = work.help_requests.of_session(request.session)
        assert taken == replace(request, state=RequestState.TAKEN, taker=LI, taken_at=CLOCK.now())
        assert work.help_requests.close(request.id, CLOCK.now(), HelpOutcome.HELPED)
        assert work.help_requests.of_session(request.session) == []


def test_needs_come_back_newest_first(any_engine: Engine) -> None:
    units = SqlUnitsOfWork(any_engine, CIPHER)
    told = [
        Need(NeedKind.NOT_UNDERSTOOD, "那个啥", "kiosk", "oos", None, CLOCK.now()),
        Need(NeedKind.DIFFERS, "", "kiosk", "ask.fee", "id_card", CLOCK.now()),
    ]
    with units() as work:
        for need in told:
            work.needs.add(need)
        work.commit()
    with units() as work:
        assert work.needs.latest(5) == told[::-1]
        assert work.needs.latest(1) == told[1:]


def test_what_is_not_committed_is_undone(any_engine: Engine) -> None:
    units, request = SqlUnitsOfWork(any_engine, CIPHER), a_request()
    with units() as work:
        work.help_requests.add(request)
    with units() as work:
        assert work.help_requests.of_session(request.session) == []


def test_an_error_of_the_database_is_a_storage_error(any_engine: Engine) -> None:
    units, request = SqlUnitsOfWork(any_engine, CIPHER), a_request()
    with pytest.raises(StorageError), units() as work:
        work.help_requests.add(request)
        work.help_requests.add(request)


def test_an_error_of_ours_stays_what_it_is(any_engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), SqlUnitsOfWork(any_engine, CIPHER)():
        raise ZeroDivisionError


@pytest.mark.parametrize("region", [None, "example"])
def test_the_catalogue_is_read_back_equal(any_engine: Engine, region: str | None) -> None:
    catalogue = load_catalogue(region=region)
    assert publish(catalogue, any_engine, CLOCK)
    assert PublishedCatalogue(any_engine, region).current() == catalogue


def test_equal_catalogues_have_one_fingerprint() -> None:
    one, two = (to_documents(load_catalogue(region="example")) for _ in range(2))
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != to_documents(load_catalogue()).fingerprint


def test_only_what_changed_is_published_again_and_two_editions_are_kept(any_engine: Engine) -> None:
    catalogue = load_catalogue()
    fewer = replace(catalogue, services={"id_card": catalogue.services["id_card"]})
    published = [publish(one, any_engine, CLOCK) for one in (catalogue, catalogue, fewer, catalogue)]
    assert published == [True, False, True, True]
    with any_engine.connect() as connection:
        editions = connection.execute(select(func.count()).select_from(catalogue_editions)).scalar_one()
        services = connection.execute(select(func.count()).select_from(catalogue_services)).scalar_one()
    assert (editions, services) == (2, len(catalogue.services) + 1)
    assert PublishedCatalogue(any_engine, None).current() == catalogue


def test_a_new_edition_is_answered_from_soon(any_engine: Engine) -> None:
    catalogue = load_catalogue()
    publish(catalogue, any_engine, CLOCK)
    reader = PublishedCatalogue(any_engine, None, fresh_for=0.01)
    reader.current()
    publish(replace(catalogue, general_hotline="110"), any_engine, CLOCK)
    time.sleep(0.02)
    assert reader.current().general_hotline == "110"


def test_regions_do_not_disturb_each_other(any_engine: Engine) -> None:
    publish(load_catalogue(region="example"), any_engine, CLOCK)
    publish(load_catalogue(), any_engine, CLOCK)
    assert PublishedCatalogue(any_engine, None).current().region is None
    region = PublishedCatalogue(any_engine, "example").current().region
    assert region is not None


def test_an_empty_catalogue_can_be_published(any_engine: Engine) -> None:
    empty = replace(load_catalogue(), services={})
    publish(empty, any_engine, CLOCK)
    assert PublishedCatalogue(any_engine, None).current() == empty


def test_once_read_the_catalogue_costs_nothing_and_later_one_small_query(any_engine: Engine) -> None:
    publish(load_catalogue(), any_engine, CLOCK)
    reader = PublishedCatalogue(any_engine, None, fresh_for=60)
    looking_again = PublishedCatalogue(any_engine, None, fresh_for=0)
    first, again = reader.current(), looking_again.current()
    asked: list[str] = []
    event.listen(any_engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    assert reader.current() is first and not asked
    assert looking_again.current() is again
    queries = [one for one in asked if one.startswith("SELECT")]
    assert len(queries) == 1
    assert "document" not in queries[0]


def test_without_an_edition_there_is_nothing_to_answer_from(any_engine: Engine) -> None:
    with pytest.raises(StorageError):
        PublishedCatalogue(any_engine, None).current()


def test_while_the_database_is_away_the_edition_read_last_is_used(
    any_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    catalogue = load_catalogue()
    publish(catalogue, any_engine, CLOCK)
    reader = PublishedCatalogue(any_engine, None, fresh_for=0)
    reader.current()
    with any_engine.begin() as connection:
        connection.execute(text("DROP TABLE catalogue_services"))
        connection.execute(text("DROP TABLE catalogue_editions"))
    assert reader.current() == catalogue
    assert "could not be read" in caplog.text
    with pytest.raises(StorageError):
        PublishedCatalogue(any_engine, None).current()


def test_a_catalogue_that_cannot_be_published_is_a_storage_error(any_engine: Engine) -> None:
    with any_engine.begin() as connection:
        connection.execute(text("DROP TABLE catalogue_services"))
        connection.execute(text("DROP TABLE catalogue_editions"))
    with pytest.raises(StorageError):
        publish(load_catalogue(), any_engine, CLOCK)


def test_a_document_that_is_not_ours_is_refused() -> None:
    edition = to_documents(load_catalogue())
    spoilt = json.dumps({**json.loads(edition.services["id_card"]), "facts": 3})
    with pytest.raises(ValueError):
        from_documents(edition.shared, {"id_card": spoilt})
    with pytest.raises(ValueError):
        from_documents("{}", {})


def test_an_event_needs_its_encrypted_body(any_engine: Engine) -> None:
    columns = conversation_events.c
    assert not columns.body.nullable
    with any_engine.begin() as connection:
        row = {"sender_id": "visit", "name": "user", "at": 1.5, "body": b"\x00\xff"}
        connection.execute(conversation_events.insert().values(row))
        found = connection.execute(select(columns.at, columns.body)).one()
    assert tuple(found) == (1.5, b"\x00\xff")


def test_two_who_read_before_they_write_do_not_fail_each_other(any_engine: Engine) -> None:
    units = SqlUnitsOfWork(any_engine, CIPHER)
    for session in ("one", "two"):
        with units() as work:
            work.help_requests.of_session(session_reference(session))
            work.help_requests.add(a_request(session))
            work.commit()
    with units() as work:
        assert len(work.help_requests.of_session(session_reference("two"))) == 1
