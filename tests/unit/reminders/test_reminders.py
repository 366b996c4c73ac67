"""Reminders from the offer to the call list, with the catalogue that ships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone

import pytest

from actions.cases.model import Consent, Details, Told
from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import Catalogue, Grade
from actions.model import session_reference
from actions.reminders.days import due_days
from actions.reminders.delivery import call_list, called, deliver, due, ended_by
from actions.reminders.keeping import cancel, cancel_for, remind
from actions.reminders.model import Contact, Kind, Reminder, ReminderState, Way
from actions.reminders.offers import Offer, contact_of, offers
from actions.reminders.ports import DeliveryError
from actions.residents.consent import ConsentError
from tests.unit.actions.fakes import MemoryStore, Shelf, StoppedClock

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)
CHAT = Contact("王秀英", "13800138000", "telegram-42")
CALL = Contact("王秀英", "13800138000")
SESSION = session_reference("telegram-42")


@pytest.fixture(scope="session")
def anywhere() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def town() -> Catalogue:
    return load_catalogue(region="example")


def details(*told: tuple[str, str]) -> Details:
    return Details("self", tuple(Told(type_, type_, "", value, "") for type_, value in told))


def offered(catalogue: Catalogue, service: str, about: Details | None = None, today: date = TODAY) -> list[Offer]:
    return list(offers(catalogue.services[service], catalogue, today, about))


@pytest.mark.parametrize(
    ("service", "kind"),
    [
        ("pension_cert", Kind.CERTIFICATION),
        ("residence_permit", Kind.ENDORSEMENT),
        ("id_card", Kind.CARD_EXPIRY),
        ("elder_allowance", Kind.TURNING_AGE),
    ],
)
def test_some_reminders_need_a_day_only_the_person_knows(anywhere: Catalogue, service: str, kind: Kind) -> None:
    (offer,) = offered(anywhere, service)
    assert (offer.kind, offer.needs_day) == (kind, True)
    assert offer.with_day(TODAY).needs_day is False


def test_the_local_season_goes_before_the_general_one(anywhere: Catalogue, town: Catalogue) -> None:
    general, local = offered(anywhere, "medical_pay")[0], offered(town, "medical_pay")[0]
    assert not general.needs_day and not local.needs_day
    assert general.told.season and general.told.season.last == (12, 31)
    assert local.told.season and local.told.season.last == (12, 25)


def test_the_age_is_that_of_the_place_or_of_most_places(anywhere: Catalogue, town: Catalogue) -> None:
    assert offered(anywhere, "elder_allowance")[0].told.age == 80
    assert offered(town, "elder_allowance")[0].told.age == 75


@pytest.mark.parametrize(
    ("told", "birthday"),
    [
        (("birth_date", "1947-05-06"), date(1947, 5, 6)),
        (("birth_date", "garbled"), None),
        (("id_number", "garbled"), None),
    ],
)
def test_what_the_case_tells_is_not_asked_again(
    anywhere: Catalogue, told: tuple[str, str], birthday: date | None
) -> None:
    assert offered(anywhere, "elder_allowance", details(told))[0].told.day == birthday


def test_who_is_past_the_age_is_offered_nothing(anywhere: Catalogue) -> None:
    assert offered(anywhere, "elder_allowance", details(("id_number", "11010519491231002X")))[0].told.day == date(
        1949, 12, 31
    )
    assert offered(anywhere, "elder_allowance", details(("birth_date", "1940-05-06"))) == []


def test_an_appointment_is_offered_when_its_day_is_known(anywhere: Catalogue) -> None:
    assert offered(anywhere, "family_doctor") == []
    (offer,) = offered(anywhere, "family_doctor", details(("date", "2026-12-01")))
    assert (offer.kind, offer.told.day) == (Kind.APPOINTMENT, date(2026, 12, 1))


def with_grade(catalogue: Catalogue, service: str, fact: str, grade: Grade) -> Catalogue:
    chosen = catalogue.services[service]
    known = chosen.facts[fact]
    weak = replace(known, evidence=replace(known.evidence, grade=grade))
    changed = replace(chosen, facts=chosen.facts | {fact: weak})
    return replace(catalogue, services=catalogue.services | {service: changed})


def test_what_rests_on_memory_or_is_too_old_is_not_offered(anywhere: Catalogue, town: Catalogue) -> None:
    assert offered(with_grade(anywhere, "medical_pay", "period", Grade.MEMORY), "medical_pay") == []
    assert offered(anywhere, "pension_cert", today=date(2031, 1, 1)) == []
    assert offered(with_grade(town, "medical_pay", "period", Grade.MEMORY), "medical_pay") != []


@pytest.mark.parametrize(("service", "fact"), [("medical_pay", "period"), ("elder_allowance", "most")])
def test_a_fact_that_names_no_day_offers_nothing(anywhere: Catalogue, service: str, fact: str) -> None:
    chosen = anywhere.services[service]
    silent = replace(chosen, facts=chosen.facts | {fact: replace(chosen.facts[fact], text="各地不一样。")})
    assert list(offers(silent, anywhere, TODAY)) == []


def test_whom_to_reach_is_taken_from_the_case() -> None:
    told = details(("name", "王秀英"), ("phone", "13800138000"))
    assert contact_of(told) == CALL and contact_of(told).way is Way.CALL
    assert contact_of(told, "telegram-42") == CHAT and CHAT.way is Way.CHAT
    assert not contact_of(details()).is_reachable
    assert not contact_of(details(("name", "王秀英"), ("phone", "没有电话"))).is_reachable


@dataclass
class Post:
    """Chats that can be out of reach; `keys` of what is on its way."""

    broken: bool = False
    sent: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def send(self, key: str, session: str, response: str, values: Mapping[str, str]) -> None:
        if self.broken:
            raise DeliveryError("broken for the test")
        self.keys.append(key)
        self.sent.append((session, response, values))


@dataclass
class Desk:
    """A station on a day that can be moved."""

    catalogue: Catalogue
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: StoppedClock = field(default_factory=StoppedClock)
    post: Post = field(default_factory=Post)

    def remind(self, contact: Contact = CHAT, service: str = "pension_cert", day: date = date(2026, 1, 10)) -> None:
        (offer,) = offers(self.catalogue.services[service], self.catalogue, self.clock.today())
        remind(offer.with_day(day) if offer.needs_day else offer, contact, self.consent(), self.store, self.clock)

    def consent(self, kind: str = "remind", given: bool = True) -> Consent:
        return Consent(SESSION, kind, "utter_consent_remind", given, "telegram", self.clock.now())

    def on(self, day: date) -> Desk:
        self.clock.moment = datetime(day.year, day.month, day.day, 9, tzinfo=timezone.utc)
        return self

    def deliver(self) -> int:
        return deliver(self.store, self.clock, Shelf(self.catalogue), self.post)

    @property
    def due(self) -> list[date]:
        return [reminder.due_on for reminder in due(self.store, self.clock)]

    @property
    def to_call(self) -> tuple[Reminder, ...]:
        return call_list(self.store, self.clock)


@pytest.fixture
def desk(anywhere: Catalogue) -> Desk:
    return Desk(anywhere)


def test_nothing_is_due_before_its_day(desk: Desk) -> None:
    desk.remind()
    assert desk.on(date(2026, 12, 9)).due == [] and desk.deliver() == 0
    assert desk.on(date(2026, 12, 10)).due == [date(2026, 12, 10)]


def test_in_a_chat_it_is_said_once(desk: Desk) -> None:
    desk.remind()
    desk.on(date(2026, 12, 10))
    assert desk.deliver() == 1 and desk.deliver() == 0
    ((session, response, values),) = desk.post.sent
    assert (session, response) == (SESSION, "utter_remind_certification")
    assert values == {"title": desk.catalogue.services["pension_cert"].title, "day": "2027年1月10日"}


def test_it_stays_on_the_call_list_until_it_has_arrived(desk: Desk) -> None:
    desk.remind()
    desk.on(date(2026, 12, 10)).deliver()
    assert len(desk.to_call) == 1
    with desk.store() as work:
        assert [ended_by(key, work, desk.clock.now()) for key in desk.post.keys] == [True]
        assert not ended_by("case:1", work, desk.clock.now())
        work.commit()
    assert desk.to_call == ()


def test_a_chat_out_of_reach_becomes_a_call_and_is_not_tried_again(desk: Desk) -> None:
    desk.remind()
    desk.on(date(2026, 12, 10)).post.broken = True
    assert desk.deliver() == 0
    desk.post.broken = False
    assert desk.deliver() == 0 and desk.post.sent == []
    (reminder,) = desk.to_call
    assert (reminder.contact, reminder.by) == (CHAT, date(2027, 1, 10))
    assert called(reminder.id, desk.store, desk.clock) and desk.to_call == ()
    assert not called(reminder.id, desk.store, desk.clock)


def test_two_workers_do_not_remind_twice(desk: Desk) -> None:
    desk.remind()
    desk.on(date(2026, 12, 10))
    (waiting,) = due(desk.store, desk.clock)
    with desk.store() as work:
        assert work.reminders.claim(waiting.id) and not work.reminders.claim(waiting.id)
        work.commit()
    assert desk.deliver() == 0 and desk.post.sent == []
    assert [reminder.id for reminder in desk.to_call] == [waiting.id]


def test_who_has_no_chat_is_called_whether_or_not_anything_was_delivered(desk: Desk) -> None:
    desk.remind(CALL)
    desk.on(date(2026, 12, 10))
    assert [reminder.contact for reminder in desk.to_call] == [CALL]
    assert desk.deliver() == 0
    assert [reminder.contact for reminder in desk.to_call] == [CALL]


def test_what_is_late_for_its_own_day_goes_to_a_person(desk: Desk) -> None:
    desk.remind()
    desk.on(date(2027, 1, 11))
    assert desk.deliver() == 0 and desk.post.sent == []
    assert len(desk.to_call) == 2


def test_what_may_not_be_said_as_true_any_more_goes_to_a_person(desk: Desk) -> None:
    desk.remind()
    desk.catalogue = with_grade(desk.catalogue, "pension_cert", "yearly", Grade.MEMORY)
    assert desk.on(date(2026, 12, 10)).deliver() == 0 and len(desk.to_call) == 1


def test_a_service_taken_out_of_the_catalogue_goes_to_a_person(desk: Desk) -> None:
    desk.remind()
    services = {key: one for key, one in desk.catalogue.services.items() if key != "pension_cert"}
    desk.catalogue = replace(desk.catalogue, services=services)
    assert desk.on(date(2026, 12, 10)).deliver() == 0 and len(desk.to_call) == 1


def test_without_a_local_value_it_is_said_of_most_places_only(anywhere: Catalogue, town: Catalogue) -> None:
    for catalogue, ending in ((anywhere, "_in_most_places"), (town, "")):
        desk = Desk(catalogue)
        age = 80 if ending else 75
        desk.remind(service="elder_allowance", day=date(2027 - age, 1, 10))
        desk.remind(service="medical_pay")
        assert desk.on(date(2026, 12, 11)).deliver() >= 2
        said = {response: values for _, response, values in desk.post.sent}
        assert set(said) == {f"utter_remind_turning_age{ending}", f"utter_remind_fee_season{ending}"}
        assert said[f"utter_remind_turning_age{ending}"]["age"] == str(age)


def test_one_word_takes_everything_back(desk: Desk) -> None:
    desk.remind()
    desk.remind(service="id_card", day=date(2027, 3, 1))
    assert cancel(session_reference("somebody else"), desk.store, desk.clock) == 0
    assert cancel(SESSION, desk.store, desk.clock, "id_card") == 2
    assert cancel(SESSION, desk.store, desk.clock) == 2
    assert desk.on(date(2027, 2, 28)).deliver() == 0 and desk.to_call == ()


def test_who_comes_again_takes_it_back_by_name_and_number(desk: Desk) -> None:
    desk.remind(CALL)
    assert cancel_for("王秀兰", "13800138000", desk.store, desk.clock) == 0
    assert cancel_for("汪秀英", "138 0013 8000", desk.store, desk.clock) == 2


def test_asked_for_twice_it_comes_once(desk: Desk) -> None:
    desk.remind()
    desk.remind()
    assert desk.on(date(2026, 12, 10)).due == [date(2026, 12, 10)]


@pytest.mark.parametrize(("kind", "given"), [("remind", False), ("remember", True)])
def test_without_consent_nobody_is_reminded(desk: Desk, kind: str, given: bool) -> None:
    (offer,) = offers(desk.catalogue.services["medical_pay"], desk.catalogue, TODAY)
    with pytest.raises(ConsentError):
        remind(offer, CALL, desk.consent(kind, given), desk.store, desk.clock)
    assert desk.on(date(2027, 1, 1)).to_call == ()


def test_nobody_is_promised_a_reminder_who_cannot_be_reached(desk: Desk) -> None:
    (offer,) = offers(desk.catalogue.services["medical_pay"], desk.catalogue, TODAY)
    with pytest.raises(ValueError):
        remind(offer, Contact("王秀英"), desk.consent(), desk.store, desk.clock)


def test_when_it_is_too_late_nothing_is_kept(desk: Desk) -> None:
    (offer,) = offers(desk.catalogue.services["id_card"], desk.catalogue, TODAY)
    late = offer.with_day(TODAY - timedelta(days=1))
    assert due_days(late.kind, late.told, TODAY) == ()
    assert remind(late, CALL, desk.consent(), desk.store, desk.clock) == ()
    with desk.store() as work:
        assert work.consents.of_session(SESSION) == []


def test_the_consent_stands_beside_the_reminders(desk: Desk) -> None:
    desk.remind()
    with desk.store() as work:
        assert [consent.kind for consent in work.consents.of_session(SESSION)] == ["remind"]
        assert {reminder.state for reminder in work.reminders.open()} == {ReminderState.WAITING}
