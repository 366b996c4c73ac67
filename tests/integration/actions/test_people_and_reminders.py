"""Remembered residents and reminders survive their way into the database and back, and tell the disk nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update
from sqlalchemy.engine import Engine

from actions.cases.model import Consent
from actions.model import new_id, session_reference
from actions.reminders.delivery import called
from actions.reminders.model import Contact, Kind, Reminder, ReminderState, Way
from actions.residents.lookup import Lookup
from actions.residents.memory import Memory
from actions.store.sealed import Seal
from actions.store.tables import reminders, residents
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import secret
from tests.unit.actions.fakes import CIPHER, StoppedClock

pytestmark = pytest.mark.integration

CLOCK = StoppedClock(datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8))))
NAME, PHONE, ADDRESS = "王秀英", "13800138000", "幸福里3号楼201"
SESSION = session_reference("telegram-42")


@pytest.fixture
def memory(units: SqlUnitsOfWork, tmp_path: Path) -> Memory:
    return Memory(units, CLOCK, Lookup(secret(tmp_path / "keys" / "residents.key")))


def remember(memory: Memory) -> None:
    consent = Consent(SESSION, "remember", "utter_consent_remember", True, "kiosk", CLOCK.now())
    memory.remember(NAME, PHONE, ADDRESS, consent, date(1946, 5, 6))


def a_reminder(due_on: date = date(2026, 12, 1), way: Way = Way.CHAT) -> Reminder:
    contact = Contact(NAME, PHONE, "telegram-42")
    return Reminder(
        new_id(),
        Kind.TURNING_AGE,
        "elder_allowance",
        due_on,
        date(2026, 12, 31),
        way,
        SESSION,
        ReminderState.WAITING,
        contact,
        CLOCK.now(),
    )


def keep(units: SqlUnitsOfWork, *wanted: Reminder) -> None:
    with units() as work:
        for reminder in wanted:
            work.reminders.add(reminder)
        work.commit()


def test_a_resident_comes_back_as_they_were(memory: Memory) -> None:
    remember(memory)
    known = memory.recall(NAME, PHONE)
    assert known is not None
    assert (known.name, known.phone, known.address, known.birth_date) == (NAME, PHONE, ADDRESS, date(1946, 5, 6))


def test_a_reminder_comes_back_as_it_was(units: SqlUnitsOfWork) -> None:
    later, sooner = a_reminder(date(2026, 12, 8)), a_reminder()
    keep(units, later, sooner)
    with units() as work:
        assert list(work.reminders.open()) == [sooner, later]
        assert list(work.reminders.due(date(2026, 12, 7))) == [sooner]
        assert list(work.reminders.to_call(date(2026, 12, 31))) == []


def test_nothing_personal_stands_on_the_disk(
    units: SqlUnitsOfWork, memory: Memory, any_engine: Engine, tmp_path: Path
) -> None:
    remember(memory)
    keep(units, a_reminder())
    any_engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    words = (NAME, PHONE, ADDRESS, "1946-05-06", "telegram-42", "2026-12-31")
    assert [word for word in words if word.encode() in stored] == []


def test_what_is_over_has_no_contact_and_cannot_be_ended_again(units: SqlUnitsOfWork) -> None:
    reminder = a_reminder()
    keep(units, reminder)
    assert called(reminder.id, units, CLOCK) and not called(reminder.id, units, CLOCK)
    with units() as work:
        assert list(work.reminders.open()) == []
        assert not work.reminders.claim(reminder.id)
        assert not work.reminders.finish(reminder.id, ReminderState.CANCELLED, CLOCK.now())


def test_only_the_contact_is_gone_when_it_is_over(units: SqlUnitsOfWork, any_engine: Engine) -> None:
    reminder = a_reminder()
    keep(units, reminder)
    called(reminder.id, units, CLOCK)
    with any_engine.connect() as connection:
        (row,) = connection.execute(reminders.select()).all()
    kept = Seal(CIPHER).open(row.contact)
    assert (row.state, row.done_at) == ("done", CLOCK.now())
    assert kept == {"contact": {"name": "", "phone": "", "chat": ""}}


@pytest.mark.parametrize(
    "garbled",
    [b"no cipher", Fernet(Fernet.generate_key()).encrypt(b"{}"), CIPHER.encrypt(b'"text"'), CIPHER.encrypt(b"{")],
)
def test_a_record_that_cannot_be_read_is_no_record_and_hides_no_other(
    units: SqlUnitsOfWork, memory: Memory, any_engine: Engine, garbled: bytes
) -> None:
    remember(memory)
    broken, whole = a_reminder(), a_reminder()
    keep(units, broken, whole)
    with any_engine.begin() as connection:
        connection.execute(update(residents).values(details=garbled))
        connection.execute(update(reminders).where(reminders.c.id == broken.id).values(contact=garbled))
    assert memory.recall(NAME, PHONE) is None
    with units() as work:
        assert list(work.reminders.open()) == [whole]
    remember(memory)
    assert memory.recall(NAME, PHONE) is not None


def test_what_is_not_committed_was_never_said(units: SqlUnitsOfWork) -> None:
    with units() as work:
        work.reminders.add(a_reminder())
    with units() as work:
        assert list(work.reminders.open()) == []
