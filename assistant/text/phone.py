"""A resident's own phone number, as written or as said aloud."""

import re
from dataclasses import dataclass
from enum import Enum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from assistant.text.corrections import corrected_digits, without_counts
from assistant.text.digits import digit_runs
from assistant.text.hotlines import is_hotline

MOBILE_LENGTH = 11
#: Stands for a digit that is still to be said, in `PhoneRefused.begun`.
UNKNOWN = "?"

_COUNTRY_CODE = re.compile(r"(?:0086|86)(?=1[3-9]\d{9}$)")
_MOBILE_START = re.compile(r"1[3-9]")
_LOCAL_LANDLINE = re.compile(r"[2-9]\d{6,7}")
_LEAST_BEGUN = 3
_FIRST_SEVEN = 7


class PhoneKind(Enum):
    """What a number rings."""

    MOBILE = "mobile"
    LANDLINE = "landline"


class PhoneProblem(Enum):
    """Why a phone number is not accepted."""

    MISSING = "missing"
    HOTLINE = "hotline"
    INCOMPLETE = "incomplete"
    TOO_LONG = "too_long"
    NO_SUCH_NUMBER = "no_such_number"


class PhoneRefused(ValueError):
    """What was said is no phone number of a person.

    `problem` says why, `heard` holds the digits made out. For an incomplete mobile number `begun` is the
    number with `UNKNOWN` for each digit still wanted (138????8000): ask for those alone and give `begun` back
    to `parse`.
    """

    def __init__(self, problem: PhoneProblem, heard: str, begun: str = "") -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.heard = heard
        self.begun = begun


@dataclass(frozen=True)
class PhoneNumber:
    """A mobile (11 digits) or a landline (with area code, or the 7 or 8 digits dialled within the city)."""

    digits: str
    kind: PhoneKind

    @classmethod
    def parse(cls, text: str, begun: str = "") -> "PhoneNumber":
        """Read the number out of a sentence, corrections on the way included (一三八……不是，一三九……).

        `begun` is what an earlier refusal kept; digits that fit its gaps complete it. Raises `PhoneRefused`.
        """
        heard = _COUNTRY_CODE.sub("", corrected_digits(text, MOBILE_LENGTH))
        if len(heard) > MOBILE_LENGTH:
            heard = _one_mobile_among(text) or heard
        heard = _completed(begun, heard)
        kind = _kind(heard)
        if kind is None:
            raise _refusal(text, heard)
        return cls(heard, kind)

    @property
    def masked(self) -> str:
        """What may be shown: 138****8000, or the last four digits of a landline."""
        shown = 3 if self.kind is PhoneKind.MOBILE else 0
        return self.digits[:shown] + "*" * (len(self.digits) - shown - 4) + self.digits[-4:]


def _kind(digits: str) -> PhoneKind | None:
    if is_hotline(digits) or not digits:
        return None
    if _LOCAL_LANDLINE.fullmatch(digits):
        return PhoneKind.LANDLINE
    try:
        number = phonenumbers.parse(digits, "CN")
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if phonenumbers.number_type(number) == PhoneNumberType.MOBILE:
        return PhoneKind.MOBILE if len(digits) == MOBILE_LENGTH else None
    return PhoneKind.LANDLINE if digits.startswith("0") else None


def _one_mobile_among(text: str) -> str:
    mobiles = {run.digits for run in digit_runs(text) if _kind(run.digits) is PhoneKind.MOBILE}
    return mobiles.pop() if len(mobiles) == 1 else ""


def _completed(begun: str, heard: str) -> str:
    wanted = begun.count(UNKNOWN)
    if not wanted or len(heard) != wanted:
        return heard
    first = begun.index(UNKNOWN)
    return begun[:first] + heard + begun[first + wanted :]


def _refusal(text: str, heard: str) -> PhoneRefused:
    if not heard:
        return PhoneRefused(PhoneProblem.MISSING, heard)
    if is_hotline(heard):
        return PhoneRefused(PhoneProblem.HOTLINE, heard)
    if len(heard) < MOBILE_LENGTH:
        return PhoneRefused(PhoneProblem.INCOMPLETE, heard, _begun(text, heard))
    if len(heard) > MOBILE_LENGTH:
        return PhoneRefused(PhoneProblem.TOO_LONG, heard)
    return PhoneRefused(PhoneProblem.NO_SUCH_NUMBER, heard)


def _begun(text: str, heard: str) -> str:
    """A mobile with gaps: in the middle if three digits and four were said around it, else at the end."""
    if not _MOBILE_START.match(heard) or len(heard) < _LEAST_BEGUN:
        return ""
    runs = digit_runs(without_counts(text))
    sizes = [len(group.digits) for run in runs for group in run.groups]
    if len(sizes) == 3 and sizes[0] == 3 and sizes[2] == 4:
        return heard[:3] + UNKNOWN * 4 + heard[-4:]
    kept = _FIRST_SEVEN if len(heard) >= _FIRST_SEVEN else _LEAST_BEGUN
    return heard[:kept] + UNKNOWN * (MOBILE_LENGTH - kept)
