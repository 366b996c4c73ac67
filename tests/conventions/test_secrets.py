"""No file holds a number that could be a person's."""

import re
from collections.abc import Iterator

import pytest

from assistant.text.identity import is_checked
from tests.conventions.tree import PROJECT, readable_files

pytestmark = pytest.mark.conventions

#: The examples of the standard for identity numbers, and mobile numbers that everybody uses as examples. One
#: with four noughts in a row is plainly made up.
NOBODYS = frozenset(
    {
        "11010519491231002X",
        "440524188001010014",
        "13800138000",
        "13800138001",
        "13800138006",
        "13900138000",
        "13800148000",
    }
)
_MOBILE = 11
_NUMBER = re.compile(r"(?<![0-9A-Za-z.])(?:1[3-9]\d{9}|\d{17}[0-9X])(?![0-9A-Za-z.])")


def persons_numbers(text: str) -> Iterator[str]:
    """Mobile numbers and identity numbers with the right check digit, but for those that are nobody's."""
    for number in _NUMBER.findall(text):
        is_a_persons = "0000" not in number if len(number) == _MOBILE else is_checked(number)
        if is_a_persons and number not in NOBODYS:
            yield number


def test_a_number_of_a_person_would_be_noticed() -> None:
    mobile, identity, wrong = "139" + "12345678", "1101011949100100" + "1X", "1101011949100100" + "11"
    assert list(persons_numbers(f"{mobile}, {identity}, {wrong}")) == [mobile, identity]


def test_no_file_holds_a_persons_number() -> None:
    found = [
        f"{path.relative_to(PROJECT)}: {number[:3]}…{number[-2:]}"
        for path in readable_files()
        for number in persons_numbers(path.read_text(encoding="utf-8"))
    ]
    assert found == []
