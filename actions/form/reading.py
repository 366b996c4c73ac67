"""Reads the answer to one question of a form, by the type of its field. Pure: no clock, no store, no Rasa.

What is read is checked as far as it can be here: check digits, days that exist, numbers that ring. A refusal names
its problem, so that the person hears what was wrong and not only that something was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from actions.cases.model import Told
from actions.catalogue.form import FormField
from actions.catalogue.model import SELF, Catalogue
from actions.form.choosing import chosen, named_in
from actions.form.state import NO, YES, Filling
from actions.turn import Heard
from assistant.text.addresses import read_address
from assistant.text.ages import full_years
from assistant.text.coming_days import coming_day
from assistant.text.dates import Calendar, Certainty, DateReading, read_date
from assistant.text.form_talk import has_none, said_yes_or_no
from assistant.text.hanzi import is_hanzi
from assistant.text.identity import IdNumber, IdNumberRefused
from assistant.text.names import name_alone, read_name
from assistant.text.normalise import normalise
from assistant.text.phone import PhoneNumber, PhoneRefused

LONGEST_TEXT = 300
"""Characters of a free answer that are kept."""

_GROWN_UP = 16
_SHORTEST_TEXT = 2
_TAIL = 4
_LONGEST_GIVEN_NAME = 2


@dataclass(frozen=True)
class Read:
    """An answer. `aloud` is what a loudspeaker may say of it, "" for nothing; `tail` its last digits.

    `to_confirm`: too important to go on without a yes.
    """

    told: Told
    aloud: str = ""
    tail: str = ""
    to_confirm: bool = False


@dataclass(frozen=True)
class Miss:
    """No answer yet. `problem` is in one word why; `begun` what of the answer there is, for the next attempt."""

    problem: str
    begun: str = ""


@dataclass(frozen=True)
class Question:
    """All that an answer is read with: the field, the form so far, the words of the catalogue, the day."""

    field: FormField
    filling: Filling
    catalogue: Catalogue
    today: date
    entities: Mapping[str, str]

    @property
    def begun(self) -> str:
        return self.filling.begun

    @property
    def is_asked_again(self) -> bool:
        return self.filling.misses > 0

    def told(self, value: str, shown: str, said: str = "") -> Told:
        """The answer, under the name of the field."""
        return Told(self.field.key, self.field.type, self.field.title, value, shown, said)


def read_answer(question: Question, heard: Heard) -> Read | Miss:
    """What the person answered."""
    read = _READERS[question.field.type](question, heard)
    if isinstance(read, Miss) or question.field.may_be_heard:
        return read
    return replace(read, aloud="")


def _name(question: Question, heard: Heard) -> Read | Miss:
    read = read_name(heard.text)
    if read is not None and read.said == read.surname:
        return Miss("given_name", read.surname)
    name = read.said if read is not None else name_alone(heard.text)
    if name and len(name) <= _LONGEST_GIVEN_NAME and read is None:
        name = question.begun + name
    return Read(question.told(name, _masked_name(name)), aloud=name) if name else Miss("name")


def _masked_name(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)


def _id_number(question: Question, heard: Heard) -> Read | Miss:
    try:
        found = IdNumber.parse(heard.text, question.today)
    except IdNumberRefused as refused:
        return Miss(refused.problem.value)
    problem = _doubtful_id(found, question)
    if problem:
        return Miss(problem, found.number)
    return Read(question.told(found.number, found.masked), tail=found.number[-_TAIL:], to_confirm=True)


def _doubtful_id(found: IdNumber, question: Question) -> str:
    """What is odd about a valid number; told a second time, it is believed."""
    if question.begun == found.number:
        return ""
    whose = question.entities.get("beneficiary")
    if whose not in (None, question.filling.beneficiary):
        return "another_person"
    birthday = question.filling.of_type("birth_date")
    if birthday is not None and birthday.value != found.birthday.isoformat():
        return "other_birthday"
    return "child" if full_years(found.birthday, question.today) < _GROWN_UP else ""


def _phone(question: Question, heard: Heard) -> Read | Miss:
    if has_none(heard.text):
        word = question.catalogue.forms.words.no_phone
        return Read(question.told("", word), aloud=word)
    try:
        found = PhoneNumber.parse(heard.text, question.begun)
    except PhoneRefused as refused:
        return Miss(refused.problem.value, refused.begun)
    whose = question.entities.get("beneficiary", SELF)
    owner = "" if whose == SELF else question.catalogue.phrases.beneficiaries.get(whose, "")
    return Read(question.told(found.digits, found.masked, owner), tail=found.digits[-_TAIL:])


def _birth_date(question: Question, heard: Heard) -> Read | Miss:
    reading = _date_told(question, heard, is_past=True)
    if reading is None:
        return Miss("date")
    if reading.certainty is Certainty.PARTIAL:
        return Miss("partial_date", heard.text)
    if reading.value is None:
        return Miss("impossible_date")
    if reading.value > question.today:
        return Miss("future_date")
    if _is_by_the_moon(reading) and not question.is_asked_again:
        return Miss("printed_date", heard.text)
    id_number = question.filling.of_type("id_number")
    if id_number is not None and IdNumber(id_number.value).birthday != reading.value and not question.is_asked_again:
        return Miss("not_as_printed", heard.text)
    return _day(question, reading.value, heard)


def _is_by_the_moon(reading: DateReading) -> bool:
    """Whether the card may show another day than the one told."""
    return reading.calendar is Calendar.LUNAR or (reading.calendar is Calendar.UNKNOWN and bool(reading.alternatives))


def _date(question: Question, heard: Heard) -> Read | Miss:
    coming = None if question.begun else coming_day(heard.text, question.today)
    if coming is not None:
        return _day(question, coming, heard)
    reading = _date_told(question, heard, is_past=False)
    if reading is None:
        return Miss("date")
    if reading.certainty is Certainty.PARTIAL:
        return Miss("partial_date", heard.text)
    return Miss("impossible_date") if reading.value is None else _day(question, reading.value, heard)


def _date_told(question: Question, heard: Heard, is_past: bool) -> DateReading | None:
    """The day told now, or begun before and told to its end now."""
    later = read_date(heard.text, question.today, is_past)
    before = read_date(question.begun, question.today, is_past) if question.begun else None
    if before is None or later is None or later.certainty is not Certainty.PARTIAL:
        return later
    return before.completed_by(later)


def _day(question: Question, day: date, heard: Heard) -> Read:
    written = question.catalogue.forms.words.written(day)
    return Read(question.told(day.isoformat(), written, normalise(heard.text)), aloud="")


def _address(question: Question, heard: Heard) -> Read | Miss:
    text = f"{question.begun}{normalise(heard.text)}"
    found = read_address(text)
    if found is None:
        return Miss("address", question.begun)
    if not found.has_door and not question.is_asked_again:
        return Miss("partial_address", text)
    return Read(question.told(text[:LONGEST_TEXT], masked_address(text)))


def masked_address(text: str) -> str:
    """An address as a public screen may show it: the street or the community, and no door."""
    found = read_address(text)
    parts = (found.subdistrict, found.street, found.community) if found else ()
    return next((part for part in reversed(parts) if part), text[:_SHORTEST_TEXT]) + "****"


def _relation(question: Question, heard: Heard) -> Read | Miss:
    who = heard.entities.get("beneficiary")
    word = question.catalogue.phrases.beneficiaries.get(who or "")
    return Miss("relation") if not who or word is None else Read(question.told(who, word), aloud=word)


def _choice(question: Question, heard: Heard) -> Read | Miss:
    picked = named_in(question.field, heard.text) or chosen(question.field.choices, heard.text)
    return Miss("choice") if picked is None else Read(question.told(picked, picked), aloud=picked)


def _yes_no(question: Question, heard: Heard) -> Read | Miss:
    words = question.catalogue.forms.words
    agreed = yes_or_no(heard)
    if agreed is None:
        return Miss("yes_no")
    word = words.yes if agreed else words.no
    return Read(question.told(YES if agreed else NO, word))


def yes_or_no(heard: Heard) -> bool | None:
    """Yes, no, or neither."""
    said = said_yes_or_no(heard.text)
    return {"dlg.affirm": True, "dlg.deny": False}.get(heard.label) if said is None else said


def _text(question: Question, heard: Heard) -> Read | Miss:
    text = normalise(heard.text)[:LONGEST_TEXT]
    if sum(map(is_hanzi, text)) < _SHORTEST_TEXT:
        return Miss("text")
    return Read(question.told(text, text))


_READERS: Mapping[str, Callable[[Question, Heard], Read | Miss]] = {
    "name": _name,
    "id_number": _id_number,
    "phone": _phone,
    "birth_date": _birth_date,
    "date": _date,
    "address": _address,
    "relation": _relation,
    "choice": _choice,
    "yes_no": _yes_no,
    "text": _text,
}
