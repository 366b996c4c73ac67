"""Which reminders may be offered for a service, and what has to be asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.cases.model import Details
from actions.catalogue.model import SELF, Catalogue, Service
from actions.catalogue.reminders import ReminderRule
from actions.catalogue.teller import Teller
from actions.reminders.days import due_days
from actions.reminders.model import Contact, Kind, Told
from actions.residents.lookup import same_digits
from assistant.text.ages import read_age
from assistant.text.identity import IdNumber
from assistant.text.seasons import read_season


@dataclass(frozen=True)
class Offer:
    """A reminder that may be offered. `told` is what is known already."""

    kind: Kind
    service: str
    told: Told

    @property
    def needs_day(self) -> bool:
        """Whether the person must still be asked for the day (see `Told.day`)."""
        return self.told.day is None and self.kind is not Kind.FEE_SEASON

    def with_day(self, day: date) -> Offer:
        """The offer with the day the person told."""
        return replace(self, told=replace(self.told, day=day))


@dataclass(frozen=True)
class Source:
    """What a reminder is reckoned from: a text of the catalogue, and whether it is true of this very place."""

    text: str
    is_local: bool


def offers(service: Service, catalogue: Catalogue, today: date, details: Details | None = None) -> tuple[Offer, ...]:
    """The reminders of a service that rest on facts true today and have a day ahead.

    With the `details` of a case nothing is asked that stands there.
    """
    return tuple(_offers(service, catalogue, today, details))


def contact_of(details: Details, chat: str = "") -> Contact:
    """How the person of a case is reached; who said they have no phone has none. `chat` names their chat session."""
    name, phone = details.of_type("name"), details.of_type("phone")
    return Contact(name.value if name else "", same_digits(phone.value) if phone else "", chat)


def source_of(rule: ReminderRule, service: Service, catalogue: Catalogue, today: date) -> Source | None:
    """The local value where there is a true one, else the first fact; None when neither may be said as true."""
    teller = Teller(service, catalogue, today, SELF)
    if rule.local is not None and teller.doubt_of_local(service.varies[rule.local]) is None:
        return Source(teller.local_text(rule.local), True)
    if teller.doubt_of_facts(rule.rests_on) is not None:
        return None
    return Source(service.facts[rule.rests_on[0]].text if rule.rests_on else "", False)


def _offers(service: Service, catalogue: Catalogue, today: date, details: Details | None) -> Iterator[Offer]:
    for rule in service.reminders:
        source = source_of(rule, service, catalogue, today)
        told = None if source is None else _told(Kind(rule.kind), source.text, today, details)
        if told is None:
            continue
        offer = Offer(Kind(rule.kind), service.id, told)
        if offer.needs_day or due_days(offer.kind, told, today):
            yield offer


def _told(kind: Kind, text: str, today: date, details: Details | None) -> Told | None:
    """What is known; None when the text does not say what it should, or an appointment has no day."""
    if kind is Kind.FEE_SEASON:
        season = read_season(text)
        return None if season is None else Told(season=season)
    if kind is Kind.TURNING_AGE:
        age = read_age(text)
        return None if age is None else Told(_birthday(details, today), age.years)
    if kind is Kind.APPOINTMENT:
        day = _day(details, "date")
        return None if day is None else Told(day)
    return Told()


def _birthday(details: Details | None, today: date) -> date | None:
    number = details.of_type("id_number") if details else None
    try:
        return IdNumber.parse(number.value, today).birthday if number else _day(details, "birth_date")
    except ValueError:
        return None


def _day(details: Details | None, type_: str) -> date | None:
    told = details.of_type(type_) if details else None
    try:
        return date.fromisoformat(told.value) if told else None
    except ValueError:
        return None
