"""Codes, forms put aside and letters of authorisation in the database: once, in time, and closed to others."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

from actions.catalogue.loader import load_catalogue
from actions.model import new_id, session_reference
from actions.paper.authorisation import Authorisation
from actions.paper.authorising import Grant, authorise, revoke
from actions.passes.digest import KeyedDigest
from actions.passes.model import GOING_ON, Draft, Pass
from actions.passes.use import issue, redeem
from actions.ports import StorageError
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.keys import secret
from tests.unit.actions.fakes import StoppedClock

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8)))
CLOCK = StoppedClock(NOW)
GRANT = Grant(session_reference("visit"), "elder_allowance", "王秀英", "李梅", "mother")
BODY = {"name": "王秀英", "answers": [{"key": "phone", "value": "13800138000"}], "misses": 1}


@pytest.fixture
def digest(tmp_path: Path) -> KeyedDigest:
    return KeyedDigest(secret(tmp_path / "keys" / "passes.key"))


def at(moment: datetime) -> StoppedClock:
    return StoppedClock(moment)


def test_a_code_opens_what_it_was_given_out_for_and_only_once(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    code = issue(units, CLOCK, "draft", "d" * 32, digest=digest)
    assert redeem(units, CLOCK, "draft", code, digest=digest) == "d" * 32
    assert redeem(units, CLOCK, "draft", code, digest=digest) is None


def test_a_wrong_code_and_another_purpose_open_nothing_and_spend_nothing(
    units: SqlUnitsOfWork, digest: KeyedDigest
) -> None:
    code = issue(units, CLOCK, "draft", "d" * 32, digest=digest)
    wrong = str(100_000 + (int(code) - 99_999) % 900_000)
    assert redeem(units, CLOCK, "draft", wrong, digest=digest) is None
    assert redeem(units, CLOCK, "case", code, digest=digest) is None
    assert redeem(units, CLOCK, "draft", code, digest=digest) == "d" * 32


def test_a_code_works_until_it_expires_and_then_goes(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    in_time, late = (issue(units, CLOCK, "draft", name, digest=digest) for name in ("one", "other"))
    just_before, end = at(NOW + GOING_ON - timedelta(seconds=1)), at(NOW + GOING_ON)
    assert redeem(units, just_before, "draft", in_time, digest=digest) == "one"
    assert redeem(units, end, "draft", late, digest=digest) is None
    issue(units, end, "draft", "third", digest=digest)
    with units() as work:
        assert not work.passes.is_taken(digest(late))


def test_how_long_a_code_lasts_can_be_chosen(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    code = issue(units, CLOCK, "case", "13800138", digest=digest, lasts=timedelta(days=1))
    assert redeem(units, at(NOW + timedelta(hours=23)), "case", code, digest=digest) == "13800138"


def test_of_many_who_redeem_a_code_at_once_one_gets_through(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    code = issue(units, CLOCK, "draft", "d" * 32, digest=digest)
    start, opened = threading.Barrier(8), list[str | None]()

    def try_it() -> None:
        start.wait()
        opened.append(redeem(units, CLOCK, "draft", code, digest=digest))

    people = [threading.Thread(target=try_it) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(opened, key=str) == [None] * 7 + ["d" * 32]


def test_a_code_in_use_is_not_given_out_again(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    drawn = iter(["482913", "482913", "771204"])
    codes = [issue(units, CLOCK, "draft", name, digest=digest, draw=lambda: next(drawn)) for name in ("one", "other")]
    assert codes == ["482913", "771204"]
    with pytest.raises(StorageError):
        issue(units, CLOCK, "draft", "third", digest=digest, draw=lambda: "482913")
    with pytest.raises(StorageError), units() as work:
        work.passes.add(Pass(digest("482913"), "draft", "third", NOW, NOW + GOING_ON))


def test_a_redemption_that_is_not_written_down_spends_nothing(units: SqlUnitsOfWork, digest: KeyedDigest) -> None:
    code = issue(units, CLOCK, "draft", "d" * 32, digest=digest)
    with pytest.raises(ZeroDivisionError), units() as work:
        assert work.passes.use(digest(code), "draft", NOW)
        raise ZeroDivisionError
    assert redeem(units, CLOCK, "draft", code, digest=digest) == "d" * 32


def a_draft(draft_id: str | None = None) -> Draft:
    return Draft(draft_id or new_id(), "elder_allowance", BODY, NOW, NOW + GOING_ON)


def test_a_form_put_aside_comes_back_as_it_was_until_it_expires(units: SqlUnitsOfWork) -> None:
    draft = a_draft()
    with units() as work:
        work.drafts.put(draft)
        work.commit()
    with units() as work:
        assert work.drafts.get(draft.id, NOW) == draft
        assert work.drafts.get(draft.id, NOW + GOING_ON) is None
        assert work.drafts.remove_expired(NOW) == 0
        assert work.drafts.remove_expired(NOW + GOING_ON) == 1
        assert not work.drafts.remove(draft.id)


def test_put_aside_again_it_takes_the_place_of_the_first(units: SqlUnitsOfWork) -> None:
    first = a_draft()
    with units() as work:
        work.drafts.put(first)
        work.drafts.put(replace(first, body={"misses": 0}))
        kept = work.drafts.get(first.id, NOW)
        assert kept is not None and kept.body == {"misses": 0}
        assert [work.drafts.remove(first.id) for _ in range(2)] == [True, False]


def a_letter(units: SqlUnitsOfWork, clock: StoppedClock = CLOCK) -> Authorisation:
    return authorise(GRANT, load_catalogue(), units, clock)


def test_a_letter_comes_back_as_it_was_drawn_up_the_newest_first(units: SqlUnitsOfWork) -> None:
    first, second = a_letter(units), a_letter(units, at(NOW + timedelta(hours=1)))
    with units() as work:
        assert work.authorisations.by_number(first.number) == first
        assert list(work.authorisations.of_session(GRANT.session)) == [second, first]
        assert work.authorisations.by_number("00000000") is None


def test_a_letter_taken_back_is_in_force_no_more(units: SqlUnitsOfWork) -> None:
    letter = a_letter(units)
    assert letter.is_in_force(date(2026, 11, 24))
    assert revoke(letter.number, units, at(NOW + timedelta(minutes=5)))
    assert not revoke(letter.number, units, CLOCK)
    with units() as work:
        assert work.authorisations.by_number(letter.number) == replace(letter, revoked_at=NOW + timedelta(minutes=5))


def test_two_letters_cannot_have_one_number(units: SqlUnitsOfWork) -> None:
    letter = a_letter(units)
    with pytest.raises(StorageError), units() as work:
        work.authorisations.add(replace(letter, id=new_id()))


def test_nothing_of_it_stands_on_the_disk_and_another_key_opens_nothing(
    units: SqlUnitsOfWork, any_engine: Engine, digest: KeyedDigest, tmp_path: Path
) -> None:
    letter, draft, code = a_letter(units), a_draft(), issue(units, CLOCK, "draft", "d" * 32, digest=digest)
    with units() as work:
        work.drafts.put(draft)
        work.commit()
    with SqlUnitsOfWork(any_engine, Fernet(Fernet.generate_key()))() as work:
        assert work.authorisations.by_number(letter.number) is None
        assert work.drafts.get(draft.id, NOW) is None
    any_engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert all(word.encode() not in stored for word in ("王秀英", "李梅", "13800138000", code))
