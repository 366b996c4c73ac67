"""The code itself: six digits, so that it can be said, and so that nobody takes it for the number of a case."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from assistant.text.digits import digit_runs

LENGTH = 6
_FIRST = 10 ** (LENGTH - 1)


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A code that begins with no zero. `below(n)` draws from 0 to n - 1."""
    return str(_FIRST + below(9 * _FIRST))


def grouped(code: str) -> str:
    """As it is written and read: two groups of three."""
    return f"{code[:3]} {code[3:]}"


def code_in(text: str) -> str | None:
    """The code said in a line, in digits or in words; None when there is none, or more than one."""
    runs = [run.digits for run in digit_runs(text)]
    codes = {digits for digits in (*runs, "".join(runs)) if len(digits) == LENGTH and digits[0] != "0"}
    return codes.pop() if len(codes) == 1 else None
