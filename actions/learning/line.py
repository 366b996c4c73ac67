"""A line that was said and what is made of it. Nothing that could be anybody's leaves the station in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from assistant.text.addresses import read_address
from assistant.text.names import COMPOUND, SURNAMES
from assistant.text.normalise import normalise
from assistant.text.redact import PLACEHOLDERS, mask_personal

LONGEST = 120
"""Characters of a line."""

_FILE = Path(__file__).parent / "identifying.zh.yml"
_MARKS = ("*", *PLACEHOLDERS.values())


class Use(str, Enum):
    """What a line becomes. DROPPED: nothing, and it is not shown again."""

    TRAINING = "training"
    REGRESSION = "regression"
    NEED = "need"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Line:
    """What was said, as somebody wrote it down to be kept; what it means. `aspect`: of a service, if one is asked."""

    text: str
    label: str
    aspect: str | None = None

    @property
    def bare(self) -> str:
        """What is left when spelling, spaces and punctuation are no difference."""
        return bare(self.text)


def bare(text: str) -> str:
    """A line without what makes no difference: two lines with the same rest are one."""
    return re.sub(r"\W", "", normalise(text))


def faults(text: str) -> tuple[str, ...]:
    """Why a line may not be kept as it is; none when it may.

    empty, long, marked (something was masked in it: a person has to write it anew), number, name, address.
    """
    return tuple(_faults(" ".join(text.split())))


def _faults(text: str) -> Iterator[str]:
    if not bare(text):
        yield "empty"
    if len(text) > LONGEST:
        yield "long"
    if any(mark in text for mark in _MARKS):
        yield "marked"
    elif mask_personal(text).kinds:
        yield "number"
    if _name_told().search(text):
        yield "name"
    address = read_address(text)
    if address is not None and address.is_findable:
        yield "address"


@cache
def _name_told() -> re.Pattern[str]:
    """Words that introduce a name, and a surname behind them."""
    leads = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["name_follows"]
    surnames = "|".join(map(re.escape, sorted({*COMPOUND, *SURNAMES}, key=len, reverse=True)))
    return re.compile(rf"(?:{'|'.join(map(re.escape, leads))})(?:{surnames})[\u4e00-\u9fff]")
