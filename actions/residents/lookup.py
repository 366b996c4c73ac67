"""How a person is found again without their name or number standing anywhere in plain text."""

from __future__ import annotations

import hashlib
import hmac
import re

from assistant.text.digits import digit_runs
from assistant.text.normalise import normalise
from assistant.text.phone import PhoneNumber, PhoneRefused
from assistant.text.pinyin import fold, syllables


def same_digits(phone: str) -> str:
    """The digits of a phone number, however it is written or said; without the country's code."""
    try:
        return PhoneNumber.parse(phone).digits
    except PhoneRefused:
        return "".join(run.digits for run in digit_runs(phone))


def same_sound(name: str) -> str:
    """A name by its near sound: told by voice it comes back in other characters, and it is the same person."""
    return " ".join(map(fold, syllables(re.sub(r"\W", "", normalise(name)))))


def is_same_person(name: str, phone: str, other_name: str, other_phone: str) -> bool:
    """Whether both name and number agree; without either of them nobody is the same."""
    mine, other = (same_sound(name), same_digits(phone)), (same_sound(other_name), same_digits(other_phone))
    return all(mine) and mine == other


class Lookup:
    """Turns name and phone into 64 hexadecimal digits with the station's own key: HMAC-SHA256."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, name: str, phone: str) -> str | None:
        """None when name or number is missing."""
        sound, digits = same_sound(name), same_digits(phone)
        if not sound or not digits:
            return None
        return hmac.new(self._key, f"{sound}|{digits}".encode(), hashlib.sha256).hexdigest()
