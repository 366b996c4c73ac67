"""What residents are told is what is kept: nothing more, nothing less, and not for longer."""

from __future__ import annotations

import pytest
from sqlalchemy import LargeBinary

from actions.catalogue.loader import load_catalogue
from actions.store.tables import metadata
from actions.upkeep.kinds import KINDS, OF_NOBODY, Kind, kept, tables_spoken_of
from actions.upkeep.notice import asked_in_forms, assessment, notice, words
from assistant.settings import Settings

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def written() -> str:
    return notice(load_catalogue(Settings.from_environment({}).catalogue, None))


def test_every_table_has_its_time_and_its_words() -> None:
    assert set(metadata.tables) - tables_spoken_of() == set(), "say in actions/upkeep/kinds.py how long it is kept"
    assert tables_spoken_of() - set(metadata.tables) <= OF_NOBODY
    assert set(words()["kinds"]) == {kind.table for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_the_columns_of_a_kind_are_there_and_all_that_is_sealed_is_named(kind: Kind) -> None:
    columns = metadata.tables[kind.table].c
    assert {*([kind.age] if kind.age else []), *kind.sealed, *([kind.session] if kind.session else [])} <= set(
        columns.keys()
    )
    assert {column.name for column in columns if isinstance(column.type, LargeBinary)} == set(kind.sealed)
    assert ("session" in columns or "sender_id" in columns) == (kind.session is not None)


def test_the_notice_tells_every_kind_with_its_purpose(written: str) -> None:
    for about in words()["kinds"].values():
        assert about["what"] in written and about["why"] in written


def test_the_notice_tells_the_times_of_the_code(written: str) -> None:
    assert f"留多久：{kept('conversation_events').days}天" in written
    assert f"留多久：{kept('help_requests').days}天" in written
    assert f"留多久：{kept('cases').days // 365}年" in written


def test_the_notice_names_every_question_that_a_form_asks(written: str) -> None:
    titles = list(asked_in_forms(load_catalogue(Settings.from_environment({}).catalogue, None)))
    assert titles and all(title in written for title in titles)


def test_the_assessment_has_a_line_for_every_kind_and_leaves_the_judging_to_people() -> None:
    written = assessment(load_catalogue(Settings.from_environment({}).catalogue, None), "幸福里驿站")
    assert written.startswith("# 个人信息保护影响评估（幸福里驿站）")
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    for kind in KINDS:
        (row,) = [line for line in rows if line.startswith(f"| {words()['kinds'][kind.table]['what']} |")]
        assert row.endswith("| |") and ("加密" in row) == bool(kind.sealed)
