"""Citizen identity numbers (公民身份号码, GB 11643-1999), as written or as said aloud."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from assistant.text.corrections import corrected_digits, without_counts
from assistant.text.digits import digit_runs, plain_digits

LENGTH = 18
_EARLIEST = date(1900, 1, 1)
_BIRTH_YEARS = range(1800, 2100)

#: The last place X as it is said, and as recognisers mishear 叉.
X_SAID = r"(?:爱克斯|艾克斯|埃克斯|爱可斯|艾科斯|哎克斯|[xX×ＸⅩ叉插查差茶岔])"
#: X right after the digits before it.
LAST_X = re.compile(rf"\W*{X_SAID}(?![0-9a-zA-Z])")
_X_AT_END = re.compile(rf"[0-9]\W*(?:那个|一个|大写的?)?\W*{X_SAID}(?![0-9a-zA-Z])")
_TENS = re.compile(r"([二三123]?)十([1-9]?)(?=月|日|号)")
_ONE_DIGIT = re.compile(r"(?<=[年月])\s*([1-9])(?=月|日|号)")


class IdProblem(Enum):
    """Why an identity number is not accepted."""

    MISSING = "missing"
    WRONG_LENGTH = "wrong_length"
    OLD_FIFTEEN = "old_fifteen"
    IMPOSSIBLE_BIRTHDAY = "impossible_birthday"
    FUTURE_BIRTHDAY = "future_birthday"
    BEFORE_1900 = "before_1900"
    CHECK_DIGIT = "check_digit"


class IdNumberRefused(ValueError):
    """What was said is no identity number; `problem` says why and `heard` holds the digits made out."""

    def __init__(self, problem: IdProblem, heard: str) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.heard = heard


@dataclass(frozen=True)
class IdNumber:
    """A valid identity number: 18 places, the last one a digit or X."""

    number: str

    @classmethod
    def parse(cls, text: str, today: date | None = None) -> "IdNumber":
        """Read the number out of a sentence: digits or spoken, in pieces, X as 叉 or 爱克斯, corrected on the
        way.

        `today` bounds the birthday (default: the clock's). Raises `IdNumberRefused`.
        """
        heard = heard_number(text)
        problem = _problem(heard, today or date.today())
        if problem is not None:
            raise IdNumberRefused(problem, heard)
        return cls(heard)

    @property
    def birthday(self) -> date:
        """The date in places 7 to 14: what the register holds, often a lunar date taken over as it was."""
        return ric.get_birth_date(self.number)

    @property
    def is_male(self) -> bool:
        """Place 17 is odd for men and even for women."""
        return int(self.number[16]) % 2 == 1

    @property
    def masked(self) -> str:
        """Stars and the last four places: all that may be shown."""
        return "*" * (LENGTH - 4) + self.number[-4:]


def heard_number(text: str) -> str:
    """The digits (and X) of the one identity number in the text, whole or not; empty if there are none."""
    plain = _ONE_DIGIT.sub(r"0\1", _TENS.sub(_two_digits, plain_digits(without_counts(text))))
    tail = "X" if _X_AT_END.search(plain) else ""
    runs = [run.digits for run in digit_runs(plain)]
    whole = [digits for digits in runs if len(digits + tail) == LENGTH]
    if len(whole) == 1:
        return whole[0] + tail
    return corrected_digits(plain, LENGTH - len(tail)) + tail


def _two_digits(match: re.Match[str]) -> str:
    tens, ones = match.groups()
    return f"{tens or 1}{ones or 0}"


def birth_digits(number: str) -> date | None:
    """The date in places 7 to 14 of a number, if there is such a day."""
    try:
        return ric.get_birth_date(number)
    except (ValidationError, ValueError):
        return None


def _problem(heard: str, today: date) -> IdProblem | None:
    if not heard:
        return IdProblem.MISSING
    if len(heard) == 15 and heard.isdigit() and birth_digits(heard[:6] + "19" + heard[6:]):
        return IdProblem.OLD_FIFTEEN
    if len(heard) != LENGTH:
        return IdProblem.WRONG_LENGTH
    return _birthday_problem(birth_digits(heard), today) or _check_problem(heard)


def _birthday_problem(birthday: date | None, today: date) -> IdProblem | None:
    if birthday is None:
        return IdProblem.IMPOSSIBLE_BIRTHDAY
    if birthday < _EARLIEST:
        return IdProblem.BEFORE_1900
    return IdProblem.FUTURE_BIRTHDAY if birthday > today else None


def _check_problem(heard: str) -> IdProblem | None:
    return None if ric.calc_check_digit(heard) == heard[-1] else IdProblem.CHECK_DIGIT


def has_id_shape(digits: str) -> bool:
    """Whether 15, 17 or 18 places could be an identity number: a region that exists and a real birthday."""
    if len(digits) == 15:
        digits = digits[:6] + "19" + digits[6:]
    if len(digits) not in (17, 18) or digits[0] not in "12345678":
        return False
    birthday = birth_digits(digits)
    return birthday is not None and birthday.year in _BIRTH_YEARS


def is_checked(digits: str) -> bool:
    """Whether 18 places have the shape and the check digit of an identity number."""
    return len(digits) == LENGTH and has_id_shape(digits) and ric.calc_check_digit(digits) == digits[-1]
