"""A station starts, also when a file of its catalogue is wrong, and answers from its own database."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.bootstrap import DeskOnly, WallClock, bootstrap, prepare
from actions.catalogue.loader import ROOT
from actions.catalogue.reader import CatalogueError
from actions.model import session_reference
from actions.store.engine import make_engine
from assistant.settings import Settings
from tests.integration.actions.conftest import database_file
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import Bell, MemoryStore

pytestmark = pytest.mark.integration


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Somebody else writes and does not stop."""
    other = sqlite3.connect(database_file(settings), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@pytest.fixture
def own_catalogue(settings: Settings, tmp_path: Path) -> Settings:
    """A station with its own copy of the catalogue."""
    root = tmp_path / "catalogue"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return replace(settings, catalogue=root)


def test_an_answer_comes_from_the_database(settings: Settings, engine: Engine) -> None:
    visit = Conversation(bootstrap(settings, engine=engine))
    (answer,) = visit.hear("身份证丢了", "svc.id_card", aspect="fee")
    assert "四十元" in answer.text


def test_a_call_for_a_person_and_a_miss_are_in_the_database(settings: Settings, engine: Engine) -> None:
    resources = bootstrap(settings, engine=engine)
    visit = Conversation(resources, session="visit-7")
    visit.hear("嗯那个啥13800138000", "unsure")
    visit.hear("叫人", "dlg.human")
    with resources.units() as work:
        (request,) = work.help_requests.of_session(session_reference("visit-7"))
        (need,) = work.needs.latest(9)
    assert request.channel == need.channel == "kiosk"
    assert b"13800138000" not in b"".join(path.read_bytes() for path in settings.home.glob("linban.db*"))


def test_every_part_can_be_replaced(settings: Settings) -> None:
    store, bell = MemoryStore(), Bell()
    resources = bootstrap(settings, units=store, notifier=bell)
    assert (resources.units, resources.notifier) == (store, bell)


def test_the_clock_of_the_wall_knows_its_zone() -> None:
    clock = WallClock()
    assert clock.now().utcoffset() is not None
    assert abs(clock.today() - clock.now().date()) <= timedelta(days=1)


def test_by_default_nobody_but_the_desk_is_told(settings: Settings, engine: Engine) -> None:
    assert isinstance(bootstrap(settings, engine=engine).notifier, DeskOnly)


def test_a_busy_database_does_not_keep_an_answer_back(settings: Settings, engine: Engine) -> None:
    visit = Conversation(bootstrap(settings, engine=engine))
    with locked(settings):
        (answer,) = visit.hear("高龄津贴多少钱", "svc.elder_allowance", aspect="amount")
    assert answer.card is not None
    assert answer.card["service"] == "elder_allowance"


def test_a_busy_database_is_no_silence_when_a_person_is_called(settings: Settings, engine: Engine) -> None:
    visit = Conversation(bootstrap(settings, engine=engine))
    with locked(settings):
        said = visit.hear("叫人", "dlg.human")
    assert said[-1].name == "utter_person_by_hand"
    assert visit.hear("叫人", "dlg.human")[-1].name == "utter_calling_person"


def test_a_database_that_may_not_be_written_is_no_silence(settings: Settings, engine: Engine) -> None:
    readable = make_engine(f"sqlite:///file:{database_file(settings)}?mode=ro&uri=true")
    visit = Conversation(bootstrap(settings, engine=readable))
    assert visit.hear("身份证丢了", "svc.id_card", aspect="fee")[0].card is not None
    assert visit.hear("叫人", "dlg.human")[-1].name == "utter_person_by_hand"


def test_a_database_that_is_gone_is_an_apology(settings: Settings, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE catalogue_services")
        connection.exec_driver_sql("DROP TABLE catalogue_editions")
    (apology,) = Conversation(bootstrap(settings, engine=engine)).hear("身份证", "svc.id_card")
    assert apology.name == "utter_fallback"


def test_a_mended_file_is_answered_from_after_the_next_start(own_catalogue: Settings) -> None:
    prepare(own_catalogue)
    file = own_catalogue.catalogue / "services" / "id_card.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("四十元", "五十元"), encoding="utf-8")
    prepare(own_catalogue)
    (answer,) = Conversation(bootstrap(own_catalogue)).hear("身份证", "svc.id_card", aspect="fee")
    assert "五十元" in answer.text


def test_a_file_with_a_mistake_leaves_the_edition_before_in_force(
    own_catalogue: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(own_catalogue)
    (own_catalogue.catalogue / "services" / "id_card.yml").write_text("id: [", encoding="utf-8")
    prepare(own_catalogue)
    assert "services/id_card.yml" in caplog.text
    (answer,) = Conversation(bootstrap(own_catalogue)).hear("身份证", "svc.id_card", aspect="fee")
    assert "四十元" in answer.text


def test_a_file_with_a_mistake_stops_the_very_first_start(own_catalogue: Settings) -> None:
    (own_catalogue.catalogue / "services" / "id_card.yml").write_text("id: [", encoding="utf-8")
    with pytest.raises(CatalogueError):
        prepare(own_catalogue)
