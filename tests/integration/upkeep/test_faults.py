"""Files that were half written when the power went: what was promised is there, and what cannot be read is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from actions.bootstrap import bootstrap
from actions.cases.model import Case, CaseState
from actions.resources import Resources
from actions.store.engine import make_engine
from actions.upkeep import snapshot
from assistant.keys import fernet
from assistant.settings import Settings
from assistant.training import model_path

pytestmark = pytest.mark.integration


@pytest.fixture
def torn(settings: Settings, resources: Resources, case: Case, tmp_path: Path) -> Settings:
    """The files of a station as they lie there when its power goes: nobody closed the database."""
    with resources.units() as work:
        assert work.cases.by_id(case.id)
        home = tmp_path / "torn"
        shutil.copytree(settings.home, home)
    assert (home / "linban.db-wal").stat().st_size > 0
    return replace(settings, home=home, database_url=f"sqlite:///{home / 'linban.db'}")


@pytest.mark.parametrize("torn_off", [0, 4990, 5000])
def test_a_log_with_half_a_page_at_its_end_loses_nothing_that_was_promised(torn: Settings, torn_off: int) -> None:
    with (torn.home / "linban.db-wal").open("ab") as file:
        file.write(b"\x5a" * (5000 - torn_off))
    make_engine(torn.database_url).connect().close()
    assert snapshot.damage(torn.home / "linban.db") is None
    assert len(cases_in(torn)) == 1


def cases_in(settings: Settings) -> list[str]:
    """The numbers of the cases that can be read."""
    with bootstrap(settings).units() as work:
        return [case.number for case in work.cases.in_states(*CaseState)]


@pytest.mark.parametrize("rest", [b"", b"c2hv"])
def test_half_a_key_is_refused_and_not_replaced(settings: Settings, rest: bytes) -> None:
    path = settings.keys / "conversations.key"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(rest)
    with pytest.raises(ValueError):
        fernet(path)
    assert path.read_bytes() == rest


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_model_that_was_cut_short_is_named_with_what_to_do(settings: Settings, share: float) -> None:
    whole = model_path(Settings.from_environment()).read_bytes()
    model = model_path(settings)
    model.parent.mkdir(parents=True)
    model.write_bytes(whole[: int(len(whole) * share)])
    command = [sys.executable, "-m", "assistant.dialogue_server"]
    told = {"LINBAN_HOME": str(settings.home), "LINBAN_PORT": "8786", "LINBAN_TOKEN": "word", "LINBAN_DATABASE_URL": ""}
    ended = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, timeout=200)
    assert ended.returncode == 1
    (last,) = [line for line in ended.stderr.splitlines() if line.startswith("The dialogue core")]
    assert "is damaged: remove it and run `linban train`" in last and "Traceback" not in ended.stderr
