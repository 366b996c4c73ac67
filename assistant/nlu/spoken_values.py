"""The values told in one utterance, by the name of the entity that carries them. Imports no Rasa."""

from collections.abc import Mapping
from datetime import date

from assistant.text.addresses import read_address
from assistant.text.ages import read_age
from assistant.text.amounts import amounts
from assistant.text.dates import read_date
from assistant.text.identity import IdNumber, IdNumberRefused
from assistant.text.names import read_name, says_name
from assistant.text.phone import PhoneNumber, PhoneRefused
from assistant.text.relations import beneficiary

_YEAR = 365


def spoken_values(text: str, today: date, repaired: str = "") -> Mapping[str, str]:
    """What is told, each as text: beneficiary (a relation), name, id_number, phone, birth_date (ISO), age (years),
    address (as said), amount (yuan). Only whole and valid values; what is not told is left out.

    A relation is looked for in the line as `repaired`, too; whatever else has no likeliest form but as said.
    """
    told = {
        "beneficiary": _beneficiary(text) or _beneficiary(repaired),
        "name": _name(text),
        "id_number": _id_number(text, today),
        "phone": _phone(text),
        "birth_date": _birth_date(text, today),
        "age": _age(text),
        "address": _address(text),
        "amount": _amount(text),
    }
    return {name: value for name, value in told.items() if value is not None}


def _beneficiary(text: str) -> str | None:
    who = beneficiary(text)
    return None if who is None else str(who.value)


def _name(text: str) -> str | None:
    read = read_name(text) if says_name(text) else None
    return None if read is None else read.said


def _id_number(text: str, today: date) -> str | None:
    try:
        return IdNumber.parse(text, today).number
    except IdNumberRefused:
        return None


def _phone(text: str) -> str | None:
    try:
        return PhoneNumber.parse(text).digits
    except PhoneRefused:
        return None


def _birth_date(text: str, today: date) -> str | None:
    """A day of the last year (今天, 上个月) is nobody's birthday who speaks here."""
    read = read_date(text, today)
    told = read.value if read is not None else None
    return told.isoformat() if told is not None and (today - told).days > _YEAR else None


def _age(text: str) -> str | None:
    read = read_age(text)
    return None if read is None else str(read.years)


def _address(text: str) -> str | None:
    read = read_address(text)
    return read.said if read is not None and read.is_findable else None


def _amount(text: str) -> str | None:
    named = amounts(text)
    return str(named[-1].yuan) if named else None
