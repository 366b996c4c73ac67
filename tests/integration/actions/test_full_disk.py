"""The disk is full in the middle of a visit: nothing is lost, nothing is doubled, and the person hears so."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from actions.cases.model import Case, CaseState
from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import Catalogue
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.unit.actions.conversation import Conversation
from tests.unit.actions.fakes import CIPHER, Shelf, Station

pytestmark = pytest.mark.integration

ANSWERS = (
    ("可以", "dlg.affirm"),
    ("赵玉梅", "inform.name"),
    ("11010519491231002X", "inform.id_number"),
    ("对", "dlg.affirm"),
    ("13800138000", "inform.phone"),
    ("阳光小区三栋二单元四零二", "inform.address"),
)


#: Rows of nothing: what a table has left of its last page is taken too.
_FILLING = (
    "INSERT INTO consents (session, kind, wording, given, channel, at) VALUES ('', 'x', '', 0, '', :number)",
    "INSERT INTO cases (id, number, key, session, channel, service, body, level, state, filed_at, details, result)"
    " VALUES (:number, :number, :number, '', '', '', '', 1, 'x', '', '', '')",
)


class Disk:
    """A database whose file can be made to be full, and to have room again."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._pages = engine, 10**6
        event.listen(
            engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count={self._pages}")
        )

    def is_full(self) -> None:
        """Not one case or consent more, from now on."""
        self._limit(1)
        for statement in _FILLING:
            with pytest.raises(OperationalError, match="full"):
                for number in count():
                    with self._engine.begin() as connection:
                        connection.execute(text(statement), {"number": number})

    def has_room(self) -> None:
        """Somebody made room."""
        self._limit(10**6)

    def _limit(self, pages: int) -> None:
        self._pages = pages
        self._engine.dispose()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    url = f"sqlite:///{tmp_path / 'linban.db'}"
    upgrade(url)
    return make_engine(url)


def cases(units: SqlUnitsOfWork) -> list[Case]:
    with units() as work:
        return list(work.cases.in_states(*CaseState))


def test_a_form_that_finds_the_disk_full_is_filed_once_there_is_room(engine: Engine, catalogue: Catalogue) -> None:
    disk, units = Disk(engine), SqlUnitsOfWork(engine, CIPHER)
    visit = Conversation(replace(Station(Shelf(catalogue)).resources, units=units))
    visit.hear("帮我办", "svc.elder_allowance", aspect="apply")
    for words, label in ANSWERS:
        visit.hear(words, label)
    disk.is_full()
    (said, *_) = visit.hear("交吧", "oos")
    assert said.name == "utter_form_not_filed" and cases(units) == []
    assert visit.hear("老年证怎么办", "svc.elder_card", aspect="overview"), "questions are answered all the same"
    disk.has_room()
    (said, *_) = visit.hear("再交一次", "dlg.affirm")
    (case,) = cases(units)
    assert case.state is CaseState.QUEUED
    assert said.name.startswith("utter_form_filed") and case.number[:4] in said.text
    assert [told.value for told in case.details.answers][:1] == ["赵玉梅"]


def test_the_consent_that_finds_the_disk_full_is_asked_for_again(engine: Engine, catalogue: Catalogue) -> None:
    disk, units = Disk(engine), SqlUnitsOfWork(engine, CIPHER)
    visit = Conversation(replace(Station(Shelf(catalogue)).resources, units=units))
    visit.hear("帮我办", "svc.elder_allowance", aspect="apply")
    disk.is_full()
    said = visit.hear("可以", "dlg.affirm")
    assert said and all(one.text for one in said), "never silence"
    disk.has_room()
    for words, label in (*ANSWERS, ("交吧", "oos")):
        visit.hear(words, label)
    assert len(cases(units)) == 1
