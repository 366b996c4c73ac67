"""Erased is erased: not a byte of it is on the disk, and no backup of it can be opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from actions.bootstrap import WallClock, bootstrap
from actions.cases.model import Case
from actions.desk.bootstrap import desk_units
from actions.desk.model import Note
from actions.desk.ports import AuditFilter
from actions.outbox import STATION
from actions.practice import clear
from actions.resources import Resources
from actions.store.engine import make_engine
from actions.store.ledger_tables import ballots
from actions.store.tables import cases, conversation_events, needs
from actions.upkeep import backup
from actions.upkeep.erasing import Erased, erase_all, erase_resident, erase_session
from actions.upkeep.lock import BackupError
from actions.upkeep.night import nightly_backup, nightly_erasing
from actions.upkeep.rotation import rotate
from actions.votes.model import Ballot
from assistant.keys import fernet
from assistant.settings import Settings
from tests.unit.departments.standins import PHONE, filed

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=timezone.utc)
SESSION = "visit"
SAID = "我叫王秀英".encode()


@pytest.fixture
def engine(settings: Settings) -> Iterator[sa.engine.Engine]:
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def said(settings: Settings, engine: sa.engine.Engine) -> bytes:
    """What the disk holds of a conversation."""
    body = fernet(settings.keys / "conversations.key").encrypt(SAID)
    row = {"sender_id": SESSION, "name": "turn", "at": NOW.timestamp(), "body": body}
    with engine.begin() as connection:
        connection.execute(sa.insert(conversation_events), row)
    return body


@pytest.fixture
def told(case: Case, engine: sa.engine.Engine) -> bytes:
    """What the disk holds of what was told in the case."""
    with engine.connect() as connection:
        return bytes(connection.scalar(sa.select(cases.c.details).where(cases.c.id == case.id)))


def on_disk(settings: Settings, what: bytes) -> list[str]:
    """The files of the station in which these bytes stand."""
    files = (path for path in settings.home.rglob("*") if path.is_file())
    return [path.name for path in files if what in path.read_bytes()]


def test_nothing_personal_stands_on_the_disk_as_it_was_said(settings: Settings, said: bytes, told: bytes) -> None:
    assert on_disk(settings, told) and on_disk(settings, said)
    for plain in (PHONE.encode(), SAID):
        assert on_disk(settings, plain) == []


def test_a_session_is_gone_to_the_last_byte(settings: Settings, said: bytes, told: bytes) -> None:
    assert erase_session(settings, SESSION, NOW).rows == 2
    assert on_disk(settings, said) == on_disk(settings, told) == []


def test_a_resident_is_gone_to_the_last_byte_and_the_next_one_is_not(
    settings: Settings, told: bytes, resources: Resources
) -> None:
    assert erase_resident(settings, "139 0013 9000", NOW) == Erased(0, 0)
    assert on_disk(settings, told) != []
    assert erase_resident(settings, "138-0013-8000", NOW).rows == 1
    assert on_disk(settings, told) == []


def test_what_is_no_number_is_refused(settings: Settings) -> None:
    with pytest.raises(ValueError, match="no telephone number"):
        erase_resident(settings, "王秀英", NOW)


def test_no_backup_made_before_can_be_opened_by_anybody(settings: Settings, told: bytes) -> None:
    nightly_backup(settings, WallClock())
    (before,) = backup.of_every_night(settings)
    taken_away = before.read_bytes()
    assert erase_session(settings, SESSION, NOW + timedelta(days=1)).backups == 1
    (after,) = backup.of_every_night(settings)
    assert backup.read(after, backup.own_key(settings)).manifest.counts["cases"] == 0
    before.write_bytes(taken_away)
    with pytest.raises(BackupError, match="does not fit"):
        backup.read(before, backup.own_key(settings))


def test_all_is_as_on_the_first_day(settings: Settings, said: bytes, told: bytes) -> None:
    nightly_backup(settings, WallClock())
    clear(settings)
    keys = [path.read_bytes() for path in settings.keys.iterdir()]
    assert erase_all(settings).backups == 1
    assert [path for path in settings.home.rglob("*") if path.is_file()] == []
    for trace in (said, told, *keys):
        assert on_disk(settings, trace) == []


def test_new_keys_close_everything_anew_and_the_old_ones_open_nothing(
    settings: Settings, said: bytes, told: bytes, case: Case
) -> None:
    before = fernet(settings.keys / "conversations.key")
    assert rotate(settings) == 2
    after = fernet(settings.keys / "conversations.key")
    assert after.encrypt(b"") and before.decrypt(said) == SAID
    with make_engine(settings.database_url).connect() as connection:
        body = connection.scalar(sa.select(conversation_events.c.body))
    assert body != said and after.decrypt(body) == SAID
    with bootstrap(settings).units() as work:
        found = work.cases.by_id(case.id)
    assert found is not None and found.details == case.details


def test_new_keys_leave_ballots_without_a_moment_and_the_audit_log_whole(settings: Settings, case: Case) -> None:
    engine, now = make_engine(settings.database_url), WallClock().now()
    desk = desk_units(settings, engine)
    with desk() as work:
        work.audit.add(Note("somebody", "looked", case.number, "核对材料"), now)
        work.votes.cast(Ballot("vote", "扶手", "00"))
        work.commit()
    rotate(settings)
    with desk_units(settings, engine)() as work:
        assert work.audit.first_wrong() is None
        assert [entry.note.reason for entry in work.audit.find(AuditFilter(), 5)] == ["核对材料"]
        assert [ballot.choice for ballot in work.votes.ballots("vote")] == ["扶手"]
    with engine.connect() as connection:
        (secret,) = connection.scalars(sa.select(ballots.c.secret))
    assert fernet(settings.keys / "cases.key").extract_timestamp(secret) == 0
    engine.dispose()


def test_new_keys_that_were_interrupted_are_simply_made_again(
    settings: Settings, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("actions.upkeep.rotation.drop_old_keys", lambda path: (_ for _ in ()).throw(KeyboardInterrupt))
        rotate(settings)
    ring = fernet(settings.keys / "conversations.key")
    with make_engine(settings.database_url).connect() as connection:
        assert ring.decrypt(connection.scalar(sa.select(conversation_events.c.body))) == SAID
    assert rotate(settings) == 1


def test_what_was_kept_long_enough_goes_by_night_and_the_rest_stays(
    settings: Settings, resources: Resources, engine: sa.engine.Engine, said: bytes
) -> None:
    fresh = filed(resources.units, WallClock(), STATION)
    need = {"kind": "no_service", "text": "", "channel": "kiosk", "label": "oos"}
    with engine.begin() as connection:
        for days in (1, 400):
            at = datetime.now(timezone.utc) - timedelta(days=days)
            connection.execute(sa.insert(needs), {**need, "noted_at": at})
        stale = datetime.now(timezone.utc) - timedelta(days=4000)
        connection.execute(sa.update(cases).where(cases.c.id == fresh.id).values(filed_at=stale))
        connection.execute(sa.update(conversation_events).values(at=stale.timestamp()))
    assert nightly_erasing(settings, WallClock()) == 2
    assert on_disk(settings, said) == []
    with resources.units() as work:
        assert len(work.needs.latest(10)) == 1
        assert work.cases.by_id(fresh.id) is not None, "nobody has dealt with it yet"


def test_a_backup_that_cannot_be_made_is_tried_again_later(settings: Settings, tmp_path: Path) -> None:
    backup.folder(settings).write_text("a file is in the way")
    assert nightly_backup(settings, WallClock()) == 0
