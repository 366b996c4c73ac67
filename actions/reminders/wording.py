"""What is said when the day has come: a response of the domain and its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.catalogue.model import Catalogue, Service
from actions.catalogue.reminders import ReminderRule
from actions.reminders.model import Kind, Reminder
from actions.reminders.offers import source_of
from assistant.text.ages import read_age
from assistant.text.written_days import written_day

_BY_PLACE = (Kind.TURNING_AGE, Kind.FEE_SEASON)
"""What differs from place to place: without a local value it is said of most places only."""


@dataclass(frozen=True)
class Wording:
    """The name of a response, and what is put into it."""

    response: str
    values: Mapping[str, str]


def wording(reminder: Reminder, catalogue: Catalogue, today: date) -> Wording | None:
    """None when what it rests on may not be said as true today: then a person has to see to it."""
    if reminder.news is not None:
        return Wording(reminder.news.response, reminder.news.values)
    service = catalogue.services.get(reminder.service)
    rule = None if service is None else _rule(reminder, service)
    source = None if service is None or rule is None else source_of(rule, service, catalogue, today)
    if service is None or source is None:
        return None
    of_most_places = reminder.kind in _BY_PLACE and not source.is_local
    values = {"title": service.title, "day": written_day(reminder.by, today)}
    age = read_age(source.text) if reminder.kind is Kind.TURNING_AGE else None
    return Wording(
        f"utter_remind_{reminder.kind.value}{'_in_most_places' if of_most_places else ''}",
        values | ({"age": str(age.years)} if age else {}),
    )


def _rule(reminder: Reminder, service: Service) -> ReminderRule | None:
    return next((rule for rule in service.reminders if rule.kind == reminder.kind.value), None)
