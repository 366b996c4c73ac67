"""The number of a case: eight digits that can be said, written down and checked.

The last digit is a Damm check digit (H. M. Damm, 2004): one wrong digit, or two neighbours exchanged, is noticed.
The others are random, so that a number says nothing about how many cases there are and guessing one finds none.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from stdnum import damm

from assistant.text.digits import digit_runs

LENGTH = 8
_FIRST = 10 ** (LENGTH - 2)


def new_number(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A number that begins with no zero. `below(n)` draws from 0 to n - 1."""
    body = str(_FIRST + below(9 * _FIRST))
    return body + str(damm.calc_check_digit(body))


def is_number(digits: str) -> bool:
    """Whether these could be the digits of a case."""
    return len(digits) == LENGTH and digits.isdigit() and digits[0] != "0" and bool(damm.is_valid(digits))


def grouped(number: str) -> str:
    """As it is written and read: two groups of four."""
    return f"{number[:4]} {number[4:]}"


def numbers_in(text: str) -> tuple[str, ...]:
    """The case numbers said in a line, in digits or in words, each once."""
    runs = [run.digits for run in digit_runs(text)]
    return tuple(dict.fromkeys(digits for digits in (*runs, "".join(runs)) if is_number(digits)))


def half_heard(text: str) -> bool:
    """Whether a line holds digits that look like a case number and are none: it must be asked again."""
    digits = "".join(run.digits for run in digit_runs(text))
    return LENGTH - 1 <= len(digits) <= LENGTH + 1 and not numbers_in(text)
