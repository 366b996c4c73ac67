"""Being remembered: with consent, by name and number together, for two years."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from actions.cases.model import Consent
from actions.model import session_reference
from actions.residents.consent import ConsentError
from actions.residents.lookup import Lookup, is_same_person
from actions.residents.memory import Memory
from actions.residents.model import KEPT
from tests.unit.actions.fakes import MemoryStore, StoppedClock

pytestmark = pytest.mark.unit

NAME, PHONE, ADDRESS = "王秀英", "13800138000", "幸福里3号楼201"
SESSION = session_reference("visit")


@dataclass
class Station:
    """A store, a clock, and the memory between them."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: StoppedClock = field(default_factory=StoppedClock)

    @property
    def memory(self) -> Memory:
        return Memory(self.store, self.clock, Lookup(b"k" * 32))

    def consent(self, kind: str = "remember", given: bool = True) -> Consent:
        return Consent(SESSION, kind, "utter_consent_remember", given, "kiosk", self.clock.now())

    def remember(self, address: str = ADDRESS) -> None:
        self.memory.remember(NAME, PHONE, address, self.consent(), date(1946, 5, 6))

    def later(self, days: int) -> None:
        self.clock.moment += timedelta(days=days)


@pytest.fixture
def station() -> Station:
    return Station()


def test_who_agreed_is_known_again_the_next_time(station: Station) -> None:
    station.remember()
    station.later(30)
    known = station.memory.recall(NAME, PHONE)
    assert known is not None
    assert (known.name, known.phone, known.address, known.birth_date) == (NAME, PHONE, ADDRESS, date(1946, 5, 6))
    assert known.agreed_at == station.clock.now() - timedelta(days=30) and known.seen_at == station.clock.now()


def test_the_consent_stands_beside_it(station: Station) -> None:
    station.remember()
    with station.store() as work:
        assert [consent.kind for consent in work.consents.of_session(SESSION)] == ["remember"]


@pytest.mark.parametrize(("kind", "given"), [("remember", False), ("personal", True)])
def test_without_consent_nothing_is_kept(station: Station, kind: str, given: bool) -> None:
    with pytest.raises(ConsentError):
        station.memory.remember(NAME, PHONE, ADDRESS, station.consent(kind, given))
    assert station.memory.recall(NAME, PHONE) is None


@pytest.mark.parametrize(
    ("name", "phone", "is_known"),
    [
        ("王秀英", "138 0013 8000", True),
        ("王 秀 英", "+86 13800138000", True),
        ("王秀英", "一三八零零一三八零零零", True),
        ("汪秀音", "13800138000", True),
        ("王秀兰", "13800138000", False),
        ("王秀英", "13900138000", False),
        ("王秀英", "", False),
        ("", "13800138000", False),
    ],
)
def test_name_and_number_must_both_be_right_however_they_are_said(
    station: Station, name: str, phone: str, is_known: bool
) -> None:
    station.remember()
    assert (station.memory.recall(name, phone) is not None) is is_known


def test_nobody_is_remembered_without_a_number(station: Station) -> None:
    with pytest.raises(ValueError):
        station.memory.remember(NAME, "", ADDRESS, station.consent())


def test_two_without_a_number_are_not_the_same_person() -> None:
    assert not is_same_person(NAME, "", NAME, "")


def test_what_is_told_anew_replaces_the_old(station: Station) -> None:
    station.remember()
    station.remember("和平里1号楼")
    known = station.memory.recall(NAME, PHONE)
    assert known is not None and known.address == "和平里1号楼"


def test_who_does_not_come_for_two_years_is_forgotten_and_coming_counts(station: Station) -> None:
    station.remember()
    station.later(KEPT.days)
    assert station.memory.recall(NAME, PHONE) is not None
    station.later(KEPT.days)
    assert station.memory.forget_unseen() == 0
    station.later(1)
    assert station.memory.recall(NAME, PHONE) is None
    assert station.memory.forget_unseen() == 1


def test_one_word_forgets_and_leaves_a_proof_that_names_nobody(station: Station) -> None:
    station.remember()
    assert station.memory.forget(NAME, PHONE, station.consent(given=False)) is True
    assert station.memory.recall(NAME, PHONE) is None
    assert station.memory.forget(NAME, PHONE, station.consent(given=False)) is False
    with station.store() as work:
        assert [consent.given for consent in work.consents.of_session(SESSION)] == [True, False, False]


def test_forgetting_takes_a_withdrawal(station: Station) -> None:
    station.remember()
    with pytest.raises(ConsentError):
        station.memory.forget(NAME, PHONE, station.consent())
    assert station.memory.recall(NAME, PHONE) is not None


def test_a_record_of_somebody_else_is_no_record(station: Station) -> None:
    station.remember()
    known = station.memory.recall(NAME, PHONE)
    key = station.memory.lookup(NAME, PHONE)
    assert known is not None and key is not None
    with station.store() as work:
        work.residents.put(key, replace(known, name="李梅"))
        work.commit()
    assert station.memory.recall(NAME, PHONE) is None


def test_another_key_finds_nobody(station: Station) -> None:
    station.remember()
    assert Memory(station.store, station.clock, Lookup(b"x" * 32)).recall(NAME, PHONE) is None


def test_nothing_personal_shows_in_a_trace(station: Station) -> None:
    station.remember()
    shown = repr(station.memory.recall(NAME, PHONE))
    assert not [word for word in (NAME, PHONE, ADDRESS, "1946") if word in shown]
