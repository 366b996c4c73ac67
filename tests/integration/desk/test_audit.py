"""The audit log: complete, readable, and no entry changes without being found out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import delete, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.desk.model import Note, Role
from actions.desk.ports import AuditFilter
from actions.model import HelpOutcome
from actions.store.desk_tables import audit_entries
from actions.store.desk_work import SqlDeskUnits
from channels.desk.desk import Desk
from tests.integration.actions.conftest import any_engine  # noqa: F401
from tests.integration.desk.conftest import NOON, Browsers

pytestmark = pytest.mark.integration

KEY = b"k" * 32
REASON = "给居民打回访电话"


@pytest.fixture
def units(any_engine: Engine) -> SqlDeskUnits:  # noqa: F811
    units = SqlDeskUnits(any_engine, Fernet(Fernet.generate_key()), KEY)
    with units() as work:
        for number in range(5):
            work.audit.add(Note("a" * 32, "looked", f"1000000{number}", REASON), NOON)
        work.commit()
    return units


def first_wrong(units: SqlDeskUnits) -> int | None:
    with units() as work:
        return work.audit.first_wrong()


def without_guard(engine: Engine) -> None:
    """As somebody who owns the file can do."""
    triggers = {
        "sqlite": ("DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete"),
        "postgresql": ("DROP TRIGGER audit_entries_no_change ON audit_entries",),
    }
    with engine.begin() as connection:
        for statement in triggers[engine.dialect.name]:
            connection.execute(text(statement))


def test_what_was_written_is_as_it_was_written(units: SqlDeskUnits) -> None:
    assert first_wrong(units) is None
    with units() as work:
        entries = work.audit.find(AuditFilter(), 10)
    assert [entry.number for entry in entries] == [5, 4, 3, 2, 1]
    assert all(newer.previous == older.digest for newer, older in pairwise(entries))


@pytest.mark.parametrize("statement", [update(audit_entries).values(action="signed_in"), delete(audit_entries)])
def test_the_database_itself_refuses_a_change(any_engine: Engine, units: SqlDeskUnits, statement: object) -> None:  # noqa: F811
    with pytest.raises(SQLAlchemyError), any_engine.begin() as connection:
        connection.execute(statement)
    assert first_wrong(units) is None


@pytest.mark.parametrize(
    "values",
    [
        {"account": "b" * 32},
        {"action": "signed_in"},
        {"subject": "20000000"},
        {"reason": b"another"},
        {"at": NOON.replace(hour=3)},
        {"digest": "0" * 64},
        {"previous": "0" * 64},
    ],
)
def test_every_change_of_a_row_is_found(any_engine: Engine, units: SqlDeskUnits, values: dict[str, object]) -> None:  # noqa: F811
    without_guard(any_engine)
    with any_engine.begin() as connection:
        connection.execute(update(audit_entries).where(audit_entries.c.number == 3).values(values))
    assert first_wrong(units) == 3


def test_a_row_taken_out_and_rows_exchanged_are_found(any_engine: Engine, units: SqlDeskUnits) -> None:  # noqa: F811
    without_guard(any_engine)
    with any_engine.begin() as connection:
        connection.execute(delete(audit_entries).where(audit_entries.c.number == 2))
    assert first_wrong(units) == 2
    with any_engine.begin() as connection:
        connection.execute(update(audit_entries).where(audit_entries.c.number == 3).values(number=2))
    assert first_wrong(units) == 2


def test_without_the_stations_key_no_digest_can_be_made(any_engine: Engine, units: SqlDeskUnits) -> None:  # noqa: F811
    forger = SqlDeskUnits(any_engine, Fernet(Fernet.generate_key()), b"another key of 32 bytes in length")
    with forger() as work:
        work.audit.add(Note("a" * 32, "looked", "10000009", REASON), NOON)
        work.commit()
    assert first_wrong(units) == 6


def test_reasons_are_not_in_plain_text(any_engine: Engine, units: SqlDeskUnits) -> None:  # noqa: F811
    with any_engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM audit_entries")).all()
    assert rows and REASON.encode() not in b"".join(bytes(str(row), "utf-8") for row in rows)


async def test_staff_read_it_filtered_and_see_that_nobody_touched_it(desk: Desk, browsers: Browsers) -> None:
    staff = browsers.as_(Role.STAFF)
    assert staff.who is not None
    with desk.units() as work:
        for number in range(60):
            work.audit.add(Note(staff.who.account.id, "looked", f"10{number:06}", f"第{number}次来看"), NOON)
        work.commit()
    newest = await staff.read("/desk/audit")
    assert "第59次来看" in newest and "第5次来看" not in newest
    assert "第7次来看" in await staff.read("/desk/audit?subject=1000+0007")
    assert "第59次来看" not in await staff.read("/desk/audit?action=joined")
    older = await staff.read("/desk/audit?before=13")
    assert "第8次来看" in older and "第9次来看" not in older
    assert "没有这样的记录" in await staff.read("/desk/audit?until=2026-11-23")
    assert "都对得上" in await staff.read("/desk/audit?check=1")


async def test_how_a_call_ended_is_told_in_words(desk: Desk, browsers: Browsers) -> None:
    with desk.units() as work:
        for outcome in (HelpOutcome.HELPED, HelpOutcome.PASSED_ON, HelpOutcome.UNNEEDED):
            work.audit.add(Note("", "helped", "0" * 32, outcome.value), NOON)
        work.commit()
    page = await browsers.as_(Role.STAFF).read("/desk/audit")
    assert all(words in page for words in ("帮好了", "转给别人接着办", "其实不用帮"))
    assert "passed_on" not in page


async def test_staff_are_told_which_entry_was_touched(desk: Desk, browsers: Browsers, engine: Engine) -> None:
    staff = browsers.as_(Role.STAFF)
    without_guard(engine)
    with engine.begin() as connection:
        connection.execute(update(audit_entries).where(audit_entries.c.number == 2).values(account="nobody"))
    assert "第 2 条对不上" in await staff.read("/desk/audit?check=1")
