"""Ages as they are told (虚岁八十一, 奔八十了, 七十多), and what they say about the year of birth.

Entitlements go by the birthday on the identity card. An age or an animal of the zodiac only checks it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assistant.text.lunar import ANIMALS, animal_of
from assistant.text.numbers import either, misheard, parse_number

_N = "一二两三四五六七八九十百零廿0-9"
_AGE = re.compile(
    rf"(?P<kind>虚岁|毛岁|虚|周岁|实岁|足岁|实足|周)?[了是有]?(?P<nearly>奔|快|快要|将近|差不多|马上)?"
    rf"(?<![{_N}])(?P<n>[{_N}]{{1,6}})(?![{_N}月号日块元年个楼栋])"
    r"(?P<about>多|来|几|出头|上下|左右)?\s*(?P<unit>周岁|虚岁|岁)?(?P<after>多|出头|左右|上下)?"
)
_TELLS_AGE = re.compile(r"(?:今年|年纪|年龄|岁数)(?:都|也|已经|有|是)*$")
_NOMINAL = re.compile("虚|毛岁")
_FULL = re.compile("周|实|足")
_ANIMAL = re.compile(rf"属(?:相)?(?:是)?(?:大|小)?([{ANIMALS}])|([{ANIMALS}])年(?:生|的|出生)")
_OLDEST = 125


class AgeKind(Enum):
    """FULL (周岁) counts birthdays; NOMINAL (虚岁) is one at birth and one more at every lunar new year."""

    FULL = "full"
    NOMINAL = "nominal"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AgeReading:
    """An age in years as told. `is_exact` is False for 七十多 and 奔八十; `alternatives` are mishearings."""

    said: str
    years: int
    kind: AgeKind
    is_exact: bool
    alternatives: tuple[int, ...] = ()

    def birth_years(self, today: date) -> range:
        """The solar years of birth that agree with the age: 虚岁 runs one or two ahead of 周岁."""
        newest, oldest = today.year - self.years, today.year - self.years - 1
        if self.kind is AgeKind.FULL:
            return range(oldest, newest + 1)
        if self.kind is AgeKind.NOMINAL:
            return range(newest, newest + 3)
        return range(oldest, newest + 3)

    def agrees_with(self, birthday: date, today: date) -> bool:
        """Whether a birthday can be right if this age is; an inexact age rules nothing out."""
        return not self.is_exact or birthday.year in self.birth_years(today)


def read_age(text: str, is_answer: bool = False) -> AgeReading | None:
    """The age told in a sentence, or None. A bare number counts only in an answer to the question how old."""
    text = unicodedata.normalize("NFKC", text)
    for found in _AGE.finditer(text):
        told = found["unit"] or found["kind"] or _TELLS_AGE.search(text[: found.start()])
        reading = _reading(found) if told or is_answer else None
        if reading is not None:
            return reading
    return None


def _reading(found: re.Match[str]) -> AgeReading | None:
    said = found["n"]
    values = either(said) or (parse_number(said),)
    if values[0] is None or values[0] > _OLDEST:
        return None
    how = (found["kind"] or "") + (found["unit"] or "")
    kind = AgeKind.NOMINAL if _NOMINAL.search(how) else AgeKind.FULL if _FULL.search(how) else AgeKind.UNKNOWN
    vague = found["nearly"] or found["about"] or found["after"] or len(values) > 1
    others = tuple(int(value) for value in values[1:] if value is not None)
    return AgeReading(found[0], int(values[0]), kind, not vague, others or misheard(said))


def animal_said(text: str) -> str | None:
    """The animal a person says they were born under (属鸡), or None."""
    found = _ANIMAL.search(text)
    return (found[1] or found[2]) if found else None


def animal_agrees(animal: str, birth_year: int) -> bool:
    """Whether the animal fits a solar year of birth: January may still belong to the animal before."""
    return animal in (animal_of(birth_year), animal_of(birth_year - 1))


def full_years(birthday: date, today: date) -> int:
    """Completed years (周岁) on a day: what entitlements go by."""
    return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))
