"""With the whole database in hand nobody finds out who voted how."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta, timezone
from itertools import product

import pytest
from sqlalchemy import MetaData, inspect, select, text
from sqlalchemy.engine import Engine

from actions.model import new_id
from actions.passes.digest import KeyedDigest
from actions.store.unit_of_work import SqlUnitsOfWork
from actions.votes.casting import cast, count_vote, give_paper, open_vote, paper_digest
from actions.votes.model import Vote
from tests.unit.actions.fakes import CIPHER, StoppedClock

pytestmark = pytest.mark.integration

DIGEST = KeyedDigest(b"d" * 32)
OPTIONS = ("装扶手", "装路灯")
PEOPLE = tuple(f"{number:064x}" for number in range(1, 13))


def rows(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """Everything the database holds, in the order it gives it."""
    known = MetaData()
    known.reflect(engine)
    with engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in known.tables.items()
        }


def held(units: SqlUnitsOfWork, clock: StoppedClock) -> tuple[Vote, dict[str, str], list[str]]:
    """Twelve people vote one after the other; whose ballot is which, and the papers in the order they were used."""
    vote = Vote(new_id(), "先装什么", OPTIONS, "住户", 20, clock.now(), clock.now() + timedelta(days=1))
    papers = list(open_vote(vote, units, clock, DIGEST))
    random.Random(7).shuffle(papers)
    choices = {}
    for place, (person, paper) in enumerate(zip(PEOPLE, papers, strict=False)):
        clock.moment += timedelta(minutes=3)
        assert give_paper(vote.id, person, units, clock)
        choices[person] = OPTIONS[place % 3 == 0]
        cast(paper, choices[person], units, clock, DIGEST)
    return vote, choices, papers


def test_no_order_no_moment_and_no_number_joins_a_person_to_a_ballot(any_engine: Engine, units: SqlUnitsOfWork) -> None:
    clock = StoppedClock()
    _, choices, papers = held(units, clock)
    kept = rows(any_engine)
    receivers = [str(row["lookup"]) for row in kept["ballot_receivers"]]
    assert sorted(receivers) == sorted(PEOPLE)
    assert set(kept["ballot_receivers"][0]) == {"vote", "lookup"}
    assert set(kept["ballots"][0]) == {"vote", "commitment", "secret", "is_posted"}
    used = {paper_digest(DIGEST, paper) for paper in papers[: len(PEOPLE)]}
    assert not used & {str(value) for table in kept.values() for row in table for value in row.values()}
    stored = json.dumps([kept["ledger_entries"], kept["ledger_heads"]], default=str, ensure_ascii=False)
    assert not any(person in stored for person in PEOPLE)
    # Whoever has the key too: by place in the tables the right choice is found as often as by throwing a coin.
    opened = [json.loads(CIPHER.decrypt(row["secret"]))[0] for row in kept["ballots"]]
    assert sorted(opened) == sorted(choices.values())
    assert [row["commitment"] for row in kept["ballots"]] == sorted(str(row["commitment"]) for row in kept["ballots"])


def test_what_is_encrypted_tells_no_moment_either(any_engine: Engine, units: SqlUnitsOfWork) -> None:
    held(units, StoppedClock())
    moments = {CIPHER.extract_timestamp(row["secret"]) for row in rows(any_engine)["ballots"]}
    assert moments == {0}


def test_ballots_reach_the_ledger_by_their_digits_and_at_the_moment_of_another(
    any_engine: Engine, units: SqlUnitsOfWork
) -> None:
    clock = StoppedClock()
    held(units, clock)
    heads = rows(any_engine)["ledger_heads"]
    lengths = sorted(int(str(head["length"])) for head in heads)
    assert lengths == [1, 6, 11], "the opening, and two batches of five; two ballots still wait for company"


def test_after_the_count_neither_papers_nor_receivers_nor_ballots_are_left(
    any_engine: Engine, units: SqlUnitsOfWork
) -> None:
    clock = StoppedClock()
    vote, choices, _ = held(units, clock)
    clock.moment += timedelta(days=2)
    entry = count_vote(vote.id, units, clock)
    assert entry.body["result"] == {option: list(choices.values()).count(option) for option in OPTIONS}
    kept = rows(any_engine)
    assert [kept[name] for name in ("ballot_papers", "ballot_receivers", "ballots")] == [[], [], []]


def test_sqlite_numbers_no_rows_of_ballots(any_engine: Engine, units: SqlUnitsOfWork) -> None:
    if any_engine.dialect.name != "sqlite":
        pytest.skip("other databases have no such number")
    for table, column in product(("ballots", "ballot_papers", "ballot_receivers"), ("rowid",)):
        with any_engine.connect() as connection, pytest.raises(Exception, match=f"no such column: {column}"):
            connection.execute(text(f"select {column} from {table}"))


def test_the_ledger_survives_as_it_was_written(any_engine: Engine, units: SqlUnitsOfWork) -> None:
    moment = datetime(2026, 11, 24, 9, 30, 5, 123456, tzinfo=timezone.utc)
    with units() as work:
        written = work.ledger.append([("points", {"points": 1, "why": "学完一课"})], moment)
        work.commit()
    with units() as work:
        assert list(work.ledger.entries()) == list(written)
        assert [head.at for head in work.ledger.heads()] == [moment]
    assert "ledger_entries" in inspect(any_engine).get_table_names()
