"""Strings of digits as people write and say them: 138 0013 8000, 幺三八 零零幺三, 一三八，三个零……

Shared by everything that looks for a number in speech: identity numbers, phones, redaction.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

#: How each digit is said, one by one. 幺 洞 拐 勾 两 are the forms that stay apart over a bad line.
SPOKEN = {
    "0": "零〇○洞",
    "1": "一幺壹弌",
    "2": "二两贰弍兩貳",
    "3": "三叁弎參叄",
    "4": "四肆",
    "5": "五伍",
    "6": "六陆陸",
    "7": "七拐柒",
    "8": "八捌",
    "9": "九勾玖",
}
#: What a recogniser writes for 幺 (yao) when it takes it for a word. A digit only between spoken digits.
MISHEARD_ONE = "要腰妖邀夭么麽"

_DIGIT_OF = {character: digit for digit, characters in SPOKEN.items() for character in characters}
_JOINING_WORDS = ("嗯", "呃", "啊", "哦", "呀", "哎", "那个", "这个", "然后", "接着", "横杠", "杠", "空格")
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_LISTING = frozenset(",，、;；/|。：:")

#: A pattern for one thing that may stand between the digits of a number: a pause, a mark, a hesitation.
JOIN = rf"(?:[\s_.·•・,，、。…;；:：/\\|()（）\[\]+*#~～'\"“”‘’–—−‐-]|{'|'.join(_JOINING_WORDS)})"
_REPEAT = r"[2-9]个\s*[0-9]"
_MISHEARD = rf"[{MISHEARD_ONE}](?={JOIN}{{0,4}}[0-9]{JOIN}{{0,4}}[0-9])"
_RUN = re.compile(rf"(?:{_REPEAT}|[0-9])(?:{JOIN}{{0,6}}(?:{_REPEAT}|[0-9])|(?<=[0-9]){JOIN}{{0,6}}{_MISHEARD})*")
_RUN_ELEMENT = re.compile(rf"{_REPEAT}|[0-9{MISHEARD_ONE}]")


@dataclass(frozen=True)
class DigitGroup:
    """Digits said or written in one go; `start` and `end` are positions in the text, `end` not included."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True)
class DigitRun:
    """Groups of digits with nothing between them but pauses, punctuation and hesitation."""

    said: str
    digits: str
    groups: tuple[DigitGroup, ...]

    @property
    def start(self) -> int:
        """Position of the first digit in the text."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Position after the last digit in the text."""
        return self.groups[-1].end


def digit_value(character: str) -> str | None:
    """The digit 0 to 9 that one written or spoken character stands for, or None."""
    known = _DIGIT_OF.get(character)
    if known is not None or character.isascii():
        return known or (character if character.isdigit() else None)
    value = unicodedata.digit(character, None)
    return None if value is None else str(value)


def plain_digits(text: str) -> str:
    """The text with every written or spoken digit as 0 to 9 and every invisible character as a space.

    Position i of the result is character i of the text.
    """
    return text.translate(_PLAIN)


def _visible(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    return " " if unicodedata.category(character) in _INVISIBLE else character


class _Plain(dict[int, str]):
    """What `plain_digits` makes of each character, found out when it is first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        plain = self[point] = digit_value(character) or _visible(character)
        return plain


_PLAIN = _Plain()


def digit_runs(text: str) -> tuple[DigitRun, ...]:
    """Every maximal run of digits in the text, in order. 三个零 is three digits."""
    plain = plain_digits(text)
    return tuple(_run(text, plain, match.start(), match.end()) for match in _RUN.finditer(plain))


def _run(text: str, plain: str, start: int, end: int) -> DigitRun:
    groups = tuple(_groups(plain, start, end))
    digits = "".join(group.digits for group in groups)
    return DigitRun(said=text[start:end], digits=digits, groups=groups)


def _groups(plain: str, start: int, end: int) -> Iterator[DigitGroup]:
    digits, first, last = "", start, start
    for element in _RUN_ELEMENT.finditer(plain, start, end):
        if digits and element.start() != last:
            yield DigitGroup(digits, first, last)
            digits = ""
        if not digits:
            first = element.start()
        digits += _expanded(element.group())
        last = element.end()
    yield DigitGroup(digits, first, last)


def _expanded(element: str) -> str:
    if "个" in element:
        return element[-1] * int(element[0])
    return "1" if element in MISHEARD_ONE else element


def lists_items(separator: str) -> bool:
    """Whether what stands between two groups of digits sets items of a list apart (50、200)."""
    return any(character in _LISTING for character in separator)
