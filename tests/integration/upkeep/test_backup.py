"""Nothing lost: what a backup holds comes back, and what is not whole never takes the place of what is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from actions.bootstrap import bootstrap
from actions.cases.model import Case, CaseState
from actions.resources import Resources
from actions.upkeep import backup, snapshot
from actions.upkeep.lock import BackupError, KeyFile, Passphrase
from actions.upkeep.restore import examine, restore
from assistant.settings import Settings

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=timezone.utc)


@pytest.fixture
def file(settings: Settings, case: Case) -> Path:
    """A backup of a station with one case."""
    target = settings.home / "backups" / "one.linban"
    backup.make(settings, backup.own_key(settings), target, NOW)
    return target


def told(settings: Settings) -> list[str]:
    """Everything that was told in the cases of a station."""
    with bootstrap(settings).units() as work:
        return [answer.value for case in work.cases.in_states(*CaseState) for answer in case.details.answers]


def test_a_backup_comes_back_on_a_new_machine(settings: Settings, file: Path, tmp_path: Path) -> None:
    home = tmp_path / "new"
    new = replace(settings, home=home, database_url=f"sqlite:///{home / 'linban.db'}")
    restore(file, backup.own_key(settings), new, may_overwrite=False)
    assert told(new) == told(settings) != []
    assert (home / "keys" / "cases.key").stat().st_mode & 0o077 == 0


def test_a_backup_is_made_while_somebody_writes(settings: Settings, resources: Resources, case: Case) -> None:
    with resources.units() as work:
        assert work.cases.by_id(case.id)
        target = settings.home / "backups" / "one.linban"
        assert backup.make(settings, backup.own_key(settings), target, NOW).counts["cases"] == 1


def test_nothing_in_a_backup_can_be_read_without_its_key(settings: Settings, file: Path, tmp_path: Path) -> None:
    body = file.read_bytes()
    assert b"SQLite" not in body and (settings.keys / "cases.key").read_bytes() not in body
    with pytest.raises(BackupError, match="does not fit"):
        backup.read(file, KeyFile(tmp_path / "another.key"))


def test_a_passphrase_opens_what_it_locked_and_no_other_does(settings: Settings, case: Case) -> None:
    target = settings.home / "one.linban"
    backup.make(settings, Passphrase("three old pines"), target, NOW)
    assert backup.read(target, Passphrase("three old pines")).manifest.counts["cases"] == 1
    with pytest.raises(BackupError, match="passphrase does not fit"):
        backup.read(target, Passphrase("two old pines"))
    with pytest.raises(BackupError, match="locked with a passphrase"):
        backup.read(target, backup.own_key(settings))


@pytest.mark.parametrize("cut", [0, 10, 1000])
def test_a_file_that_is_cut_short_is_refused(settings: Settings, file: Path, cut: int) -> None:
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(BackupError):
        examine(file, backup.own_key(settings), settings)


def test_a_changed_byte_is_noticed(settings: Settings, file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.write_bytes(bytes(body))
    with pytest.raises(BackupError, match="damaged"):
        examine(file, backup.own_key(settings), settings)


def test_data_that_is_there_is_not_overwritten_unasked(settings: Settings, file: Path, resources: Resources) -> None:
    before = (settings.home / "linban.db").read_bytes()
    with pytest.raises(BackupError, match="--yes"):
        restore(file, backup.own_key(settings), settings, may_overwrite=False)
    assert (settings.home / "linban.db").read_bytes() == before
    restore(file, backup.own_key(settings), settings, may_overwrite=True)
    assert told(settings) != []


def test_a_damaged_database_is_put_right_by_its_backup(settings: Settings, file: Path) -> None:
    damage(settings)
    assert snapshot.damage(settings.home / "linban.db") is not None
    restore(file, backup.own_key(settings), settings, may_overwrite=True)
    assert snapshot.damage(settings.home / "linban.db") is None
    assert told(settings) != []


def damage(settings: Settings) -> None:
    """Writes over a page in the middle of the database."""
    path = settings.home / "linban.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * min(65_536, size - 4096))


def test_a_backup_of_a_newer_version_is_refused(settings: Settings, case: Case, tmp_path: Path) -> None:
    with closing(sqlite3.connect(settings.home / "linban.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    target = tmp_path / "newer.linban"
    backup.make(settings, backup.own_key(settings), target, NOW)
    with pytest.raises(BackupError, match="newer version"):
        examine(target, backup.own_key(settings), settings)


def test_a_backup_that_cannot_be_written_leaves_nothing(settings: Settings, case: Case) -> None:
    target = settings.home / "linban.db" / "one.linban"
    with pytest.raises(BackupError, match="cannot be written"):
        backup.make(settings, backup.own_key(settings), target, NOW)


def test_one_backup_a_night_and_the_last_seven_stay(settings: Settings, case: Case) -> None:
    for day in range(9):
        now = NOW + timedelta(days=day)
        assert backup.nightly(settings, now) == 1
        newest = backup.of_every_night(settings)[-1]
        os.utime(newest, (now.timestamp(), now.timestamp()))
        assert backup.nightly(settings, now + timedelta(hours=1)) == 0
    kept = [path.name for path in backup.of_every_night(settings)]
    assert len(kept) == backup.KEPT and kept[0].startswith("station-20261129")
