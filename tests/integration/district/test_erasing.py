"""What is erased from PostgreSQL is gone from the files of its tables, as it is from SQLite's."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.tables import conversation_events
from actions.upkeep.erasing import erase_session
from assistant.settings import Settings
from tests.servers import district

pytestmark = pytest.mark.integration

SEALED = b"what-was-sealed-for-this-visit"


def test_what_is_erased_is_in_no_file_of_the_tables(tmp_path: Path) -> None:
    with district.postgresql() as server:
        settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path), "LINBAN_DATABASE_URL": server.url})
        upgrade(settings.database_url)
        engine = make_engine(settings.database_url)

        def in_files() -> bool:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("CHECKPOINT"))
            files = [path for path in (server.folder / "data" / "base").rglob("*") if path.is_file()]
            return any(SEALED in path.read_bytes() for path in files)

        with engine.begin() as connection:
            row = {"sender_id": "visit", "name": "turn", "at": 1.5, "body": SEALED}
            connection.execute(sa.insert(conversation_events), row)
        assert in_files()
        assert erase_session(settings, "visit", datetime.now(timezone.utc)).rows == 1
        assert not in_files()
        engine.dispose()
